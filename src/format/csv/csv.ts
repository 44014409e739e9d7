import type { Item } from '../../dynamo/model/values';
import { withAllColumns, withHeader } from '../all-columns';
import { type ColumnReader, columnReaders } from '../columns';
import type { Formatter } from '../formatter';
import type { View } from '../view';
import { csvCell, csvHeader, csvRows } from './csv-cell';

/**
 * CSV as specified by RFC 4180, with a header. If the columns are not known, it has those of all items, so it reads all items before it
 * writes the first. Above a limit they are buffered in a temporary file.
 */
export const csv: Formatter = {
  name: 'csv',
  format: (pages, view) => {
    const rows = (some: typeof pages, columns: readonly ColumnReader[]) => {
      const write = rowWriter(columns, view);
      return withHeader(some, write.header(), write.rows);
    };
    return view.columns ? rows(pages, columnReaders(view.columns)) : withAllColumns(pages, view, rows);
  },
};

function rowWriter(columns: readonly ColumnReader[], view: View) {
  const cells = columns.map((column) => csvCell(column, view));
  return {
    header: () => csvRows([columns.map((column) => csvHeader(column.name, view))]),
    rows: (items: readonly Item[]) => csvRows(items.map((item) => cells.map((cell) => cell(item)))),
  };
}
