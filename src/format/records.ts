import type { Item, ItemPage } from '../dynamo/model/values';
import { type ColumnReader, columnReaders } from './columns';
import type { RecordFormat } from './record-format';
import type { View } from './view';

/**
 * Yields the header and the records of all items. If the columns are not known, they are those of all items, so everything is read before
 * the first text.
 */
export async function* formatRecords(pages: AsyncIterable<ItemPage>, view: View, format: RecordFormat) {
  if (view.columns) yield* knownColumns(pages, columnReaders(view.columns), format);
  else {
    const { unionOfColumns } = await import('./union-rows');
    yield* unionOfColumns(pages, view.shape.key, format);
  }
}

/** Yields the header with the first page, or alone if there are no items, even if the pages end in an error. */
async function* knownColumns(
  pages: AsyncIterable<ItemPage>,
  columns: readonly ColumnReader[],
  format: RecordFormat,
) {
  const record = recordWriter(columns, format);
  let header = format.header(columns.map(({ name }) => name));
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

function recordWriter(columns: readonly ColumnReader[], format: RecordFormat): (item: Item) => string {
  const { start, separator, end, loneEmpty } = format;
  const cells = columns.map(({ name, read }) => ({ read, cell: format.cell(name) }));
  return (item) => {
    const texts = cells.map(({ read, cell }) => cell(read(item)));
    return start + (texts.length === 1 ? texts[0] || loneEmpty : texts.join(separator)) + end;
  };
}
