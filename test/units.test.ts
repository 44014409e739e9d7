import { expect, test } from 'vitest';
import { readableBytes, readableDollars, readableDuration } from '../src/units';

test.each([
  [0, '0ms'],
  [0.25, '0.2ms'],
  [350, '350ms'],
  [999.96, '999.9ms'],
  [1_000, '1s'],
  [1_234, '1.2s'],
  [16_100, '16.1s'],
  [59_999, '59.9s'],
  [60_000, '1m'],
  [83_500, '1m 23s'],
  [3_600_000, '1h'],
  [3_725_000, '1h 2m'],
  [86_400_000, '1d'],
  [90_000_000_000, '1041d 16h'],
  [-83_500, '-1m 23s'],
])('%i ms are %s', (millis, expected) => {
  expect(readableDuration(millis)).toBe(expected);
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_000, '1 kB'],
  [1_234_567, '1.2 MB'],
  [999_960, '1 MB'],
  [5e15, '5 PB'],
  [5e18, '5000 PB'],
  [-1_500, '-1.5 kB'],
])('%i bytes are %s', (bytes, expected) => {
  expect(readableBytes(bytes)).toBe(expected);
});

test.each([
  [0, '$0'],
  [6.25e-8, '$0.000000062'],
  [1.25e-7, '$0.00000012'],
  [0.5, '$0.50'],
  [1.25, '$1.30'],
])('%d dollars are %s', (amount, expected) => {
  expect(readableDollars(amount)).toBe(expected);
});
