import type { AttributeValue, Item } from '../dynamo/model/values';

/** A value in a row that the program generates. */
type Plain = string | number | boolean | null | undefined | readonly Plain[] | Row;

/** A generated row, such as one of a list of tables. Undefined members are left out. */
export interface Row {
  readonly [column: string]: Plain;
}

/** Converts a row to an item, as formatters need it. */
export function rowItem(row: Row): Item {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) => (value === undefined ? [] : [[name, typed(value)]])),
  );
}

function typed(value: Exclude<Plain, undefined>): AttributeValue {
  if (value === null) return { NULL: true };
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (isList(value)) return { L: value.flatMap((inner) => (inner === undefined ? [] : [typed(inner)])) };
  return { M: rowItem(value) };
}

function isList(value: Row | readonly Plain[]): value is readonly Plain[] {
  return Array.isArray(value);
}
