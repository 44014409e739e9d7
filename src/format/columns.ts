import type { AttributeDefinition } from '../dynamo/model/definition';
import { parsePath, valueAt } from '../dynamo/model/path';
import { type AttributeValue, attributeOf, type Item } from '../dynamo/model/values';
import { REDACTED } from '../redact/redact';
import type { ItemShape, View } from './view';

/** A column, ready to be read from many items. */
export interface ColumnReader {
  /** As the user typed it, but without quotes where they hold a whole name. */
  readonly name: string;
  /** The column's value in an item, by the rules of {@link columnValue}; undefined when the item has none. */
  read(item: Item): AttributeValue | undefined;
}

/** The columns, each once, their paths parsed once. */
export function columnReaders(names: readonly string[]): readonly ColumnReader[] {
  const readers = new Map<string, ColumnReader>();
  for (const reader of names.map(columnReader))
    if (!readers.has(reader.name)) readers.set(reader.name, reader);
  return [...readers.values()];
}

/** A column of a whole attribute, whatever its name looks like. */
export function attributeReader(name: string): ColumnReader {
  return { name, read: (item) => attributeOf(item, name) };
}

/** One column, its path parsed once. */
export function columnReader(name: string): ColumnReader {
  const path = parsePath(name);
  if (!path || path[0] === name) return attributeReader(name);
  const ancestors = path.slice(1).map((_, i) => path.slice(0, i + 1));
  return {
    name: path.length === 1 ? String(path[0]) : name,
    read: (item) =>
      attributeOf(item, name) ??
      valueAt(item, path) ??
      // Whoever asks for a part of something redacted learns that there is something.
      (ancestors.some((ancestor) => valueAt(item, ancestor) === REDACTED) ? REDACTED : undefined),
  };
}

/** The columns that the user asked for by name; undefined where whole items are wanted. */
export function chosenColumns(view: View): readonly ColumnReader[] | undefined {
  return view.columnsChosen && view.columns ? columnReaders(view.columns) : undefined;
}

/**
 * Collects the names of all attributes that items have: the table's key first (DynamoDB returns attributes in no
 * particular order), then as they first appear.
 */
export class AttributeUnion {
  readonly #names = new Set<string>();
  readonly #key: readonly string[];

  constructor({ key }: Pick<ItemShape, 'key'>) {
    this.#key = key;
  }

  /** Whether the items brought a name that was not known. */
  add(items: readonly Item[]): boolean {
    const before = this.#names.size;
    for (const item of items) for (const name in item) this.#names.add(name);
    return this.#names.size > before;
  }

  names(): readonly string[] {
    const key = this.#key.filter((name) => this.#names.has(name));
    return [...new Set([...key, ...this.#names])];
  }
}

/** What the definition says of a column, if anything. */
export function attributeDefinition(
  { attributes }: Pick<ItemShape, 'attributes'>,
  column: string,
): AttributeDefinition | undefined {
  return Object.hasOwn(attributes, column) ? attributes[column] : undefined;
}
