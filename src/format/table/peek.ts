import type { ItemPage } from '../formatter';

/**
 * How many items the pages have, as far as that is 0, 1 or more, found out by reading no further than it takes; and the same pages
 * from the beginning. What goes wrong on the way is thrown where it comes in them.
 */
export async function peek(
  source: AsyncIterable<ItemPage>,
): Promise<{ readonly seen: number; readonly pages: AsyncIterable<ItemPage> }> {
  const iterator = source[Symbol.asyncIterator]();
  const first: ItemPage[] = [];
  let items = 0;
  let end: { readonly error?: unknown } | undefined;
  while (items < 2 && !end) {
    try {
      const { done, value } = await iterator.next();
      if (done) end = {};
      else {
        first.push(value);
        items += value.items.length;
      }
    } catch (error) {
      end = { error };
    }
  }
  async function* pages(): AsyncGenerator<ItemPage> {
    try {
      yield* first;
      if (end && 'error' in end) throw end.error;
      if (!end) yield* { [Symbol.asyncIterator]: () => iterator };
    } finally {
      await iterator.return?.();
    }
  }
  return { seen: items, pages: pages() };
}
