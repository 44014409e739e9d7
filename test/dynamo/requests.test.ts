import { describe, expect, test } from 'vitest';
import type { Condition } from '../../src/dynamo/condition';
import type { TableDefinition } from '../../src/dynamo/definition';
import type { Plan, Question } from '../../src/dynamo/plan';
import { plan } from '../../src/dynamo/planner';
import { nextLimit, requests } from '../../src/dynamo/requests';
import type { AttributeValue } from '../../src/dynamo/values';

/** The tournament of AWS's page on multi-attribute keys, and an index of each other kind. */
const matches: TableDefinition = {
  command: ['matches'],
  summary: '',
  name: 'matches',
  partitionKey: ['matchId'],
  sortKey: ['part'],
  indexes: [
    {
      name: 'TournamentRegionIndex',
      partitionKey: ['tournamentId', 'region'],
      sortKey: ['round', 'bracket', 'matchId'],
      projection: 'ALL',
    },
    { name: 'ByPlayer', partitionKey: ['player'], sortKey: ['played'], projection: ['score'] },
    {
      name: 'ByLength',
      partitionKey: ['matchId'],
      sortKey: ['minutes'],
      projection: 'KEYS_ONLY',
      local: true,
    },
  ],
  attributes: {
    matchId: { type: 'S' },
    part: { type: 'N' },
    tournamentId: { type: 'S' },
    region: { type: 'S' },
    round: { type: 'S' },
    bracket: { type: 'S' },
    player: { type: 'S' },
    played: { type: 'N' },
    minutes: { type: 'N' },
  },
  patterns: [],
};

const on = (name: string, operator: string, value: string | AttributeValue): Condition =>
  ({
    path: [name],
    source: '',
    operator,
    value: typeof value === 'string' ? { S: value } : value,
  }) as Condition;
const is = (name: string, value: string) => on(name, '=', value);
const tournament = [is('tournamentId', 'WINTER2024'), is('region', 'NA-EAST')];

function asked(conditions: readonly Condition[], question: Partial<Question> = {}): Plan {
  const result = plan(matches, 'T', { conditions, ...question });
  if (result.operation === 'none') throw new Error(result.attribute);
  return result;
}

/** The expressions of the first request, with names and values in their places. */
function written(result: Plan): Record<string, unknown> {
  const {
    ExpressionAttributeNames = {},
    ExpressionAttributeValues = {},
    ...input
  } = requests(result)[0]?.input ?? { TableName: '' };
  const spell = (text: string) =>
    text
      .replace(/#n\d+/g, (alias) => String((ExpressionAttributeNames as Record<string, string>)[alias]))
      .replace(/:v\d+/g, (alias) =>
        Object.values((ExpressionAttributeValues as Record<string, object>)[alias] ?? {}).join(),
      );
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [
      name,
      name.endsWith('Expression') ? spell(String(value)) : value,
    ]),
  );
}
const keyOf = (...conditions: Condition[]) =>
  written(asked([...tournament, ...conditions])).KeyConditionExpression;

describe('a key of several attributes, by the rules of AWS', () => {
  const partition = 'tournamentId = WINTER2024 AND region = NA-EAST';

  test('needs every partition attribute', () => {
    expect(keyOf()).toBe(partition);
    expect(asked([is('tournamentId', 'WINTER2024')])).toMatchObject({ operation: 'scan' });
    expect(asked([is('tournamentId', 'WINTER2024')]).beaten).toContainEqual({
      path: 'TournamentRegionIndex',
      reason: 'region is not fixed',
    });
  });

  test('takes sort attributes from the left', () => {
    expect(keyOf(is('round', 'SEMIFINALS'))).toBe(`${partition} AND round = SEMIFINALS`);
    expect(keyOf(is('bracket', 'UPPER'), is('round', 'SEMIFINALS'))).toBe(
      `${partition} AND round = SEMIFINALS AND bracket = UPPER`,
    );
    expect(keyOf(is('bracket', 'UPPER'))).toBe(partition);
  });

  test('and a range only on the last of them', () => {
    expect(keyOf(is('round', 'SEMIFINALS'), on('bracket', 'begins_with', 'U'))).toBe(
      `${partition} AND round = SEMIFINALS AND begins_with(bracket, U)`,
    );
    expect(keyOf(on('round', '>=', 'A'), on('round', '<=', 'M'), is('bracket', 'UPPER'))).toBe(
      `${partition} AND round BETWEEN A AND M`,
    );
  });

  test('asks once for each combination of several values', () => {
    const several: Condition = {
      path: ['region'],
      source: '',
      operator: 'in',
      values: [{ S: 'EU' }, { S: 'NA' }],
    };
    const rounds: Condition = {
      path: ['round'],
      source: '',
      operator: 'in',
      values: [{ S: 'A' }, { S: 'B' }],
    };
    const result = asked([is('tournamentId', 'X'), several, rounds]);
    expect(
      requests(result).map(({ input }) => Object.values(input.ExpressionAttributeValues as object)),
    ).toEqual(
      [
        ['EU', 'A'],
        ['EU', 'B'],
        ['NA', 'A'],
        ['NA', 'B'],
      ].map(([region, round]) => [{ S: 'X' }, { S: region }, { S: round }]),
    );
  });
});

describe('what an index lacks', () => {
  test('comes by BatchGetItem, which gets the columns; the Query does not ask for what it refuses', () => {
    const result = asked([is('player', 'p')], { columns: ['name', 'score'] });
    expect(result).toMatchObject({
      complete: true,
      projection: ['matchId', 'name', 'part', 'played', 'player', 'score'],
    });
    expect(written(result)).not.toHaveProperty('ProjectionExpression');
    expect(result.notes).toContain(
      'ByPlayer does not project everything asked for: BatchGetItem fetches the rest',
    );
  });

  test('comes with all attributes from a local one', () => {
    const result = asked([is('matchId', 'm'), on('minutes', '>', { N: '90' })], { columns: ['name'] });
    expect(written(result)).toMatchObject({ IndexName: 'ByLength', Select: 'ALL_ATTRIBUTES' });
    expect(written(result)).not.toHaveProperty('ProjectionExpression');
  });

  test('is fetched for what the answer is sorted by, too', () => {
    const sort = { column: 'name', descending: false };
    expect(asked([is('player', 'p')], { columns: ['score'], sort })).toMatchObject({ complete: true });
    expect(asked([is('player', 'p')], { columns: ['score'] })).toMatchObject({ complete: false });
  });

  test('is not fetched for a count, unless something has to be looked at', () => {
    expect(written(asked([is('player', 'p')], { count: true }))).toMatchObject({ Select: 'COUNT' });
    expect(asked([is('player', 'p'), is('name', 'n')], { count: true })).toMatchObject({
      complete: true,
      projection: ['matchId', 'name', 'part', 'played', 'player'],
    });
  });
});

describe('expressions', () => {
  const scan = (condition: Condition) => written(asked([condition])).FilterExpression;

  test('split a long IN, as DynamoDB takes 100 values at most', () => {
    const values = Array.from({ length: 250 }, (_, i) => ({ N: `${i}` }));
    const text = String(scan({ path: ['name'], source: '', operator: 'in', values }));
    expect(text.match(/name IN \([^)]+\)/g)?.map((list) => list.split(',').length)).toEqual([100, 100, 50]);
    expect(text).toMatch(/^\(name IN .* OR name IN .* OR name IN .*\)$/);
  });

  test('say what can never be, and what always is', () => {
    expect(scan({ path: ['name'], source: '', operator: 'in', values: [] })).toBe(
      '(attribute_exists(name) AND attribute_not_exists(name))',
    );
    expect(scan({ path: ['name'], source: '', operator: 'window', window: { format: 'time' } })).toBe(
      'attribute_exists(name)',
    );
  });

  test('reach into maps and lists', () => {
    expect(scan({ path: ['a', 'b.c', 0, 'd'], source: '', operator: 'exists' })).toBe(
      'attribute_exists(a.b.c[0].d)',
    );
  });

  test('leave alone what is inside a key, which DynamoDB refuses to filter by', () => {
    const inside: Condition = { path: ['player', 'name'], source: '', operator: 'exists' };
    expect(asked([inside])).toMatchObject({ operation: 'scan', filter: [], residual: [inside] });
  });
});

describe('the Limit of a page', () => {
  test('is what is wanted, where everything read is wanted', () => {
    expect(written(asked([is('player', 'p')], { limit: 7 })).Limit).toBe(7);
    expect(nextLimit(asked([is('player', 'p')], { limit: 7 }), 3, 1)).toBe(3);
  });

  test('is more where something is dropped, from page to page, until it is a whole page', () => {
    const dropping = asked([is('player', 'p'), is('score', '3')], { limit: 7 });
    expect([0, 1, 2, 3, 4].map((page) => nextLimit(dropping, 7, page))).toEqual([
      100,
      400,
      1600,
      6400,
      undefined,
    ]);
  });

  test('is none for a count, and for an answer that is sorted', () => {
    expect(written(asked([is('player', 'p')], { limit: 7, count: true }))).not.toHaveProperty('Limit');
    expect(
      written(asked([is('player', 'p')], { limit: 7, sort: { column: 'score', descending: true } })),
    ).not.toHaveProperty('Limit');
  });
});
