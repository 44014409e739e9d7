import { describe, expect, test } from 'vitest';
import type { Condition } from '../../../src/dynamo/model/condition';
import { nextLimit } from '../../../src/dynamo/plan/requests';
import { ANY_ORIGIN } from '../../helpers/origin';
import { asked, is, on, written } from '../tournament';

describe('attributes that an index does not project', () => {
  test('are fetched by BatchGetItem with the projection, which the Query would reject', () => {
    const result = asked([is('player', 'p')], { columns: ['name', 'score'] });
    expect(result).toMatchObject({
      complete: true,
      projection: ['matchId', 'name', 'part', 'played', 'player', 'score'],
    });
    expect(written(result)).not.toHaveProperty('ProjectionExpression');
    expect(result.notes).toContainEqual({ kind: 'not-projected', index: 'ByPlayer', by: 'BatchGetItem' });
  });

  test('come with all attributes from a local index', () => {
    const result = asked([is('matchId', 'm'), on('minutes', '>', { N: '90' })], { columns: ['name'] });
    expect(written(result)).toMatchObject({ IndexName: 'ByLength', Select: 'ALL_ATTRIBUTES' });
    expect(written(result)).not.toHaveProperty('ProjectionExpression');
  });

  test('are also fetched when the answer is sorted by them', () => {
    const sort = [{ column: 'name', descending: false }];
    expect(asked([is('player', 'p')], { columns: ['score'], sort })).toMatchObject({ complete: true });
    expect(asked([is('player', 'p')], { columns: ['score'] })).toMatchObject({ complete: false });
  });

  test('are not fetched for a count, unless they have to be checked', () => {
    expect(written(asked([is('player', 'p')], { count: true }))).toMatchObject({ Select: 'COUNT' });
    expect(asked([is('player', 'p'), is('name', 'n')], { count: true })).toMatchObject({
      complete: true,
      projection: ['matchId', 'name', 'part', 'played', 'player'],
    });
  });
});

describe('expressions', () => {
  const scan = (condition: Condition) => written(asked([condition])).FilterExpression;

  test('split a long IN, as DynamoDB accepts at most 100 values', () => {
    const values = Array.from({ length: 250 }, (_, i) => ({ N: `${i}` }));
    const text = String(scan({ path: ['name'], origin: ANY_ORIGIN, operator: 'in', values }));
    expect(text.match(/name IN \([^)]+\)/g)?.map((list) => list.split(',').length)).toEqual([100, 100, 50]);
    expect(text).toMatch(/^\(name IN .* OR name IN .* OR name IN .*\)$/);
  });

  test('can be never true or always true', () => {
    expect(scan({ path: ['name'], origin: ANY_ORIGIN, operator: 'in', values: [] })).toBe(
      'attribute_exists(name) AND attribute_not_exists(name)',
    );
    expect(scan({ path: ['name'], origin: ANY_ORIGIN, operator: 'window', window: { format: 'time' } })).toBe(
      'attribute_exists(name)',
    );
  });

  const base = { path: ['name'], origin: ANY_ORIGIN };
  const named = (value: string): Condition => ({ ...base, operator: '=', value: { S: value } });
  const either: Condition = { ...base, operator: 'any', any: [named('a'), { ...base, operator: 'exists' }] };

  test('join alternatives with OR, and have no redundant parentheses, which DynamoDB rejects', () => {
    expect(scan(either)).toBe('(name = a OR attribute_exists(name))');
    expect(scan({ ...base, operator: 'not', not: either })).toBe('NOT (name = a OR attribute_exists(name))');
    expect(scan({ ...base, operator: 'any', any: [named('a'), either] })).toBe(
      '(name = a OR name = a OR attribute_exists(name))',
    );
  });

  test('leave out only what is in a window for certain, if its items are not asked for', () => {
    const after = { instant: '2025-06-16T12:00:00.500000000', inclusive: false };
    const window: Condition = { ...base, operator: 'window', window: { format: 'time', after } };
    const negated: Condition = { ...base, operator: 'not', not: window };
    expect(scan(window)).toBe('name >= 2025-06-15');
    expect(scan(negated)).toBe('NOT (name > 2025-06-17~)');
    expect(asked([negated]).residual).toEqual([negated]);
  });

  test('that would be longer than DynamoDB accepts are checked on the items instead', () => {
    const values = Array.from({ length: 700 }, (_, i) => ({ S: `${i}` }));
    const long: Condition = { ...base, operator: 'in', values };
    const result = asked([long, on('score', '>', { N: '1' })], { columns: ['part'] });
    expect(result).toMatchObject({ filter: [{ operator: '>' }], residual: [long] });
    expect(result.projection).toContain('name');
  });

  test('reach into maps and lists', () => {
    expect(scan({ path: ['a', 'b.c', 0, 'd'], origin: ANY_ORIGIN, operator: 'exists' })).toBe(
      'attribute_exists(a.b.c[0].d)',
    );
  });

  test('leave out paths inside keys, which DynamoDB rejects in filters', () => {
    const inside: Condition = { path: ['player', 'name'], origin: ANY_ORIGIN, operator: 'exists' };
    expect(asked([inside])).toMatchObject({ operation: 'scan', filter: [], residual: [inside] });
  });
});

describe('the Limit of a page', () => {
  test('is the number of missing items when none is filtered out', () => {
    expect(written(asked([is('player', 'p')], { limit: 7 })).Limit).toBe(7);
    expect(nextLimit(asked([is('player', 'p')], { limit: 7 }), 3, 1)).toBe(3);
  });

  test('grows from page to page up to a full page when items are filtered out', () => {
    const dropping = asked([is('player', 'p'), is('score', '3')], { limit: 7 });
    expect([0, 1, 2, 3, 4].map((page) => nextLimit(dropping, 7, page))).toEqual([
      100,
      400,
      1600,
      6400,
      undefined,
    ]);
  });

  test('is absent for a count and for a sorted answer', () => {
    expect(written(asked([is('player', 'p')], { limit: 7, count: true }))).not.toHaveProperty('Limit');
    expect(
      written(asked([is('player', 'p')], { limit: 7, sort: [{ column: 'score', descending: true }] })),
    ).not.toHaveProperty('Limit');
  });
});
