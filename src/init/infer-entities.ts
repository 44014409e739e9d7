import type { Item } from '../dynamo/model/values';
import { labelsOf, nameByKeys } from './entity-names';
import { mergeValues } from './merge-values';
import { isGenericKey } from './names';
import { groupBy, textOf, textsOf } from './sample';
import { formOf, SkeletonReader, separatorOf, weakSeparatorOf } from './skeleton';
import { type Discriminator, singleType, typeAttributeOf } from './type-attribute';

/** An entity: one kind of item in a table that holds several. */
export interface Entity {
  /** Its name. */
  readonly label: string;
  readonly items: readonly Item[];
  /** The attribute and value that identify it where its keys don't. */
  readonly discriminator?: Discriminator | undefined;
}

/** With more groups than this, they are not taken for entities. */
const MAX_ENTITIES = 24;

/**
 * Returns the entities in a sample of items, the most frequent first, or none when all items are alike. An attribute such as `type`
 * decides, or else the names that the file gives to groups of items (`facets`), or else the form of the keys. `key` are the attributes of
 * the table's own key.
 */
export function inferEntities(
  items: readonly Item[],
  key: readonly string[],
  facets: ReadonlyMap<Item, string> = new Map(),
): readonly Entity[] {
  const byName = readers(items, key);
  const byForm = groupBy(items, (item) => keyForm(item, key, byName));
  const isComposed = [...byForm.keys()].some((form) => /[^{}\s]/.test(form));
  const type = typeAttributeOf(items, key, isComposed ? byForm : undefined);
  if (type !== undefined) {
    const byType = groupBy(items, (item) => textOf(item, type) ?? '');
    return bySize(
      [...byType].map(([value, group]) => ({
        label: value,
        items: group,
        discriminator: { attribute: type, value },
      })),
    );
  }
  const named = new Set(facets.values());
  if (named.size > 1 && items.every((item) => facets.has(item)))
    return bySize(
      [...groupBy(items, (item) => facets.get(item) ?? '')].map(([label, group]) => ({
        label,
        items: group,
        discriminator: singleType(group, items),
      })),
    );
  if (!isComposed) return [];
  const groups = mergeValues(byForm, key);
  if (groups.length < 2 || groups.length > MAX_ENTITIES) return [];
  const labels = nameByKeys(groups.map(({ form }) => labelsOf(form)));
  return bySize(
    groups.map(({ items: group }, i) => ({
      label: facetOf(group, facets) ?? labels[i] ?? '',
      items: group,
      discriminator: singleType(group, items),
    })),
  );
}

/** The facet that all items of a group belong to. */
function facetOf(group: readonly Item[], facets: ReadonlyMap<Item, string>): string | undefined {
  const [only, ...others] = new Set(group.map((item) => facets.get(item)));
  return others.length === 0 ? only : undefined;
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
    const text = textOf(item, name);
    const reader = byName.get(name);
    return reader && text !== undefined ? formOf(reader.read(text)) : '{}';
  });
  return forms.join(' ');
}

function bySize(entities: readonly Entity[]): readonly Entity[] {
  return [...entities].sort((a, b) => b.items.length - a.items.length || (a.label < b.label ? -1 : 1));
}
