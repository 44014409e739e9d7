import type { Item, ItemPage } from '../../dynamo/model/values';
import { AttributeUnion, attributeReader, type ColumnReader, columnReaders } from '../columns';
import type { Formatter } from '../formatter';
import type { View } from '../view';
import { csvCell, csvHeader, csvRows } from './csv-cell';
import { Spool } from './spool';

/**
 * CSV as specified by RFC 4180, with a header. If the columns are not known, it has those of all items, so it reads all items before it
 * writes the first. Above a limit they are buffered in a temporary file.
 */
export const csv: Formatter = {
  name: 'csv',
  format: (pages, view) =>
    view.columns ? rows(pages, columnReaders(view.columns), view) : union(pages, view),
};

/** Yields the header with the first page, or alone if there are no items, even if the pages end in an error. */
async function* rows(pages: AsyncIterable<ItemPage>, columns: readonly ColumnReader[], view: View) {
  const write = rowWriter(columns, view);
  let header = write.header();
  let failure: { readonly error: unknown } | undefined;
  try {
    for await (const { items } of pages) {
      if (items.length === 0) continue;
      yield header + write.rows(items);
      header = '';
    }
  } catch (error) {
    failure = { error };
  }
  if (header !== '') yield header;
  if (failure) throw failure.error;
}

async function* union(pages: AsyncIterable<ItemPage>, view: View) {
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
    if (names.names().length > 0) yield* rows(spool.pages(), names.names().map(attributeReader), view);
    if (failure) throw failure.error;
  } finally {
    await spool.close();
  }
}

function rowWriter(columns: readonly ColumnReader[], view: View) {
  const cells = columns.map((column) => csvCell(column, view));
  return {
    header: () => csvRows([columns.map((column) => csvHeader(column.name, view))]),
    rows: (items: readonly Item[]) => csvRows(items.map((item) => cells.map((cell) => cell(item)))),
  };
}
