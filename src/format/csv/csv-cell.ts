import { stringify } from 'csv-stringify/sync';
import type { Item } from '../../dynamo/model/values';
import type { ColumnReader } from '../columns';
import { plainCell } from '../plain-cell';
import { visible } from '../terminal-safe';
import type { View } from '../view';

/** The first character of a text that a spreadsheet may take for a formula, or may strip to find one. */
const FORMULA = /^[=+\-@\t\r]/;

/** A lone CR or LF needs quotes too (RFC 4180), but the library quotes only a complete line ending. */
const LINE_BREAK = /[\r\n]/;

/** Formats rows as RFC 4180 records, each with its line ending. */
export function csvRows(rows: readonly (readonly string[])[]): string {
  return stringify([...rows], {
    record_delimiter: 'windows',
    quoted_match: LINE_BREAK,
    // A record with a single empty cell would be an empty line, which readers skip.
    quoted_empty: rows[0]?.length === 1,
  });
}

/** Returns a function that formats an item's cell in one column, without CSV quoting. */
export function csvCell(column: ColumnReader, view: View): (item: Item) => string {
  return plainCell(column, view, textOf(view));
}

export function csvHeader(name: string, view: View): string {
  return textOf(view)(name);
}

/** Returns a function that escapes formulas, if the view says so, and control characters, if the output is a terminal. */
function textOf(view: View): (text: string) => string {
  const escaped = (text: string) => (view.escapeFormulas && FORMULA.test(text) ? `'${text}` : text);
  return view.terminal ? (text) => visible(escaped(text)) : escaped;
}
