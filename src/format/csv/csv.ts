import type { Formatter } from '../formatter';
import { formatRecords } from '../records';
import { csvCell, csvHeader } from './csv-cell';

/** CSV as specified by RFC 4180, with a header. */
export const csv: Formatter = {
  name: 'csv',
  format: (pages, view) =>
    formatRecords(pages, view, {
      start: '',
      separator: ',',
      end: '\r\n',
      // Readers skip an empty line.
      loneEmpty: '""',
      header: (columns) => csvHeader(columns, view),
      cell: (column) => csvCell(column, view),
    }),
};
