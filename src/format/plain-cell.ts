import type { AttributeValue } from '../dynamo/model/values';
import { attributeDefinition } from './columns';
import { jsonNumber, jsonText } from './json/json-text';
import { visible } from './terminal-safe';
import { timeText } from './times';
import type { View } from './view';

/**
 * Returns a function that formats the values of one column as text in full: text as it is, numbers with every digit, times in the chosen
 * form, maps and lists as JSON, and nothing for null or an absent value. `words` converts text that does not come from the program.
 */
export function plainCell(
  column: string,
  view: View,
  words: (text: string) => string,
): (value: AttributeValue | undefined) => string {
  const json = jsonText(view.numbers, view.terminal);
  const format = attributeDefinition(view.shape, column)?.format;
  return (value) => {
    if (value === undefined || 'NULL' in value) return '';
    const time = view.times === 'raw' ? undefined : timeText(format, value, view.times, view.now);
    if (time !== undefined) return time;
    if ('S' in value) return words(value.S);
    if ('N' in value) return jsonNumber(value.N) === undefined ? words(value.N) : value.N;
    if ('BOOL' in value) return String(value.BOOL);
    return 'B' in value ? (view.terminal ? visible(value.B) : value.B) : json.value(value);
  };
}
