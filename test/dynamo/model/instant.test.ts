import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  epochMillis,
  epochNumber,
  instantOf,
  instantOfEpoch,
  isoText,
  parseInstant,
} from '../../../src/dynamo/model/instant';

describe('parseInstant', () => {
  test.each([
    ['2025-06-16', '2025-06-16T00:00:00.000000000'],
    ['2025-06-16T21:19', '2025-06-16T21:19:00.000000000'],
    ['2025-06-16T21:19:33', '2025-06-16T21:19:33.000000000'],
    ['2025-06-16T21:19:33Z', '2025-06-16T21:19:33.000000000'],
    ['2025-06-16T21:19:33.5Z', '2025-06-16T21:19:33.500000000'],
    ['2025-06-16T21:19:33.789Z', '2025-06-16T21:19:33.789000000'],
    ['2025-06-16T21:19:33.789123+00:00', '2025-06-16T21:19:33.789123000'],
    ['2025-06-16 21:19:33.789123', '2025-06-16T21:19:33.789123000'],
    ['2025-06-16T21:19:33.123456789Z', '2025-06-16T21:19:33.123456789'],
    ['2025-06-16T23:19:33+02:00', '2025-06-16T21:19:33.000000000'],
    ['2025-06-16T16:49:33-0430', '2025-06-16T21:19:33.000000000'],
    ['2024-02-29', '2024-02-29T00:00:00.000000000'],
  ])('reads %s', (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  test.each([
    '',
    'yesterday',
    '2025-02-29',
    '2025-13-01',
    '2025-06-31T00:00:00Z',
    '2025-06-16T24:00:00Z',
    '2025-06-16T10:60Z',
    '20250616',
    '2025-06-16T10:00:00+99:00',
    'x2025-06-16',
  ])('rejects %j', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  test('instants are ordered chronologically', () => {
    const moment = fc.date({ min: new Date('1900-01-01'), max: new Date('2999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, moment, (a, b) => {
        const order = Math.sign(a.getTime() - b.getTime());
        const [x, y] = [instantOf(a.getTime()), instantOf(b.getTime())];
        expect(x < y ? -1 : x > y ? 1 : 0).toBe(order);
        expect(epochMillis(x)).toBe(a.getTime());
      }),
      { numRuns: 500 },
    );
  });
});

describe('epoch numbers', () => {
  test.each([
    ['2025-06-16T21:19:33.789000000', '1750108773.789', '1750108773789'],
    ['1970-01-01T00:00:00.000000000', '0', '0'],
    ['1969-12-31T23:59:59.500000000', '-0.5', '-500'],
    ['2025-06-16T21:19:33.000000001', '1750108773.000000001', '1750108773000.000001'],
  ])('%s is exact in seconds and in milliseconds', (instant, seconds, millis) => {
    expect(epochNumber(instant, 0)).toBe(seconds);
    expect(epochNumber(instant, 3)).toBe(millis);
    expect(instantOfEpoch(seconds, 0)).toBe(instant);
    expect(instantOfEpoch(millis, 3)).toBe(instant);
  });

  test('other text is not a time', () => {
    expect(instantOfEpoch('9e99', 0)).toBeUndefined();
    expect(instantOfEpoch('999999999999999', 0)).toBeUndefined();
  });
});

test('isoText omits trailing zeros of the fraction', () => {
  expect(isoText('2025-06-16T21:19:33.000000000')).toBe('2025-06-16T21:19:33Z');
  expect(isoText('2025-06-16T21:19:33.500000000')).toBe('2025-06-16T21:19:33.500Z');
  expect(isoText('2025-06-16T21:19:33.123456000')).toBe('2025-06-16T21:19:33.123456Z');
});
