import { expect, test } from 'vitest';
import { TrackedOutput } from '../src/output';

test.each([
  [true, 120, 120],
  [true, 0, 80],
  [true, -1, 80],
  [true, Number.NaN, 80],
  [true, undefined, 80],
  [false, undefined, undefined],
])('a stream (terminal: %s) that reports %s columns has %s', (isTTY, columns, expected) => {
  const stream = { isTTY, columns, write: () => true, on: () => undefined, off: () => undefined };
  expect(new TrackedOutput(stream).columns).toBe(expected);
});
