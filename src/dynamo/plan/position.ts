import type { Item } from '../model/values';

/** The position of one part of a plan (a branch or a segment): nothing read yet, the key of the last item that was yielded, or the end. */
export type Position = typeof START | typeof END | Item;

export const START = null;
export const END = 'end';

export function isKey(position: Position): position is Item {
  return position !== START && position !== END;
}

/** Returns the ExclusiveStartKey to continue after an item. `names` are the key attributes of the table and the index. */
export function keyAfter(item: Item, names: readonly string[]): Item {
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));
}
