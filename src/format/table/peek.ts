import type { ItemPage } from '../../dynamo/model/values';

/**
 * Reads pages until there are two items, and returns the number of items read (0, 1 or more) with all pages from the beginning. An error is
 * thrown when its position in the pages is reached.
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
