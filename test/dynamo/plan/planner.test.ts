import { describe, expect, test } from 'vitest';
import type { Condition } from '../../../src/dynamo/model/condition';
import type { TableDefinition } from '../../../src/dynamo/model/definition';
import { plan } from '../../../src/dynamo/plan/planner';
import { requests } from '../../../src/dynamo/plan/requests';
import { ANY_ORIGIN } from '../../helpers/origin';
import { compare, gist, N, NOON, planned, runs, S, since, text } from './planning';

describe('the chosen access path', () => {
  const cases: [string, Condition[], string][] = [
    ['a whole primary key', [S('id', 'a'), N('step', '1')], 'get | table'],
    ['a partition key alone', [S('id', 'a')], 'query | table | id = a'],
    [
      'a whole key and another condition: a Query, which supports filters',
      [S('id', 'a'), N('step', '1'), S('agent', 'x')],
      'query | table | id = a & step = 1 | filter agent =',
    ],
    [
      'a range on the sort key',
      [S('id', 'a'), compare('step', '>', { N: '3' })],
      'query | table | id = a & step > 3',
    ],
    [
      'two bounds become BETWEEN, and an exclusive one is checked afterwards',
      [S('id', 'a'), compare('step', '>', { N: '3' }), compare('step', '<=', { N: '9' })],
      'query | table | id = a & step in 3..9 | residual step >',
    ],
    [
      'inclusive bounds need no check',
      [S('id', 'a'), compare('step', '>=', { N: '3' }), compare('step', '<=', { N: '9' })],
      'query | table | id = a & step in 3..9',
    ],
    [
      'contradicting bounds send no request',
      [S('id', 'a'), compare('step', '>=', { N: '9' }), compare('step', '<=', { N: '3' })],
      'merge | table',
    ],
    [
      'other conditions on a key attribute are checked, not filtered',
      [S('id', 'a'), compare('step', '!=', { N: '3' })],
      'query | table | id = a | residual step !=',
    ],
    [
      'an index',
      [S('agent', 'x'), since('startDate', NOON)],
      'query | ByAgent | agent = x & startDate >= 2025-06-16T12:00:00 | residual startDate window',
    ],
    [
      'agent and status: the index that is more selective',
      [S('agent', 'x'), S('status', 'FAILED')],
      'query | ByAgent | agent = x | filter status =',
    ],
    ['status alone', [S('status', 'FAILED')], 'query | ByStatus | status = FAILED'],
    [
      'without a condition: every known status',
      [],
      'merge | ByStatus | status = RUNNING | status = FAILED | status = DONE',
    ],
    [
      'a condition narrows the known values',
      [compare('status', '!=', { S: 'DONE' })],
      'merge | ByStatus | status = RUNNING | status = FAILED',
    ],
    [
      'several values of a key',
      [{ path: ['status'], origin: ANY_ORIGIN, operator: 'in', values: [{ S: 'FAILED' }, { S: 'DONE' }] }],
      'merge | ByStatus | status = FAILED | status = DONE',
    ],
    [
      'a complete template',
      [S('tenant', 'acme'), S('status', 'DONE')],
      'query | ByTenant | tenantKey = T#acme#S#DONE',
    ],
    [
      'a template whose missing variable has known values',
      [S('tenant', 'acme')],
      'merge | ByTenant | tenantKey = T#acme#S#RUNNING | tenantKey = T#acme#S#FAILED | tenantKey = T#acme#S#DONE',
    ],
    [
      'an epoch window is exact',
      [S('tenant', 'acme'), S('status', 'DONE'), since('at', NOON, 'epoch-seconds')],
      'query | ByTenant | tenantKey = T#acme#S#DONE & at > 1750075200',
    ],
    [
      'an index that does not project all attributes is completed',
      [S('owner', 'me')],
      'query | ByOwner | owner = me | complete',
    ],
    [
      'a condition on an attribute that is not projected is checked on the completed items',
      [S('owner', 'me'), S('note', 'x')],
      'query | ByOwner | owner = me | residual note = | complete',
    ],
    ['several partition attributes', [S('p1', 'a'), S('p2', 'b')], 'query | Many | p1 = a & p2 = b'],
    [
      'sort attributes from the left, a range last',
      [S('p1', 'a'), S('p2', 'b'), S('s1', 'c'), compare('s2', '>', { N: '1' })],
      'query | Many | p1 = a & p2 = b & s1 = c & s2 > 1',
    ],
    [
      'a gap in the sort attributes ends the key condition',
      [S('p1', 'a'), S('p2', 'b'), N('s2', '1')],
      'query | Many | p1 = a & p2 = b | residual s2 =',
    ],
    [
      'begins_with',
      [S('p1', 'a'), S('p2', 'b'), compare('s1', 'begins_with', { S: 'c' })],
      'query | Many | p1 = a & p2 = b & s1 begins_with c',
    ],
  ];
  test.each(cases)('%s', (_, conditions, expected) => {
    expect(gist(planned(conditions))).toBe(expected);
  });

  test('is a Scan with every condition as a filter when nothing else is possible', () => {
    const noStatus = { ...runs, indexes: [] };
    const result = plan(noStatus, 'runs', { conditions: [S('agent', 'x'), N('step', '2')], segments: 4 });
    expect(result.operation !== 'none' && gist(result)).toBe('scan | table | filter agent =, step =');
    expect(result.operation === 'scan' && requests(result)).toHaveLength(4);
  });

  test('a value that exists only inside a key requires the rest of the key', () => {
    const openStatus = { ...runs, attributes: { ...runs.attributes, status: text } };
    expect(plan(openStatus, 'runs', { conditions: [S('tenant', 'acme')] })).toMatchObject({
      operation: 'none',
      attribute: 'tenant',
    });
  });

  test('reports the rejected paths with reasons', () => {
    expect(planned([S('agent', 'x'), S('status', 'FAILED')]).rejected).toEqual([
      { path: 'ByStatus', reason: { kind: 'has-few-key-values' } },
      { path: 'table key', reason: { kind: 'not-fixed', attributes: ['id'] } },
      { path: 'ByOwner', reason: { kind: 'not-fixed', attributes: ['owner'] } },
      { path: 'ByTenant', reason: { kind: 'not-fixed', attributes: ['tenant', 'status'] } },
      { path: 'Many', reason: { kind: 'not-fixed', attributes: ['p1'] } },
      { path: 'Scan', reason: { kind: 'reads-everything' } },
    ]);
  });

  test('is in descending order for times, ascending order for other keys, or the given order', () => {
    expect(planned([S('agent', 'x')])).toMatchObject({ descending: true });
    expect(planned([S('id', 'a')])).toMatchObject({ descending: false });
    expect(planned([S('agent', 'x')], { order: 'asc' })).toMatchObject({ descending: false });
  });
});

describe('the requested columns', () => {
  test('are requested with the keys that merging and cursors need', () => {
    expect(planned([S('agent', 'x')], { columns: ['note', 'a.b'] }).projection).toEqual([
      'a',
      'a.b',
      'agent',
      'id',
      'note',
      'startDate',
      'step',
    ]);
  });

  test('need no completion when the index projects all of them', () => {
    const result = planned([S('owner', 'me')], { columns: ['owner', 'id'] });
    expect(result).toMatchObject({ complete: false, projection: ['id', 'owner', 'step'] });
  });

  test('are left out of a count, except for attributes that have to be checked', () => {
    expect(requests(planned([S('agent', 'x')], { count: true }))[0]?.input).toMatchObject({
      Select: 'COUNT',
    });
    const looked = requests(planned([S('id', 'a'), compare('step', '!=', { N: '3' })], { count: true }))[0]
      ?.input;
    expect(looked).toMatchObject({ ProjectionExpression: expect.any(String) });
    expect(looked).not.toHaveProperty('Select');
  });
});

test('requests use a placeholder for every name', () => {
  const odd: TableDefinition = { ...runs, partitionKey: ['state'], sortKey: ['a.b'], indexes: [] };
  const result = plan(odd, 'T', {
    conditions: [S('state', 'x'), compare('a.b', 'begins_with', { S: 'y' }), S('a-b', 'z'), S('name', 'n')],
  });
  expect(result.operation !== 'none' && requests(result)[0]).toEqual({
    operation: 'Query',
    input: {
      TableName: 'T',
      KeyConditionExpression: '#n0 = :v0 AND begins_with(#n1, :v1)',
      FilterExpression: '#n2 = :v2 AND #n3 = :v3',
      ExpressionAttributeNames: { '#n0': 'state', '#n1': 'a.b', '#n2': 'a-b', '#n3': 'name' },
      ExpressionAttributeValues: {
        ':v0': { S: 'x' },
        ':v1': { S: 'y' },
        ':v2': { S: 'z' },
        ':v3': { S: 'n' },
      },
      ScanIndexForward: true,
      ReturnConsumedCapacity: 'TOTAL',
    },
  });
});
