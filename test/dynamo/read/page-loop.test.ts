import { expect, test } from 'vitest';
import { PageLoopGuard } from '../../../src/dynamo/read/page-loop';

const key = (number: number) => ({ id: { N: String(number) } });

/** The number of pages read until a loop is detected: `lead` different ones, then a loop of `circle` pages. */
function noticedAfter(lead: number, circle: number): number {
  const guard = new PageLoopGuard(undefined);
  for (let page = 0; page < 10_000; page++) {
    try {
      guard.check(key(page < lead ? page : lead + ((page - lead) % circle)));
    } catch (error) {
      expect(error).toMatchObject({ code: 'service', message: expect.stringContaining('repeat in a loop') });
      return page + 1;
    }
  }
  return Number.POSITIVE_INFINITY;
}

test.each([
  [0, 1],
  [0, 2],
  [3, 1],
  [5, 7],
  [100, 100],
])('after %i pages, a loop of %i is detected within a few rounds', (lead, circle) => {
  expect(noticedAfter(lead, circle)).toBeLessThanOrEqual(3 * Math.max(lead, circle) + circle + 2);
});

test('immediately detects a page that ends where it began', () => {
  const guard = new PageLoopGuard(key(7));
  expect(() => guard.check(key(7))).toThrow('repeat in a loop');
});

test('accepts pages that do not repeat, and the end', () => {
  const guard = new PageLoopGuard(null);
  for (let page = 0; page < 10_000; page++) guard.check(key(page));
  for (const end of [undefined, null, undefined]) guard.check(end);
});
