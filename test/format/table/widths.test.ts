import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitWidths, sum } from '../../../src/format/table/widths';

test.each([
  ['all fit', [5, 6], [[3, 3]], 20, [5, 6]],
  ['the widest gives first', [5, 40, 10], [[3, 3, 3]], 30, [5, 15, 10]],
  ['two wide ones share', [4, 40, 50], [[3, 3, 3]], 25, [4, 11, 10]],
  ['one keeps its comfort', [24, 40, 40], [[20, 5, 5]], 40, [20, 10, 10]],
  [
    'the next tier',
    [24, 40, 40],
    [
      [20, 12, 12],
      [17, 6, 6],
    ],
    35,
    [17, 9, 9],
  ],
  [
    'not even the last tier',
    [24, 40, 40],
    [
      [20, 12, 12],
      [6, 6, 6],
    ],
    10,
    [6, 6, 6],
  ],
])('%s', (_, naturals, tiers, budget, expected) => {
  expect(fitWidths(naturals, tiers, budget)).toEqual(expected);
});

test('uses exactly the budget, unless the last tier is wider', () => {
  const widths = fc.array(fc.record({ natural: fc.nat(80), comfort: fc.nat(30), least: fc.nat(12) }), {
    minLength: 1,
  });
  fc.assert(
    fc.property(widths, fc.nat(200), (columns, budget) => {
      const naturals = columns.map(({ natural }) => natural);
      const last = columns.map(({ natural, comfort, least }) => Math.min(natural, comfort, least));
      const fitted = fitWidths(naturals, [columns.map(({ comfort }) => comfort), last], budget);
      fitted.forEach((width, i) => {
        expect(width).toBeLessThanOrEqual(naturals[i] ?? 0);
        expect(width).toBeGreaterThanOrEqual(last[i] ?? 0);
      });
      expect(sum(fitted)).toBe(Math.max(sum(last), Math.min(sum(naturals), budget)));
    }),
    { numRuns: 1_000 },
  );
});
