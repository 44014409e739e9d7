import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnValue } from '../../src/dynamo/model/path';
import type { Item } from '../../src/dynamo/model/values';
import { AttributeUnion, columnReader, columnReaders } from '../../src/format/columns';
import { shapeOf } from '../../src/format/view';
import { REDACTED } from '../../src/redact/redact';
import { item } from './arbitraries';
import { table } from './examples';

test('a column reads the same value as columnValue', () => {
  const name = fc.oneof(
    fc.string(),
    fc.constantFrom('a.b', 'a', '__proto__', 'constructor', 'a[0]', 'a.b[1].c', '1', '"a.b"', '"a,b".c'),
  );
  const source = fc
    .tuple(item, name, name)
    .map(([inner, x, y]): Item => ({ ...inner, [x]: { M: { [y]: { M: inner } } } }));
  fc.assert(
    fc.property(source, fc.array(name, { minLength: 1, maxLength: 3 }), (items, steps) => {
      const column = steps.join('.');
      expect(columnReader(column).read(items)).toBe(columnValue(items, column));
    }),
    { numRuns: 1_000 },
  );
});

test('each column once', () => {
  const names = ['b', 'a', '"b"', 'b', '"c.d"', 'c.d', '"c.d".e'];
  expect(columnReaders(names).map(({ name }) => name)).toEqual(['b', 'a', 'c.d', '"c.d".e']);
});

test('a part of a redacted value is redacted', () => {
  const hidden: Item = { a: { M: { b: REDACTED } }, c: REDACTED };
  expect(columnReader('a.b.x[0]').read(hidden)).toBe(REDACTED);
  expect(columnReader('c[1]').read(hidden)).toBe(REDACTED);
  expect(columnReader('a.x').read(hidden)).toBeUndefined();
});

test('all attributes, the key first, each once', () => {
  const union = new AttributeUnion(shapeOf(table));
  expect(union.add([{ z: { S: '' }, at: { S: '' } }])).toBe(true);
  expect(union.add([{ at: { S: '' } }])).toBe(false);
  expect(union.add([{ y: { S: '' }, id: { S: '' } }])).toBe(true);
  expect(union.names()).toEqual(['id', 'at', 'z', 'y']);
  const guessed = new AttributeUnion(shapeOf({ ...table, keyIsAssumed: true }));
  guessed.add([{ z: { S: '' }, id: { S: '' } }]);
  expect(guessed.names()).toEqual(['z', 'id']);
});
