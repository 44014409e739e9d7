import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Bound, filterRange, type Window, windowRange } from '../../../src/dynamo/model/condition';
import { instantOf } from '../../../src/dynamo/model/instant';
import { matches } from '../../../src/dynamo/model/matches';
import { compareKeys } from '../../../src/dynamo/model/values';
import { ANY_ORIGIN } from '../../helpers/origin';

const BASE = Date.UTC(2026, 10, 24, 12);
const MINUTE = 60_000;

/** A moment within three days of the base. */
const moment = fc.integer({ min: -4320, max: 4320 }).map((minutes) => BASE + minutes * MINUTE);

/** A moment as text, in any zone that there is. */
const stored = fc
  .tuple(moment, fc.integer({ min: -12 * 4, max: 14 * 4 }), fc.constantFrom('T', ' ', 't'), fc.boolean())
  .map(([millis, quarters, separator, isUtc]) => {
    const minutes = isUtc ? 0 : quarters * 15;
    const local = new Date(millis + minutes * MINUTE).toISOString().slice(0, 19).replace('T', separator);
    const part = (n: number) => String(Math.trunc(Math.abs(n))).padStart(2, '0');
    return local + (isUtc ? '' : `${minutes < 0 ? '-' : '+'}${part(minutes / 60)}:${part(minutes % 60)}`);
  });

const end = fc.record({ instant: moment.map(instantOf), inclusive: fc.boolean() });
const windows: fc.Arbitrary<Window> = fc.record(
  { format: fc.constant('time' as const), after: end, upTo: end },
  { requiredKeys: ['format'] },
);

function isWithin(text: string, { low, high }: { readonly low?: Bound; readonly high?: Bound }): boolean {
  const order = (bound: Bound) => compareKeys({ S: text }, bound.value);
  if (low && (low.inclusive ? order(low) < 0 : order(low) <= 0)) return false;
  return !high || (high.inclusive ? order(high) <= 0 : order(high) < 0);
}

const asked = (window: Window) => ({
  path: ['at'],
  origin: ANY_ORIGIN,
  operator: 'window' as const,
  window,
});

test('no spelling of a moment is lost by the range of a filter, of its negation, or of a key that is read wider', () => {
  fc.assert(
    fc.property(windows, stored, (window, text) => {
      const isIn = matches(asked(window), { at: { S: text } });
      if (isIn) {
        expect(isWithin(text, filterRange(window, 'widest'))).toBe(true);
        expect(isWithin(text, windowRange({ ...window, loose: true }))).toBe(true);
      } else {
        expect(isWithin(text, filterRange(window, 'narrowest'))).toBe(false);
      }
    }),
    { numRuns: 5000 },
  );
});

test('the first and the last day that there are have no day outside', () => {
  const window: Window = {
    format: 'time',
    after: { instant: '0001-01-01T00:00:00.000000000', inclusive: true },
    upTo: { instant: '9999-12-31T23:00:00.000000000', inclusive: true },
  };
  expect(filterRange(window, 'widest')).toEqual({
    low: { value: { S: '0001-01-01' }, inclusive: true },
    high: { value: { S: '9999-12-31~' }, inclusive: true },
  });
});
