import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canonical,
  compareNumbers,
  compareUtf8,
  equalValues,
  isDynamoNumber,
} from '../../../src/dynamo/model/values';

describe('numbers', () => {
  test.each([
    ['0.12345678901234567890123', '0.12345678901234567890124', -1],
    ['1e40', '1.23e40', -1],
    ['-5', '3', -1],
    ['-5', '-6', 1],
    ['10', '9', 1],
    ['1.0', '1', 0],
    ['-0', '0', 0],
    ['0', '0.0001', -1],
    ['-0.0001', '0', -1],
    ['100E-2', '1', 0],
    ['12345678901234567890123456789012345678', '12345678901234567890123456789012345677', 1],
  ])('%s against %s', (a, b, order) => {
    expect(Math.sign(compareNumbers(a, b))).toBe(order);
    expect(Math.sign(compareNumbers(b, a))).toBe(order === 0 ? 0 : -order);
  });

  test('compare as BigInt does', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt(), (a, b) => {
        expect(Math.sign(compareNumbers(`${a}`, `${b}`))).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
      { numRuns: 500 },
    );
  });

  test('isDynamoNumber checks the limits of 38 digits and of the exponent', () => {
    expect(isDynamoNumber('12345678901234567890123456789012345678')).toBe(true);
    expect(isDynamoNumber('123456789012345678901234567890123456789')).toBe(false);
    expect(isDynamoNumber('9.9999999999999999999999999999999999999E+125')).toBe(true);
    expect(isDynamoNumber('1E126')).toBe(false);
    expect(isDynamoNumber('1E-130')).toBe(true);
    expect(isDynamoNumber('1E-131')).toBe(false);
    for (const text of ['', '.', 'abc', '1e', '--1', '0x10', 'NaN', 'Infinity'])
      expect(isDynamoNumber(text)).toBe(false);
  });
});

test('strings are ordered by UTF-8 bytes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
      expect(Math.sign(compareUtf8(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))));
    }),
    { numRuns: 1000 },
  );
  expect(compareUtf8('\u{1F600}', '\uFFFD')).toBeGreaterThan(0);
});

test('values are equal if they mean the same', () => {
  expect(equalValues({ N: '1.0' }, { N: '1' })).toBe(true);
  expect(equalValues({ NS: ['1', '2.0'] }, { NS: ['2', '1'] })).toBe(true);
  expect(equalValues({ S: '1' }, { N: '1' })).toBe(false);
  expect(equalValues({ L: [{ S: 'a' }, { S: 'b' }] }, { L: [{ S: 'b' }, { S: 'a' }] })).toBe(false);
  expect(
    equalValues({ M: { a: { N: '1' }, b: { NULL: true } } }, { M: { b: { NULL: true }, a: { N: '1.00' } } }),
  ).toBe(true);
  expect(canonical({ N: '-0' })).toBe(canonical({ N: '0' }));
});
