import { type AttributeType, type AttributeValue, type Item, typeOf } from '../dynamo/model/values';

/** What a sample of items shows about one attribute. */
export interface Facts {
  readonly name: string;
  /** The number of items that have it. */
  readonly count: number;
  /** The number of values of each type, the most frequent first. */
  readonly types: readonly (readonly [AttributeType, number])[];
  readonly strings: readonly string[];
  readonly numbers: readonly string[];
}

/** Returns the facts about every attribute of the items, the most frequent attributes first. */
export function factsOf(items: readonly Item[]): readonly Facts[] {
  const values = new Map<string, AttributeValue[]>();
  for (const item of items) {
    for (const [name, value] of Object.entries(item)) {
      const known = values.get(name);
      if (known) known.push(value);
      else values.set(name, [value]);
    }
  }
  return [...values]
    .map(([name, seen]) => factsAbout(name, seen))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

/** Returns the facts about one attribute, from all its values. */
export function factsAbout(name: string, values: readonly AttributeValue[]): Facts {
  const types = new Map<AttributeType, number>();
  for (const value of values) types.set(typeOf(value), (types.get(typeOf(value)) ?? 0) + 1);
  return {
    name,
    count: values.length,
    types: [...types].sort((a, b) => b[1] - a[1]),
    strings: values.flatMap((value) => ('S' in value ? [value.S] : [])),
    numbers: values.flatMap((value) => ('N' in value ? [value.N] : [])),
  };
}
