import type { AttributeDefinition } from '../dynamo/model/attribute-definition';
import { parsePath, valueAt } from '../dynamo/model/path';
import { type AttributeValue, attributeOf, type Item } from '../dynamo/model/values';
import { REDACTED } from '../redact/redact';
import type { ItemShape, View } from './view';

/** A column whose path is parsed once, for reading from many items. */
export interface ColumnReader {
  /** The column as entered by the user, without quotes if they enclose all of it. */
  readonly name: string;
  /** Returns the column's value in an item by the rules of {@link columnValue}, or undefined if the item has none. */
  read(item: Item): AttributeValue | undefined;
}

/** Returns a reader for each column, without duplicates. */
export function columnReaders(names: readonly string[]): readonly ColumnReader[] {
  const readers = new Map<string, ColumnReader>();
  for (const reader of names.map(columnReader))
    if (!readers.has(reader.name)) readers.set(reader.name, reader);
  return [...readers.values()];
}

/** Returns a reader for a top-level attribute, even if its name looks like a path. */
export function attributeReader(name: string): ColumnReader {
  return { name, read: (item) => attributeOf(item, name) };
}

/** Returns a reader for one column. */
export function columnReader(name: string): ColumnReader {
  const path = parsePath(name);
  if (!path || path[0] === name) return attributeReader(name);
  const ancestors = path.slice(1).map((_, i) => path.slice(0, i + 1));
  return {
    name: path.length === 1 ? String(path[0]) : name,
    read: (item) =>
      attributeOf(item, name) ??
      valueAt(item, path) ??
      // A path into a redacted attribute is redacted too, rather than absent.
      (ancestors.some((ancestor) => valueAt(item, ancestor) === REDACTED) ? REDACTED : undefined),
  };
}

/** Returns the columns that the user named, or undefined if whole items are shown. */
export function chosenColumns(view: View): readonly ColumnReader[] | undefined {
  return view.columnsChosen && view.columns ? columnReaders(view.columns) : undefined;
}

/**
 * Collects the names of all attributes of the items: first those that the question names, then those of the table's key, as DynamoDB returns
 * attributes in no particular order, then the others in order of appearance.
 */
export class AttributeUnion {
  readonly #names = new Set<string>();
  readonly #first: readonly string[];

  constructor({ key }: Pick<ItemShape, 'key'>, asked: readonly string[] = []) {
    this.#first = [...asked, ...key];
  }

  /** Adds the names in these items. Returns true if any of them is new. */
  add(items: readonly Item[]): boolean {
    const before = this.#names.size;
    for (const item of items) for (const name in item) this.#names.add(name);
    return this.#names.size > before;
  }

  names(): readonly string[] {
    const first = this.#first.filter((name) => this.#names.has(name));
    return [...new Set([...first, ...this.#names])];
  }
}

/** Returns the definition of a column's attribute, if any. */
export function attributeDefinition(
  { attributes }: Pick<ItemShape, 'attributes'>,
  column: string,
): AttributeDefinition | undefined {
  return Object.hasOwn(attributes, column) ? attributes[column] : undefined;
}
