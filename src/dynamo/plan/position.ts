import type { Item } from '../model/values';

/**
 * Where one part of a plan (a branch, a segment) has got to: nothing read yet, the key of the last item that was handed
 * on, or the end.
 */
export type Position = typeof START | typeof END | Item;

export const START = null;
export const END = 'end';

export function isKey(position: Position): position is Item {
  return position !== START && position !== END;
}

/** The key that DynamoDB needs to go on after an item; `names` are the attributes of the table's key and of the index's. */
export function keyAfter(item: Item, names: readonly string[]): Item {
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));
}
