import { stringify } from 'csv-stringify/sync';
import type { AttributeValue } from '../../dynamo/model/values';
import { attributeDefinition } from '../columns';
import { jsonNumber, jsonText } from '../json/json-text';
import { visible } from '../terminal-safe';
import { timeText } from '../times';
import type { View } from '../view';

/** The end of a record (RFC 4180). */
export const END_OF_RECORD = '\r\n';

/** The first character of a text that a spreadsheet may take for a formula, or may strip to find one. */
const FORMULA = /^[=+\-@\t\r]/;

/** Characters that the library has to quote. Most cells have none, and need no call. */
const SPECIAL = /[",\r\n]/;

const ONE_CELL = { eof: false };

/** Returns a function that formats the values of one column as cells, quoted if necessary. An absent value is an empty cell. */
export function csvCell(column: string, view: View): (value: AttributeValue | undefined) => string {
  const json = jsonText(view.numbers, view.terminal);
  const words = textOf(view);
  const format = attributeDefinition(view.shape, column)?.format;
  return (value) => {
    if (value === undefined || 'NULL' in value) return '';
    const time = view.times === 'raw' ? undefined : timeText(format, value, view.times, view.now);
    if (time !== undefined) return quoted(time);
    if ('S' in value) return quoted(words(value.S));
    if ('N' in value) return jsonNumber(value.N) === undefined ? quoted(words(value.N)) : value.N;
    if ('B' in value) return quoted(view.terminal ? visible(value.B) : value.B);
    if ('BOOL' in value) return String(value.BOOL);
    return quoted(json.value(value));
  };
}

export function csvHeader(name: string, view: View): string {
  return quoted(textOf(view)(name));
}

/** Joins cells to a record, without its end. */
export function csvRecord(cells: readonly string[]): string {
  // A record with a single empty cell would be an empty line, which readers skip.
  return cells.length === 1 ? cells[0] || '""' : cells.join(',');
}

function quoted(cell: string): string {
  return SPECIAL.test(cell) ? stringify([[cell]], ONE_CELL) : cell;
}

/** Returns a function that escapes formulas, if the view says so, and control characters, if the output is a terminal. */
function textOf(view: View): (text: string) => string {
  const escaped = (text: string) => (view.escapeFormulas && FORMULA.test(text) ? `'${text}` : text);
  return view.terminal ? (text) => visible(escaped(text)) : escaped;
}
