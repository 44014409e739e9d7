import { type AttributeValue, attributeOf, type Item } from '../dynamo/model/values';
import { isGenericKey, wordsIn } from './names';
import { formOf, SkeletonReader, separatorOf, weakSeparatorOf } from './skeleton';

/** An entity: one kind of item in a table that holds several. */
export interface Entity {
  /** Its name. */
  readonly label: string;
  readonly items: readonly Item[];
  /** The attribute and value that identify it where its keys don't. */
  readonly discriminator?: { readonly attribute: string; readonly value: string } | undefined;
}

/** With more groups than this, they are not taken for entities. Keys are a better sign of them than an attribute. */
const MAX_ENTITIES = 24;
const MAX_BY_ATTRIBUTE = 12;

/**
 * Returns the entities in a sample of items, the most frequent first, or none when all items are alike. They are identified by the
 * form of their keys, or else by an attribute such as `type`. `key` are the attributes of the table's own key.
 */
export function inferEntities(items: readonly Item[], key: readonly string[]): readonly Entity[] {
  const byName = readers(items, key);
  const byForm = groupBy(items, (item) => keyForm(item, key, byName));
  const forms = [...byForm].filter(([form]) => form !== undefined);
  const isComposed = forms.some(([form]) => /[^{}\s]/.test(form ?? ''));
  if (isComposed && byForm.size > 1 && byForm.size <= MAX_ENTITIES)
    return named([...byForm].map(([form, group]) => ({ form: form ?? '', items: group })));
  if (isComposed) return [];
  return byDiscriminator(items, key);
}

type Readers = ReadonlyMap<string, SkeletonReader>;

/** A reader for each key attribute, if the keys are composed of parts. */
function readers(items: readonly Item[], key: readonly string[]): Readers {
  const texts = new Map(key.map((name) => [name, textsOf(items, name)]));
  const separator = keySeparator(items, key);
  if (separator === undefined) return new Map();
  return new Map([...texts].map(([name, keys]) => [name, new SkeletonReader(keys, separator)]));
}

/** Returns the separator between the parts of these keys, or undefined when they are not composed of parts. */
export function keySeparator(items: readonly Item[], keys: readonly string[]): string | undefined {
  const textsOfAll = (names: readonly string[]) => names.flatMap((name) => textsOf(items, name));
  return separatorOf(textsOfAll(keys)) ?? weakSeparatorOf(textsOfAll(keys.filter(isGenericKey)));
}

/** The form of an item's whole key. */
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

/** The entities by a discriminator attribute: one with few values, each of which comes with its own set of attributes. */
function byDiscriminator(items: readonly Item[], key: readonly string[]): readonly Entity[] {
  const attribute = discriminatorOf(items);
  if (attribute === undefined || key.includes(attribute)) return [];
  const groups = groupBy(items, (item) => textsOf([item], attribute)[0] ?? '');
  const shapes = new Set(
    [...groups.values()].map((group) =>
      [...new Set(group.flatMap((item) => Object.keys(item)))].sort().join(),
    ),
  );
  if (groups.size < 2 || groups.size > MAX_BY_ATTRIBUTE || groups.has('') || shapes.size < groups.size)
    return [];
  return bySize(
    [...groups].map(([value, group]) => ({
      label: value,
      items: group,
      discriminator: { attribute, value },
    })),
  );
}

/** The attribute with a name such as `type` or `entity` that every item has as text. */
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

/** Words in keys that say little about what the item is. */
const UNSPECIFIC: ReadonlySet<string> = new Set(
  'profile metadata meta info details detail data root main self v'.split(' '),
);

/** Names each entity after its discriminator's value, or else after the last specific label in its keys. */
function named(
  groups: readonly { readonly form: string; readonly items: readonly Item[] }[],
): readonly Entity[] {
  const discriminator = discriminatorOf(groups.flatMap(({ items }) => items));
  const values = groups.map(({ items: own }) => {
    const distinct = new Set(discriminator === undefined ? [] : textsOf(own, discriminator));
    return distinct.size === 1 ? [...distinct][0] : undefined;
  });
  const isDistinctive =
    values.every((value) => value !== undefined) && new Set(values).size === groups.length;
  const labels = groups.map(({ form }, i) => (isDistinctive ? (values[i] ?? '') : labelOf(form)));
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
  const specific = labels.filter((label) => !UNSPECIFIC.has(label.toLowerCase()));
  // In `USER#{} ORDER#{}` the sort key names the item, and in `ORDER#{}#ITEM#{}` the last label does.
  return specific.at(-1) ?? labels.at(-1) ?? 'item';
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
