import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Condition } from '../../../src/dynamo/model/condition';
import type { AttributeValue } from '../../../src/dynamo/model/values';
import type { KeyCondition } from '../../../src/dynamo/plan/plan';
import { sortRange } from '../../../src/dynamo/plan/sort-range';
import { ANY_ORIGIN } from '../../helpers/origin';
import { type Column, KEY_KINDS } from '../property/columns';
import { compare, holds } from '../property/oracle';
import { conditionOn } from '../property/questions';

const on = (operator: string, value: AttributeValue): Condition =>
  ({ path: ['k'], origin: ANY_ORIGIN, operator, value }) as Condition;
const N = (text: string) => ({ N: text });
const range = (...conditions: Condition[]) => sortRange('k', 'N', conditions);

describe('the range in a key condition on a sort key', () => {
  test('is the narrowest that all conditions allow', () => {
    const loose = [on('>', N('1')), on('>=', N('3')), on('<', N('9')), on('<=', N('10'))];
    expect(range(...loose)).toMatchObject({
      condition: { operator: 'between', low: N('3'), high: N('9') },
      used: [loose[0], loose[1], loose[3]],
    });
  });

  test('needs no check for inclusive bounds, or for a single bound', () => {
    expect(range(on('>=', N('3')), on('<=', N('9')))).toMatchObject({ used: [{}, {}] });
    expect(range(on('>', N('3')), on('>', N('2')))).toMatchObject({
      condition: { operator: '>', value: N('3') },
      used: [{}, {}],
    });
  });

  test.each<[string, Condition[]]>([
    ['bounds that contradict each other', [on('>=', N('9')), on('<', N('3'))]],
    ['another type', [on('>', { S: '3' })]],
    ['a type that keys cannot have', [on('=', N('1')), on('<', { BOOL: true })]],
    ['a prefix of a number', [on('begins_with', N('3'))]],
  ])('is impossible for %s', (_, conditions) => {
    expect(range(...conditions)).toMatchObject({ impossible: true });
  });

  test('leaves out empty strings, which DynamoDB rejects: every string is above, and none is below', () => {
    const always = [on('>', { S: '' }), on('begins_with', { S: '' })];
    expect(sortRange('k', 'S', always)).toEqual({ used: always, impossible: false });
    expect(sortRange('k', 'S', [...always, on('<', { S: 'b' })])).toMatchObject({
      condition: { operator: '<', value: { S: 'b' } },
      used: [{}, {}, {}],
    });
    expect(sortRange('k', 'S', [on('<=', { S: '' })])).toMatchObject({ impossible: true });
  });

  test.each(Object.entries(KEY_KINDS))(
    'matches exactly the items that meet the conditions: %s',
    (_, kind) => {
      const column: Column = { ...kind, name: 'k' };
      const some = fc.array(conditionOn(column), { minLength: 1, maxLength: 4 });
      fc.assert(
        fc.property(some, (conditions) => {
          const found = sortRange('k', kind.definition.type, conditions);
          const rest = conditions.filter((condition) => !found?.used.includes(condition));
          const passed = kind.values.filter((value) => {
            const inRange = !found?.impossible && (!found?.condition || isIn(found.condition, value));
            return inRange && rest.every((condition) => holds(condition, { k: value }));
          });
          expect(passed).toEqual(
            kind.values.filter((value) => conditions.every((condition) => holds(condition, { k: value }))),
          );
        }),
        { numRuns: 200 },
      );
    },
  );
});

/** Evaluates a key condition as DynamoDB does. */
function isIn(condition: KeyCondition, value: AttributeValue): boolean {
  const { attribute } = condition;
  if (condition.operator === 'between') {
    const low = compare(value, condition.low) ?? -1;
    return low >= 0 && (compare(value, condition.high) ?? 1) <= 0;
  }
  return holds(
    { path: [attribute], origin: ANY_ORIGIN, operator: condition.operator, value: condition.value },
    { [attribute]: value },
  );
}
