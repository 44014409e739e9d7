import { stringify } from 'csv-stringify/sync';
import type { AttributeValue } from '../../dynamo/model/values';
import { plainCell } from '../plain-cell';
import { visible } from '../terminal-safe';
import type { View } from '../view';

/** The first character of a text that a spreadsheet may take for a formula, or may strip to find one. */
const FORMULA = /^[=+\-@\t\r]/;

/** Characters that the library has to quote. Most cells have none, and need no call. */
const SPECIAL = /[",\r\n]/;

const ONE_CELL = { eof: false };

/** Returns a function that formats the values of one column as cells, quoted if necessary. */
export function csvCell(column: string, view: View): (value: AttributeValue | undefined) => string {
  const text = plainCell(column, view, wordsOf(view));
  return (value) => {
    const cell = text(value);
    if (!SPECIAL.test(cell)) return cell;
    // The quotes of JSON, which every such cell has, are doubled four times as fast without the library's options.
    return isText(value) ? stringify([[cell]], ONE_CELL) : `"${cell.replaceAll('"', '""')}"`;
  };
}

function isText(value: AttributeValue | undefined): boolean {
  return value !== undefined && ('S' in value || 'N' in value || 'B' in value);
}

export function csvHeader(columns: readonly string[], view: View): string {
  return stringify([columns.map(wordsOf(view))], {
    record_delimiter: 'windows',
    quoted_match: SPECIAL,
    quoted_empty: columns.length === 1,
  });
}

/** Returns a function that escapes formulas, if the view says so, and control characters, if the output is a terminal. */
function wordsOf(view: View): (text: string) => string {
  const escaped = (text: string) => (view.escapeFormulas && FORMULA.test(text) ? `'${text}` : text);
  return view.terminal ? (text) => visible(escaped(text)) : escaped;
}
