import { expect, test } from 'vitest';
import type { Item } from '../../../src/dynamo/model/values';
import { jsonNumber, jsonText } from '../../../src/format/json/json-text';

const { item, value } = jsonText('exact', false);

test.each([
  ['1', '1'],
  ['-0', '-0'],
  ['0.10', '0.10'],
  ['1E+2', '1E+2'],
  ['1e-130', '1e-130'],
  ['99999999999999999999999999999999999999', '99999999999999999999999999999999999999'],
  // Values that JSON numbers cannot represent.
  ['+5', '5'],
  ['.5', '0.5'],
  ['-.5E3', '-0.5E3'],
  ['1.', '1'],
  ['007', '7'],
  ['00', '0'],
])('the number %s is written as %s', (stored, written) => {
  expect(jsonNumber(stored)).toBe(written);
  expect(value({ N: stored })).toBe(written);
});

test.each(['', 'NaN', 'Infinity', '1e', '0x10', '1,5', '--1', '.', '\u001b[2J'])(
  '%j is not a number, so it becomes a string',
  (text) => {
    expect(jsonNumber(text)).toBeUndefined();
    expect(value({ N: text })).toBe(JSON.stringify(text));
  },
);

test('a key named __proto__ is treated like any other', () => {
  const hostile = JSON.parse('{"__proto__":{"M":{"admin":{"BOOL":true}}},"constructor":{"S":"c"}}') as Item;
  expect(item(hostile)).toBe('{"__proto__":{"admin":true},"constructor":"c"}');
});

test('nesting as deep as DynamoDB allows, and far deeper', () => {
  let nested = '{"S":"x"}';
  for (let i = 0; i < 500; i++) nested = `{"L":[${nested}]}`;
  expect(value(JSON.parse(nested))).toBe(`${'['.repeat(500)}"x"${']'.repeat(500)}`);
});

test('on a terminal unsafe characters are escaped, and the JSON is equivalent', () => {
  const safe = jsonText('exact', true);
  const odd = { 'k\u009b\u200b': { S: 'a\u001b[2J\u007f\u202e\u2028\ufeff\u{e0041}é😀' } };
  expect(safe.item(odd)).toBe(
    '{"k\\u009b\\u200b":"a\\u001b[2J\\u007f\\u202e\\u2028\\ufeff\\udb40\\udc41é😀"}',
  );
  expect(JSON.parse(safe.item(odd))).toEqual(JSON.parse(item(odd)));
});
