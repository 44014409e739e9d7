import { type AttributeValue, attributeOf, type Item } from '../dynamo/model/values';
import { isGenericKey, wordsIn } from './names';
import { formOf, SkeletonReader, separatorOf, weakSeparatorOf } from './skeleton';

/** One kind of items in a table of several. */
export interface Entity {
  /** What to call it. */
  readonly label: string;
  readonly items: readonly Item[];
  /** The attribute that tells it apart where its keys don't, and what it has there. */
  readonly discriminator?: { readonly attribute: string; readonly value: string } | undefined;
}

/** More kinds of items than these are no kinds. Keys tell them apart more surely than an attribute does. */
const MOST = 24;
const MOST_BY_ATTRIBUTE = 12;

/**
 * The kinds of items in a sample, the most frequent first; none where the items are all of one kind. Keys tell them apart, or else an
 * attribute that says so. `key` are the attributes of the table's own key.
 */
export function inferEntities(items: readonly Item[], key: readonly string[]): readonly Entity[] {
  const byName = readers(items, key);
  const byForm = groupBy(items, (item) => keyForm(item, key, byName));
  const forms = [...byForm].filter(([form]) => form !== undefined);
  const isComposed = forms.some(([form]) => /[^{}\s]/.test(form ?? ''));
  if (isComposed && byForm.size > 1 && byForm.size <= MOST)
    return named([...byForm].map(([form, group]) => ({ form: form ?? '', items: group })));
  if (isComposed) return [];
  return byDiscriminator(items, key);
}

type Readers = ReadonlyMap<string, SkeletonReader>;

/** Readers of the keys that are composed of parts, or that are one of few words beside such a key. */
function readers(items: readonly Item[], key: readonly string[]): Readers {
  const texts = new Map(key.map((name) => [name, textsOf(items, name)]));
  const separator = keySeparator(items, key);
  if (separator === undefined) return new Map();
  return new Map([...texts].map(([name, keys]) => [name, new SkeletonReader(keys, separator)]));
}

/** What sets the parts of these keys apart, if anything does. */
export function keySeparator(items: readonly Item[], keys: readonly string[]): string | undefined {
  const textsOfAll = (names: readonly string[]) => names.flatMap((name) => textsOf(items, name));
  return separatorOf(textsOfAll(keys)) ?? weakSeparatorOf(textsOfAll(keys.filter(isGenericKey)));
}

/** The forms of all parts of an item's key. */
function keyForm(item: Item, key: readonly string[], byName: Readers): string {
  const forms = key.map((name) => {
    const value = attributeOf(item, name);
    const reader = byName.get(name);
    return reader && value && 'S' in value ? formOf(reader.read(value.S)) : '{}';
  });
  return forms.join(' ');
}

export function textsOf(items: readonly Item[], name: string): readonly string[] {
  return items.flatMap((item) => {
    const value: AttributeValue | undefined = attributeOf(item, name);
    return value && 'S' in value ? [value.S] : [];
  });
}

/** Kinds by the attribute that says what an item is: one of few words, of which each goes with other attributes. */
function byDiscriminator(items: readonly Item[], key: readonly string[]): readonly Entity[] {
  const attribute = discriminatorOf(items);
  if (attribute === undefined || key.includes(attribute)) return [];
  const groups = groupBy(items, (item) => textsOf([item], attribute)[0] ?? '');
  const shapes = new Set(
    [...groups.values()].map((group) =>
      [...new Set(group.flatMap((item) => Object.keys(item)))].sort().join(),
    ),
  );
  if (groups.size < 2 || groups.size > MOST_BY_ATTRIBUTE || groups.has('') || shapes.size < groups.size)
    return [];
  return bySize(
    [...groups].map(([value, group]) => ({
      label: value,
      items: group,
      discriminator: { attribute, value },
    })),
  );
}

/** The attribute whose name says that it tells kinds of items apart. */
function discriminatorOf(items: readonly Item[]): string | undefined {
  const names = new Set(items.flatMap((item) => Object.keys(item)));
  return [...names].find((name) => {
    const words = wordsIn(name).join('');
    return (
      /^(?:entity|entitytype|type|recordtype|itemtype|objecttype|doctype|kind|et|typename|model)$/.test(
        words,
      ) && textsOf(items, name).length === items.length
    );
  });
}

/** Words in keys that say nothing of what the item is. */
const SAYS_LITTLE: ReadonlySet<string> = new Set(
  'profile metadata meta info details detail data root main self v'.split(' '),
);

/** Gives each kind a name: what its discriminator says, or a label of its keys, of which the last says most. */
function named(
  groups: readonly { readonly form: string; readonly items: readonly Item[] }[],
): readonly Entity[] {
  const discriminator = discriminatorOf(groups.flatMap(({ items }) => items));
  const said = groups.map(({ items }) => {
    const values = new Set(discriminator === undefined ? [] : textsOf(items, discriminator));
    return values.size === 1 ? [...values][0] : undefined;
  });
  const isTelling = said.every((value) => value !== undefined) && new Set(said).size === groups.length;
  const labels = groups.map(({ form }, i) => (isTelling ? (said[i] ?? '') : labelOf(form)));
  return bySize(
    groups.map(({ form, items }, i) => {
      const label = labels[i] ?? '';
      const isShared = labels.some((other, j) => i !== j && other === label);
      return { label: isShared ? allLabels(form).join('-') : label, items };
    }),
  );
}

function labelOf(form: string): string {
  const labels = allLabels(form);
  const telling = labels.filter((label) => !SAYS_LITTLE.has(label.toLowerCase()));
  // In `USER#{} ORDER#{}` the sort key says what the item is; of `ORDER#{}#ITEM#{}` its last label.
  return telling.at(-1) ?? labels.at(-1) ?? 'item';
}

function allLabels(form: string): readonly string[] {
  return [...form.matchAll(/[A-Za-z][A-Za-z_]*/g)].map(([label]) => label);
}

function bySize(entities: readonly Entity[]): readonly Entity[] {
  return [...entities].sort((a, b) => b.items.length - a.items.length || (a.label < b.label ? -1 : 1));
}

function groupBy(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const known = groups.get(keyOf(item));
    if (known) known.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
