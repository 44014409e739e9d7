import type { Item, ItemPage } from '../../dynamo/model/values';
import { type ColumnReader, columnReaders } from '../columns';
import type { Formatter } from '../formatter';
import type { View } from '../view';
import { csvCell, csvHeader, csvRecord, END_OF_RECORD } from './csv-cell';

/**
 * CSV as specified by RFC 4180, with a header. If the columns are not known, it has those of all items, so it reads all items before it
 * writes the first. Above a limit the records are buffered in a temporary file.
 */
export const csv: Formatter = {
  name: 'csv',
  format: (pages, view) =>
    view.columns ? rows(pages, columnReaders(view.columns), view) : union(pages, view),
};

/** Yields the header with the first page, or alone if there are no items, even if the pages end in an error. */
async function* rows(pages: AsyncIterable<ItemPage>, columns: readonly ColumnReader[], view: View) {
  const record = recordWriter(columns, view);
  let header = csvRecord(columns.map((column) => csvHeader(column.name, view))) + END_OF_RECORD;
  let failure: { readonly error: unknown } | undefined;
  try {
    for await (const { items } of pages) {
      if (items.length === 0) continue;
      let text = header;
      for (const item of items) text += record(item);
      yield text;
      header = '';
    }
  } catch (error) {
    failure = { error };
  }
  if (header !== '') yield header;
  if (failure) throw failure.error;
}

function recordWriter(columns: readonly ColumnReader[], view: View): (item: Item) => string {
  const cells = columns.map((column) => ({ read: column.read, cell: csvCell(column.name, view) }));
  return (item) => csvRecord(cells.map(({ read, cell }) => cell(read(item)))) + END_OF_RECORD;
}

async function* union(pages: AsyncIterable<ItemPage>, view: View) {
  const { UnionRows } = await import('./union-rows');
  const records = new UnionRows(view);
  let failure: { readonly error: unknown } | undefined;
  try {
    try {
      for await (const { items } of pages) await records.add(items);
    } catch (error) {
      failure = { error };
    }
    yield* records.texts();
    if (failure) throw failure.error;
  } finally {
    await records.close();
  }
}
