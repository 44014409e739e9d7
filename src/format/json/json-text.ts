import type { AttributeValue, Item } from '../../dynamo/model/values';
import { memoize } from '../../memoize';
import type { ColumnReader } from '../columns';
import { visibleJson } from '../terminal-safe';

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const NEAR_NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?([eE][+-]?\d+)?$/;

/**
 * Formats a stored number as a JSON number without changing a digit. Completes spellings that JSON does not allow (`+1`, `.5`, `1.`,
 * `007`), which other engines might return. Returns undefined if the text is not a number.
 */
export function jsonNumber(text: string): string | undefined {
  if (NUMBER.test(text)) return text;
  const match = NEAR_NUMBER.exec(text);
  if (!match || (!match[2] && !match[3])) return undefined;
  const [, sign, whole = '', fraction, power = ''] = match;
  const digits = whole.replace(/^0+(?=\d)/, '') || '0';
  return `${sign === '-' ? '-' : ''}${digits}${fraction ? `.${fraction}` : ''}${power}`;
}

/** Formats attribute values as plain, compact JSON on one line. Sets become arrays, and binaries are base64. */
export interface JsonText {
  value(value: AttributeValue): string;
  item(item: Item): string;
  /** An object of these columns, in order. Columns that the item lacks are left out. */
  columns(item: Item, columns: readonly ColumnReader[]): string;
}

/**
 * Creates a writer of JSON text. It concatenates text instead of building intermediate objects, so it is as fast as `JSON.stringify`, keeps
 * the order of keys, and treats `__proto__` like any other key. `safe` escapes text for terminals: see {@link visibleJson}.
 */
export function jsonText(numbers: 'exact' | 'string', safe: boolean): JsonText {
  const string = safe
    ? (text: string) => visibleJson(JSON.stringify(text))
    : (text: string) => JSON.stringify(text);
  const number = numbers === 'string' ? string : (text: string) => jsonNumber(text) ?? string(text);
  const key = memoize((name) => `${string(name)}:`);

  function value(typed: AttributeValue): string {
    // A value has a single property, its type. Reading it is faster than testing for ten names.
    for (const type in typed) {
      const content = (typed as Record<string, unknown>)[type];
      switch (type) {
        case 'S':
        case 'B':
          return string(content as string);
        case 'N':
          return number(content as string);
        case 'BOOL':
          return content ? 'true' : 'false';
        case 'M':
          return item(content as Item);
        case 'L':
          return array(content as readonly AttributeValue[], value);
        case 'NS':
          return array(content as readonly string[], number);
        case 'SS':
        case 'BS':
          return array(content as readonly string[], string);
        default:
          return 'null';
      }
    }
    return 'null';
  }

  function item(item: Item): string {
    let out = '';
    for (const name in item)
      out += (out === '' ? '{' : ',') + key(name) + value(item[name] as AttributeValue);
    return out === '' ? '{}' : `${out}}`;
  }

  function columns(item: Item, readers: readonly ColumnReader[]): string {
    let out = '';
    for (const column of readers) {
      const found = column.read(item);
      if (found !== undefined) out += (out === '' ? '{' : ',') + key(column.name) + value(found);
    }
    return out === '' ? '{}' : `${out}}`;
  }

  return { value, item, columns };
}

function array<T>(elements: readonly T[], text: (element: T) => string): string {
  let out = '[';
  for (let i = 0; i < elements.length; i++) out += (i === 0 ? '' : ',') + text(elements[i] as T);
  return `${out}]`;
}
