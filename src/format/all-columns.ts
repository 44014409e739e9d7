import type { ItemPage } from '../dynamo/model/values';
import { AttributeUnion, attributeReader, type ColumnReader } from './columns';
import { Spool } from './spool';
import type { View } from './view';

/**
 * Yields what `rows` makes of the items and the columns of all of them. Those are known only when everything has been read, so the items
 * are buffered. If the pages end in an error, yields the rows of those before it and rethrows it. Without items, yields nothing.
 */
export async function* withAllColumns(
  pages: AsyncIterable<ItemPage>,
  view: View,
  rows: (pages: AsyncIterable<ItemPage>, columns: readonly ColumnReader[]) => AsyncIterable<string>,
): AsyncGenerator<string> {
  const spool = new Spool();
  const names = new AttributeUnion(view.shape);
  let failure: { readonly error: unknown } | undefined;
  try {
    try {
      for await (const { items } of pages) {
        names.add(items);
        await spool.add(items);
      }
    } catch (error) {
      failure = { error };
    }
    if (names.names().length > 0) yield* rows(spool.pages(), names.names().map(attributeReader));
    if (failure) throw failure.error;
  } finally {
    await spool.close();
  }
}

/**
 * Yields the header with the rows of the first page, or alone if there are no items, even if the pages end in an error. Then yields the
 * rows of each page.
 */
export async function* withHeader(
  pages: AsyncIterable<ItemPage>,
  header: string,
  rows: (items: ItemPage['items']) => string,
): AsyncGenerator<string> {
  let pending = header;
  let failure: { readonly error: unknown } | undefined;
  try {
    for await (const { items } of pages) {
      if (items.length === 0) continue;
      yield pending + rows(items);
      pending = '';
    }
  } catch (error) {
    failure = { error };
  }
  if (pending !== '') yield pending;
  if (failure) throw failure.error;
}
