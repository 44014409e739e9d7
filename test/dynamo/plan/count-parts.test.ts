import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Condition } from '../../../src/dynamo/model/condition';
import type { TableDefinition } from '../../../src/dynamo/model/definition';
import type { AttributeValue, Item } from '../../../src/dynamo/model/values';
import { countParts } from '../../../src/dynamo/plan/count-parts';
import type { QueryPlan } from '../../../src/dynamo/plan/plan';
import { plan } from '../../../src/dynamo/plan/planner';
import { requests } from '../../../src/dynamo/plan/requests';
import { ANY_ORIGIN } from '../../helpers/origin';
import { type Column, KEY_KINDS } from '../property/columns';
import { compare, holds } from '../property/oracle';
import { conditionOn } from '../property/questions';

function counted(kind: keyof typeof KEY_KINDS, conditions: readonly Condition[]): QueryPlan {
  const table: TableDefinition = {
    command: ['t'],
    summary: '',
    name: 't',
    partitionKey: ['p'],
    sortKey: ['k'],
    attributes: { p: { type: 'S' }, k: KEY_KINDS[kind].definition },
    patterns: [],
  };
  const p: Condition = { path: ['p'], origin: ANY_ORIGIN, operator: '=', value: { S: 'x' } };
  const result = plan(table, 't', { conditions: [p, ...conditions], count: true });
  if (result.operation !== 'query' && result.operation !== 'merge') throw new Error(result.operation);
  return result;
}

const on = (operator: string, value: AttributeValue): Condition =>
  ({ path: ['k'], origin: ANY_ORIGIN, operator, value }) as Condition;
const window = (after: string | undefined, upTo: string | undefined): Condition => ({
  path: ['k'],
  origin: ANY_ORIGIN,
  operator: 'window',
  window: {
    format: 'time',
    ...(after && { after: { instant: `2025-06-16T${after}`, inclusive: false } }),
    ...(upTo && { upTo: { instant: `2025-06-16T${upTo}`, inclusive: true } }),
  },
});

/** The parts in short: sign, range on the sort key, and whether DynamoDB itself counts. */
function gist(query: QueryPlan): string[] {
  return countParts(query).map(({ plan, sign }) => {
    const range = plan.branches[0]?.key.find((condition) => condition.attribute === 'k');
    const text = (value: AttributeValue) => Object.values(value).join().replace('2025-06-16T', '');
    const ends = !range
      ? 'all'
      : range.operator === 'between'
        ? `${text(range.low)}..${text(range.high)}`
        : `${range.operator} ${text(range.value)}`;
    const how = requests(plan)[0]?.input.Select === 'COUNT' ? 'COUNT' : 'checked';
    return `${sign > 0 ? '+' : '-'} ${ends} ${how}`;
  });
}

describe('a count', () => {
  test('of a range with inclusive ends is one COUNT', () => {
    const query = counted('number', [on('>=', { N: '1' }), on('<=', { N: '9' })]);
    expect(gist(query)).toEqual(['+ 1..9 COUNT']);
  });

  test('subtracts exclusive ends', () => {
    expect(gist(counted('number', [on('>', { N: '1' }), on('<=', { N: '9' })]))).toEqual([
      '+ 1..9 COUNT',
      '- = 1 COUNT',
    ]);
    expect(gist(counted('number', [on('>', { N: '1' }), on('<', { N: '9' })]))).toHaveLength(3);
  });

  test('subtracts equal ends once', () => {
    expect(gist(counted('number', [on('>', { N: '1' }), on('<', { N: '1.0' })]))).toEqual([
      '+ 1..1.0 COUNT',
      '- = 1 COUNT',
    ]);
  });

  test('of a window checks only the seconds at its ends', () => {
    expect(gist(counted('time', [window('12:00:00.500000000', '13:00:00.000000000')]))).toEqual([
      '+ 12:00:00..12:00:00~ checked',
      '+ 12:00:00~..12:59:59~ COUNT',
      '+ 13:00:00..13:00:00~ checked',
    ]);
    expect(gist(counted('time', [window('12:00:00.000000000', undefined)]))).toEqual([
      '+ 12:00:00..12:00:00~ checked',
      '+ > 12:00:00~ COUNT',
    ]);
    expect(gist(counted('time', [window('12:00:00.100000000', '12:00:00.900000000')]))).toEqual([
      '+ 12:00:00..12:00:00~ checked',
    ]);
  });

  test('of anything else checks items by their keys alone', () => {
    const query = counted('number', [on('!=', { N: '1' })]);
    expect(gist(query)).toEqual(['+ all checked']);
    expect(requests(query)[0]?.input).toMatchObject({
      ProjectionExpression: '#n1',
      ExpressionAttributeNames: { '#n1': 'k' },
    });
  });

  test.each(Object.keys(KEY_KINDS) as (keyof typeof KEY_KINDS)[])('is the same in parts: %s', (kind) => {
    const column: Column = { ...KEY_KINDS[kind], name: 'k' };
    const items = column.values.map((k): Item => ({ p: { S: 'x' }, k }));
    fc.assert(
      fc.property(fc.array(conditionOn(column), { maxLength: 3 }), (conditions) => {
        const all = items.filter((item) => conditions.every((condition) => holds(condition, item)));
        const sum = countParts(counted(kind, conditions)).reduce(
          (total, part) => total + part.sign * items.filter((item) => isFound(part.plan, item)).length,
          0,
        );
        expect(sum).toBe(all.length);
      }),
      { numRuns: 200 },
    );
  });
});

/** Whether a Query finds the item in any of its branches, after filter and residual. */
function isFound({ branches, filter, residual }: QueryPlan, item: Item): boolean {
  const meets = (condition: Condition) => holds(condition, item);
  const inKey = branches.some(({ key }) =>
    key.every((one) => {
      const value = item[one.attribute] ?? { NULL: true };
      if (one.operator !== 'between')
        return meets({ path: [one.attribute], origin: ANY_ORIGIN, operator: one.operator, value: one.value });
      return (compare(value, one.low) ?? -1) >= 0 && (compare(value, one.high) ?? 1) <= 0;
    }),
  );
  return inKey && filter.every(meets) && residual.every(meets);
}
