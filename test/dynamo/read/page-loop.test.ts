import { expect, test } from 'vitest';
import { PageEnds } from '../../../src/dynamo/read/page-loop';

const key = (number: number) => ({ id: { N: String(number) } });

/** How many pages it takes to notice that the ends repeat: `lead` different ones, then a circle. */
function noticedAfter(lead: number, circle: number): number {
  const ends = new PageEnds(undefined);
  for (let page = 0; page < 10_000; page++) {
    try {
      ends.note(key(page < lead ? page : lead + ((page - lead) % circle)));
    } catch (error) {
      expect(error).toMatchObject({ code: 'service', message: expect.stringContaining('in circles') });
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
])('after %i pages a circle of %i is noticed within a few rounds', (lead, circle) => {
  expect(noticedAfter(lead, circle)).toBeLessThanOrEqual(3 * Math.max(lead, circle) + circle + 2);
});

test('a page that ends where it began is noticed at once', () => {
  const ends = new PageEnds(key(7));
  expect(() => ends.note(key(7))).toThrow('in circles');
});

test('what goes on or comes to an end is no circle', () => {
  const ends = new PageEnds(null);
  for (let page = 0; page < 10_000; page++) ends.note(key(page));
  for (const end of [undefined, null, undefined]) ends.note(end);
});
