import { DdbdbgError } from '../../errors';
import { plural } from './summary';

/** Throws (exit 4) unless the number of items is as `--expect` says. */
export function checkExpectation(expected: 'none' | 'any' | number | undefined, items: number): void {
  if (expected === undefined) return;
  const met = expected === 'none' ? items === 0 : expected === 'any' ? items > 0 : items === expected;
  if (met) return;
  const wanted =
    expected === 'any' ? 'at least one item' : expected === 'none' ? 'no item' : plural(expected, 'item');
  throw new DdbdbgError('expectation', `Expected ${wanted}, found ${items}.`);
}
