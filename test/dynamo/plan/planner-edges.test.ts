import { describe, expect, test } from 'vitest';
import type { Condition } from '../../../src/dynamo/model/condition';
import type { TableDefinition } from '../../../src/dynamo/model/definition';
import type { AttributeValue } from '../../../src/dynamo/model/values';
import { plan } from '../../../src/dynamo/plan/planner';
import { ANY_ORIGIN } from '../../helpers/origin';
import { compare, gist, is, N, NOON, planned, runs, S, since, text } from './planning';

const about = (name: string, operator: 'exists' | 'not_exists'): Condition => ({
  path: [name],
  origin: ANY_ORIGIN,
  operator,
});
const anyOf = (name: string, ...values: AttributeValue[]): Condition => ({
  path: [name],
  origin: ANY_ORIGIN,
  operator: 'in',
  values,
});
const numbers = (...some: string[]) => some.map((one) => ({ N: one }));
const texts = (...some: string[]) => some.map((one) => ({ S: one }));
const gistOf = (table: TableDefinition, ...conditions: Condition[]) => {
  const result = plan(table, 'T', { conditions });
  return result.operation === 'none' ? `none: ${result.attribute}` : gist(result);
};

describe('values that no key can have are not requested', () => {
  const cases: [string, Condition[], string][] = [
    ['an empty string', [S('agent', '')], 'merge | ByAgent'],
    ['another type', [N('agent', '1')], 'merge | ByAgent'],
    ['a value that another condition excludes', [S('agent', 'x'), S('agent', 'y')], 'merge | ByAgent'],
    ['one among several', [anyOf('agent', ...texts('', 'x'))], 'query | ByAgent | agent = x'],
    [
      'the same number in two spellings',
      [S('id', 'a'), anyOf('step', ...numbers('1', '1.0'))],
      'get | table',
    ],
    [
      'values that other conditions exclude',
      [anyOf('status', ...texts('RUNNING', 'DONE')), compare('status', '!=', { S: 'DONE' })],
      'query | ByStatus | status = RUNNING',
    ],
    [
      'an empty prefix',
      [S('p1', 'a'), S('p2', 'b'), compare('s1', 'begins_with', { S: '' })],
      'query | Many | p1 = a & p2 = b',
    ],
    ['a prefix of a number', [S('id', 'a'), compare('step', 'begins_with', { S: '1' })], 'merge | table'],
  ];
  test.each(cases)('%s', (_, conditions, expected) => {
    expect(gist(planned(conditions))).toBe(expected);
  });

  test('more values than the maximum number of Queries', () => {
    const many = anyOf('id', ...Array.from({ length: 1001 }, (_, i) => ({ S: `${i}` })));
    expect(gistOf({ ...runs, indexes: [] }, many)).toBe('scan | table | residual id in');
    expect(planned([many]).rejected).toContainEqual({
      path: 'table key',
      reason: { kind: 'too-many-values', attributes: ['id'] },
    });
  });
});

describe("an index is not used for items that it can't contain", () => {
  test('items without an attribute of its key', () => {
    const result = planned([about('status', 'not_exists')]);
    expect(gist(result)).toBe('scan | table | filter status not_exists');
    expect(result.rejected).toContainEqual({
      path: 'ByStatus',
      reason: { kind: 'always-has', attribute: 'status' },
    });
    expect(gist(planned([S('agent', 'x'), about('startDate', 'not_exists'), S('status', 'DONE')]))).toBe(
      'scan | table | filter agent =, startDate not_exists, status =',
    );
  });

  test('but it contains all items with that attribute', () => {
    expect(gist(planned([S('agent', 'x'), about('startDate', 'exists')]))).toBe(
      'query | ByAgent | agent = x | residual startDate exists',
    );
  });

  test('a value that exists only in the key of another index', () => {
    expect(
      gistOf(
        { ...runs, attributes: { ...runs.attributes, status: text } },
        S('owner', 'me'),
        S('tenant', 't'),
      ),
    ).toBe('none: tenant');
  });
});

describe('the better of two access paths', () => {
  const cases: [string, Condition[], string][] = [
    [
      'a few whole keys rather than one Query that may find many items',
      [S('id', 'a'), anyOf('step', ...numbers('1', '2')), S('agent', 'x'), since('startDate', NOON)],
      'merge | table | id = a & step = 1 | id = a & step = 2 | filter agent =, startDate window | residual startDate window',
    ],
    [
      'few items that have to be completed rather than many complete items',
      [S('owner', 'me'), S('status', 'DONE')],
      'query | ByOwner | owner = me | residual status = | complete',
    ],
    [
      'more key conditions rather than more projected attributes',
      [S('owner', 'me'), S('agent', 'x'), since('startDate', NOON)],
      'query | ByAgent | agent = x & startDate >= 2025-06-16T12:00:00 | filter owner = | residual startDate window',
    ],
  ];
  test.each(cases)('%s', (_, conditions, expected) => {
    expect(gist(planned(conditions))).toBe(expected);
  });

  test('a unique attribute', () => {
    const unique = { ...runs, attributes: { ...runs.attributes, owner: { ...text, unique: true } } };
    expect(gistOf(unique, S('owner', 'me'), S('agent', 'x'), since('startDate', NOON))).toBe(
      'query | ByOwner | owner = me | residual agent =, startDate window | complete',
    );
  });
});

describe('a sort key with a template', () => {
  const orders: TableDefinition = {
    ...runs,
    partitionKey: ['pk'],
    sortKey: ['sk'],
    indexes: [],
    attributes: {
      pk: text,
      sk: { ...text, template: 'ORDER#{day}#{number}' },
      day: { ...text, virtual: true },
      number: text,
    },
  };

  test('is fixed by all of its variables', () => {
    expect(gistOf(orders, S('pk', 'a'), S('day', 'd'), S('number', '7'))).toBe('get | table');
  });

  test('has a prefix by the first of them', () => {
    expect(gistOf(orders, S('pk', 'a'), S('day', 'd'))).toBe(
      'query | table | pk = a & sk begins_with ORDER#d#',
    );
    expect(gistOf(orders, S('pk', 'a'), S('number', '7'))).toBe(
      'query | table | pk = a & sk begins_with ORDER# | filter number =',
    );
  });

  test('reports items that are left out although the question includes them', () => {
    expect(plan(orders, 'T', { conditions: [S('pk', 'a')] })).toMatchObject({
      notes: [{ kind: 'key-prefix', attribute: 'sk', prefix: 'ORDER#' }],
    });
    expect(plan(orders, 'T', { conditions: [S('pk', 'a'), S('day', 'd')] })).toMatchObject({ notes: [] });
  });

  test('does not use a value as a prefix when no separator follows it', () => {
    const close = { ...orders.attributes, sk: { ...text, template: '{number}{day}' } };
    expect(gistOf({ ...orders, attributes: close }, S('pk', 'a'), S('number', '7'))).toBe(
      'query | table | pk = a & sk begins_with 7 | filter number =',
    );
  });
});

describe('a table with several entities', () => {
  const users: TableDefinition = {
    ...runs,
    partitionKey: ['pk'],
    sortKey: ['sk'],
    indexes: [
      { name: 'ByEmail', partitionKey: ['email'], projection: 'KEYS_ONLY' },
      { name: 'Inverted', partitionKey: ['sk'], sortKey: ['pk'], projection: 'ALL' },
    ],
    attributes: {
      pk: { ...text, template: 'USER#{user}' },
      sk: { ...text, template: 'PROFILE' },
      user: { ...text, virtual: true },
      email: text,
    },
  };

  test('is queried for one entity on every path', () => {
    expect(gistOf(users, S('user', '7'))).toBe('get | table');
    expect(gistOf(users, S('email', 'x'))).toBe(
      'query | ByEmail | email = x | filter pk begins_with, sk = | complete',
    );
    expect(gistOf(users)).toBe('query | Inverted | sk = PROFILE & pk begins_with USER#');
    const scanned = { ...users, indexes: [] };
    expect(gistOf(scanned)).toBe('scan | table | filter pk begins_with, sk =');
  });

  test('is queried for all entities when its key is assumed, or begins with a variable', () => {
    expect(gistOf({ ...users, keyIsAssumed: true, indexes: [] })).toBe('scan | table');
    const attributes = {
      ...users.attributes,
      pk: { ...text, template: '{user}#USER' },
      sk: { ...text, template: '{user}' },
    };
    expect(gistOf({ ...users, attributes, indexes: [] })).toBe('scan | table');
  });
});

test('a table with an assumed key is scanned and merged without that key', () => {
  const guessed = { ...runs, keyIsAssumed: true };
  expect(plan(guessed, 'T', { conditions: [S('id', 'a')], columns: ['note'] })).toMatchObject({
    operation: 'merge',
    index: 'ByStatus',
    tableKey: undefined,
    projection: undefined,
  });
  const scanned = plan({ ...guessed, indexes: [] }, 'T', { conditions: [S('id', 'a')] });
  expect(scanned).toMatchObject({ operation: 'scan', schema: { partitionKey: [] }, tableKey: undefined });
});

test('enumerated numbers are queried as numbers', () => {
  const levels = [1, 2].map((level) => ({ name: `${level}`, stored: [`${level}`] }));
  const table: TableDefinition = {
    ...runs,
    indexes: [{ name: 'ByLevel', partitionKey: ['level'], projection: 'ALL' }],
    attributes: { id: text, step: { type: 'N' }, level: { type: 'N', values: levels } },
  };
  expect(plan(table, 'T', { conditions: [is('note', { S: 'x' })] })).toMatchObject({
    branches: numbers('1', '2').map((value) => ({ key: [{ attribute: 'level', operator: '=', value }] })),
  });
});
