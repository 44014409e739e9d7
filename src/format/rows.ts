import type { AttributeValue, Item } from '../dynamo/model/values';

/** A value of a row that the program itself makes. */
type Plain = string | number | boolean | null | undefined | readonly Plain[] | Row;

/** A row of a list that is not read from a table; what is undefined is left out. */
export interface Row {
  readonly [column: string]: Plain;
}

/** The row as an item, which is what formatters show. */
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
