import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Condition } from '../../../src/dynamo/model/condition';
import { matches } from '../../../src/dynamo/model/matches';
import type { AttributeValue, Item } from '../../../src/dynamo/model/values';
import { ANY_ORIGIN } from '../../helpers/origin';
import { holds } from '../property/oracle';
import { cases as questions } from '../property/questions';
import { tables } from '../property/tables';

const item: Item = {
  n: { N: '10' },
  s: { S: 'München' },
  b: { B: 'AQID' },
  flag: { BOOL: false },
  nothing: { NULL: true },
  tags: { SS: ['a', 'b'] },
  sizes: { NS: ['1', '2.50'] },
  blobs: { BS: ['AQ=='] },
  list: { L: [{ S: 'x' }, { M: { 'a.b': { N: '1' } } }] },
  map: { M: { deep: { M: { 'odd.name': { S: 'y' } } } } },
};

const ask = (path: Condition['path'], operator: string, value?: AttributeValue): Condition =>
  ({ path, origin: ANY_ORIGIN, operator, ...(value && { value }) }) as Condition;

describe('an item meets a condition by the rules of DynamoDB', () => {
  const cases: [string, Condition, boolean][] = [
    ['numbers are equal by value', ask(['n'], '=', { N: '1.0e1' }), true],
    ['numbers are never equal to text', ask(['n'], '=', { S: '10' }), false],
    ['numbers are compared by value, not as text', ask(['n'], '>', { N: '9' }), true],
    ['some types have no order', ask(['flag'], '<=', { BOOL: false }), false],
    ['false is a value like any other', ask(['flag'], '=', { BOOL: false }), true],
    ['null exists', ask(['nothing'], 'exists'), true],
    ['a missing attribute differs from every value', ask(['none'], '!=', { S: 'x' }), true],
    ['a missing attribute is neither less nor greater', ask(['none'], '<', { S: 'x' }), false],
    ['text contains text', ask(['s'], 'contains', { S: 'ün' }), true],
    ['bytes contain bytes', ask(['b'], 'contains', { B: 'AgM=' }), true],
    ['bytes begin with bytes', ask(['b'], 'begins_with', { B: 'AQI' }), true],
    ['a set contains an element', ask(['tags'], 'contains', { S: 'a' }), true],
    ['a set of numbers by value', ask(['sizes'], 'contains', { N: '2.5' }), true],
    ['a set of binaries with different padding', ask(['blobs'], 'contains', { B: 'AQ' }), true],
    ['sets are equal in any order', ask(['tags'], '=', { SS: ['b', 'a'] }), true],
    ['a list contains a whole map', ask(['list'], 'contains', { M: { 'a.b': { N: '1.0' } } }), true],
    ['a path into a list and a map', ask(['list', 1, 'a.b'], '=', { N: '1' }), true],
    ['a path whose steps have dots', ask(['map', 'deep', 'odd.name'], 'exists'), true],
    ['a path past the end', ask(['list', 2], 'not_exists'), true],
    ['a path into a value that is not a map', ask(['n', 'x'], 'not_exists'), true],
    ['an inherited property is not an attribute', ask(['constructor'], 'exists'), false],
  ];
  test.each(cases)('%s', (_, condition, expected) => {
    expect(matches(condition, item)).toBe(expected);
  });

  test.each<[string, string, boolean]>([
    ['2025-06-16T12:00:00Z', 'the moment itself', false],
    ['2025-06-16T12:00:00.000000001Z', 'a nanosecond later', true],
    ['2025-06-16T14:00:00.5+02:00', 'the same second in another zone', true],
    ['2025-06-16T12:00:05', 'the last moment', true],
    ['2025-06-16T12:00:05.001', 'past the last moment', false],
    ['2025-06-16T12:00:03 (late)', 'not a time, but between the ends as text', true],
    ['2025-06-16', 'midnight', false],
    ['soon', 'not a time', false],
  ])('%s: %s', (S, _, expected) => {
    const window = {
      format: 'time',
      after: { instant: '2025-06-16T12:00:00.000000000', inclusive: false },
      upTo: { instant: '2025-06-16T12:00:05.000000000', inclusive: true },
    } as const;
    expect(matches({ path: ['t'], origin: ANY_ORIGIN, operator: 'window', window }, { t: { S } })).toBe(
      expected,
    );
    expect(matches({ path: ['t'], origin: ANY_ORIGIN, operator: 'window', window }, { t: { N: '1' } })).toBe(
      false,
    );
  });

  test('a window over epoch numbers is exact to the last digit', () => {
    const after = { instant: '2025-06-16T12:00:00.000000000', inclusive: false } as const;
    const condition: Condition = {
      path: ['t'],
      origin: ANY_ORIGIN,
      operator: 'window',
      window: { format: 'epoch-seconds', after },
    };
    const found = ['1750075200', '1750075200.0000000000001', '1.7500752005e9', '1e30'].filter((N) =>
      matches(condition, { t: { N } }),
    );
    expect(found).toEqual(['1750075200.0000000000001', '1.7500752005e9', '1e30']);
    expect(matches(condition, { t: { S: '2025-06-16T13:00:00Z' } })).toBe(false);
  });

  test('random items and conditions give the same result as the oracle of the property test', () => {
    const models = fc.sample(tables(false), { seed: 1, numRuns: 4 });
    const differing = models.flatMap((model) => {
      const conditions = fc
        .sample(questions(model), { seed: 1, numRuns: 50 })
        .flatMap(({ question }) => question.conditions);
      const pairs = conditions.flatMap((condition) => model.items.map((one) => ({ condition, one })));
      return pairs.filter(({ condition, one }) => matches(condition, one) !== holds(condition, one));
    });
    expect(differing).toEqual([]);
  });
});
