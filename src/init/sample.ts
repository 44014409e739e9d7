import { attributeOf, type Item } from '../dynamo/model/values';

/** Returns the text of an attribute, or undefined if the item has none of type S. */
export function textOf(item: Item, name: string): string | undefined {
  const value = attributeOf(item, name);
  return value && 'S' in value ? value.S : undefined;
}

/** Returns the texts of an attribute in these items. */
export function textsOf(items: readonly Item[], name: string): readonly string[] {
  return items.flatMap((item) => textOf(item, name) ?? []);
}

/** Returns the items by a text that each of them has, in the order in which the texts first occur. */
export function groupBy(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = groups.get(key);
    if (known) known.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** The share of items that an attribute must be on to be a regular one. */
const REGULAR = 0.8;

/** Returns the names of the attributes that most of these items have, without `except`. */
export function regularAttributes(items: readonly Item[], except: readonly string[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const item of items)
    for (const name of Object.keys(item)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Set(
    [...counts].flatMap(([name, count]) =>
      count >= items.length * REGULAR && !except.includes(name) ? [name] : [],
    ),
  );
}

/** Whether two sets have the same elements. */
export function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((one) => b.has(one));
}
