import { describe, expect, test } from 'vitest';
import { columnValue, parsePath, pathText, splitColumns } from '../../../src/dynamo/model/path';

describe('a path', () => {
  test.each([
    ['a', ['a']],
    ['a.b[0][1].c', ['a', 'b', 0, 1, 'c']],
    ['"a.b"', ['a.b']],
    ['"a.b".c', ['a.b', 'c']],
    ['a."b.c"[2]', ['a', 'b.c', 2]],
    ['"a[0]"', ['a[0]']],
    ['"a,b"', ['a,b']],
    ['a"b', ['a"b']],
    ['__proto__.constructor', ['__proto__', 'constructor']],
  ])('%s', (text, path) => {
    expect(parsePath(text)).toEqual(path);
    expect(parsePath(pathText(path))).toEqual(path);
  });

  test.each(['', '.', 'a.', '.a', 'a..b', 'a[', 'a[x]', 'a]', '[0]', '""', '"a', '"a"b', 'a."b', '"a".'])(
    'not %j',
    (text) => {
      expect(parsePath(text)).toBeUndefined();
    },
  );
});

test.each([
  ['a,b.c', ['a', 'b.c']],
  [' a , b ', ['a', 'b']],
  ['"a,b",c', ['"a,b"', 'c']],
  ['a."b,c".d,e', ['a."b,c".d', 'e']],
  ['5",6"', ['5"', '6"']],
  ['"a,b', ['"a', 'b']],
  [',', ['', '']],
])('the columns of %s', (text, columns) => {
  expect(splitColumns(text)).toEqual(columns);
});

test('an attribute with exactly the given name takes precedence over a path, and quotes select one', () => {
  const item = { 'a.b': { M: { c: { S: 'whole' } } }, a: { M: { b: { M: { c: { S: 'inner' } } } } } };
  expect(columnValue(item, 'a.b')).toBe(item['a.b']);
  expect(columnValue(item, 'a.b.c')).toEqual({ S: 'inner' });
  expect(columnValue(item, '"a.b".c')).toEqual({ S: 'whole' });
  expect(columnValue(item, '"a.b"')).toBe(item['a.b']);
});
