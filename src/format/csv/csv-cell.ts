import { stringify } from 'csv-stringify/sync';
import type { Item } from '../../dynamo/model/values';
import { attributeDefinition, type ColumnReader } from '../columns';
import { jsonNumber, jsonText } from '../json/json-text';
import { visible } from '../terminal-safe';
import { timeText } from '../times';
import type { View } from '../view';

/** What a spreadsheet may take for a formula, or strip to find one. */
const FORMULA = /^[=+\-@\t\r]/;

/** Half a line end needs quotes too (RFC 4180), which the library knows only of a whole one. */
const LINE_BREAK = /[\r\n]/;

/** Records of RFC 4180, each with its line end. */
export function csvRows(rows: readonly (readonly string[])[]): string {
  return stringify([...rows], {
    record_delimiter: 'windows',
    quoted_match: LINE_BREAK,
    // The record of an empty cell alone would be an empty line, which readers skip.
    quoted_empty: rows[0]?.length === 1,
  });
}

/** A function from an item to the text of its cell in one column, not yet quoted. */
export function csvCell(column: ColumnReader, view: View): (item: Item) => string {
  const json = jsonText(view.numbers, view.terminal);
  const words = textOf(view);
  const format = attributeDefinition(view.shape, column.name)?.format;
  return (item) => {
    const value = column.read(item);
    if (value === undefined || 'NULL' in value) return '';
    const time = view.times === 'raw' ? undefined : timeText(format, value, view.times, view.now);
    if (time !== undefined) return time;
    if ('S' in value) return words(value.S);
    if ('N' in value) return jsonNumber(value.N) === undefined ? words(value.N) : value.N;
    if ('B' in value) return view.terminal ? visible(value.B) : value.B;
    if ('BOOL' in value) return String(value.BOOL);
    return json.value(value);
  };
}

export function csvHeader(name: string, view: View): string {
  return textOf(view)(name);
}

/** Text from outside: no formula unless wanted, no controls on a terminal. */
function textOf(view: View): (text: string) => string {
  const defused = (text: string) => (view.escapeFormulas && FORMULA.test(text) ? `'${text}` : text);
  return view.terminal ? (text) => visible(defused(text)) : defused;
}
