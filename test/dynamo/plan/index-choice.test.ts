import { describe, expect, test } from 'vitest';
import type { Condition } from '../../../src/dynamo/model/condition';
import type { TableDefinition } from '../../../src/dynamo/model/definition';
import type { TableSizes } from '../../../src/dynamo/model/table-description';
import { estimate } from '../../../src/dynamo/plan/estimate';
import type { Plan, Question } from '../../../src/dynamo/plan/plan';
import { plan } from '../../../src/dynamo/plan/planner';
import { requests } from '../../../src/dynamo/plan/requests';
import { ANY_ORIGIN } from '../../helpers/origin';
import { compare, gist, NOON, S, since, text } from './planning';

/** Orders of customers, some of which were paid or have an error. */
const orders: TableDefinition = {
  command: ['orders'],
  summary: '',
  name: 'orders',
  partitionKey: ['customer'],
  sortKey: ['id'],
  indexes: [
    { name: 'ByPaid', partitionKey: ['customer'], sortKey: ['paidAt'], projection: 'ALL', local: true },
    { name: 'ByTotal', partitionKey: ['customer'], sortKey: ['total'], projection: 'KEYS_ONLY', local: true },
    { name: 'ByError', partitionKey: ['error'], sortKey: ['createdAt'], projection: ['note'] },
    { name: 'ByShop', partitionKey: ['shop'], sortKey: ['createdAt'], projection: 'ALL' },
  ],
  attributes: {
    customer: text,
    id: text,
    paidAt: text,
    total: { type: 'N' },
    error: text,
    shop: text,
    createdAt: { type: 'S', format: 'time', always: true },
  },
  patterns: [],
};

function asked(
  conditions: readonly Condition[],
  question: Partial<Question> = {},
  sizes?: TableSizes,
  table = orders,
): Plan {
  const result = plan(table, 'orders', { conditions, ...question }, sizes);
  if (result.operation === 'none') throw new Error(result.attribute);
  return result;
}
const about = (name: string, operator: 'exists' | 'not_exists'): Condition => ({
  path: [name],
  origin: ANY_ORIGIN,
  operator,
});
/** The table has 100 items of 10 bytes. */
const measured = (indexes: Readonly<Record<string, number>>): TableSizes => ({
  table: { items: 100, bytes: 1000 },
  indexes: Object.fromEntries(
    Object.entries(indexes).map(([name, items]) => [name, { items, bytes: items * 10 }]),
  ),
});

describe('the key attributes that an item of the answer may lack', () => {
  const cases: [string, Condition[], Partial<Question>, readonly string[] | undefined][] = [
    ['one without a condition', [S('customer', 'c')], { index: 'ByPaid' }, ['paidAt']],
    [
      'none if a condition requires it',
      [S('customer', 'c'), about('paidAt', 'exists')],
      { index: 'ByPaid' },
      undefined,
    ],
    [
      'none for a range',
      [S('customer', 'c'), compare('paidAt', '>', { S: '2025' })],
      { index: 'ByPaid' },
      undefined,
    ],
    [
      'one that is only said to differ',
      [S('customer', 'c'), compare('paidAt', '!=', { S: 'x' })],
      { index: 'ByPaid' },
      ['paidAt'],
    ],
    ['none if every item has it', [S('shop', 's')], {}, undefined],
    ['all of an index that is scanned', [], { index: 'ByError' }, ['error']],
    ['none on the table itself', [S('customer', 'c')], {}, undefined],
  ];
  test.each(cases)('%s', (_, conditions, question, expected) => {
    expect(asked(conditions, question).mayLack).toEqual(expected);
  });

  test('include one that is composed by a template, unless a condition requires one of its variables', () => {
    const lacking = (paidAt: object, ...more: Condition[]) => {
      const attributes = { ...orders.attributes, paidAt: { ...text, ...paidAt }, day: text };
      const table = { ...orders, attributes };
      return asked([S('customer', 'c'), ...more], { index: 'ByPaid' }, undefined, table).mayLack;
    };
    const template = 'PAID#{day}';
    expect(lacking({ template })).toEqual(['paidAt']);
    expect(lacking({ template }, S('note', 'x'))).toEqual(['paidAt']);
    expect(lacking({ template }, compare('day', '!=', { S: 'mon' }))).toEqual(['paidAt']);
    expect(lacking({ template }, S('day', 'mon'))).toBeUndefined();
    expect(lacking({ template }, compare('day', '>', { S: 'mon' }))).toBeUndefined();
    expect(lacking({ template, always: true })).toBeUndefined();
    expect(lacking({ template: 'PAID' })).toEqual(['paidAt']);
  });

  test('depend on every alternative of a condition', () => {
    const any = (...some: Condition[]): Condition => ({
      path: ['paidAt'],
      origin: ANY_ORIGIN,
      operator: 'any',
      any: some,
    });
    const [above, absent] = [compare('paidAt', '>', { S: '2025' }), about('paidAt', 'not_exists')];
    const lacking = (condition: Condition) =>
      asked([S('customer', 'c'), condition], { index: 'ByPaid' }).mayLack;
    expect(lacking(any(above, compare('paidAt', 'begins_with', { S: '1' })))).toBeUndefined();
    expect(lacking(any(above, absent))).toEqual(['paidAt']);
    expect(lacking({ path: ['paidAt'], origin: ANY_ORIGIN, operator: 'not', not: above })).toEqual([
      'paidAt',
    ]);
    // It has no item without the attribute, so it would have to be scanned in vain.
    expect(asked([S('customer', 'c'), any(absent, absent)]).rejected).toContainEqual({
      path: 'ByPaid',
      reason: { kind: 'always-has', attribute: 'paidAt' },
    });
  });
});

describe('a Scan reads an index instead of the table', () => {
  const isError = [about('error', 'exists')];

  test('if it has all items and attributes that are asked for, and is smaller', () => {
    const columns = ['customer', 'note'];
    expect(gist(asked(isError, { columns }))).toBe('scan | ByError | filter error exists');
    expect(asked(isError, { columns }, measured({ ByError: 3 }))).toMatchObject({ index: 'ByError' });
    expect(requests(asked(isError, { columns }))[0]?.input).toMatchObject({ IndexName: 'ByError' });
  });

  const others: [string, Plan][] = [
    ['if it does not project everything', asked(isError)],
    [
      'if a condition is on an attribute that it does not project',
      asked([...isError, S('shop2', 'x')], { columns: ['id'] }),
    ],
    ['if it may leave out items', asked([S('note', 'x')], { columns: ['id'] })],
    ['if it is not smaller', asked(isError, { columns: ['id'] }, measured({ ByError: 100 }))],
    ['if the read has to be consistent', asked(isError, { columns: ['id'], consistent: true })],
    ['if the question names the table', asked(isError, { columns: ['id'], index: 'table' })],
  ];
  test.each(others)('but not %s', (_, result) => {
    expect(result).toMatchObject({ operation: 'scan' });
    expect(result.index).toBeUndefined();
  });

  test('but not one whose key is composed by a template, as items may lack it', () => {
    const table: TableDefinition = {
      ...orders,
      indexes: [{ name: 'Open', partitionKey: ['openKey'], sortKey: ['createdAt'], projection: 'ALL' }],
      attributes: { ...orders.attributes, openKey: { ...text, template: 'OPEN#{owner}#{id}' }, owner: text },
    };
    const sort = [{ column: 'createdAt', descending: false }];
    const sizes = measured({ Open: 3 });
    for (const known of [undefined, sizes]) {
      for (const question of [{}, { count: true }, { sort, limit: 3 }]) {
        expect(asked([], question, known, table).index).toBeUndefined();
        expect(asked([S('note', 'x')], question, known, table).index).toBeUndefined();
        // An item may have an owner, and yet no key that is built from it.
        expect(asked([S('owner', 'ann')], question, known, table).index).toBeUndefined();
      }
    }
    const named = compare('openKey', 'begins_with', { S: 'OPEN#ann' });
    expect(asked([named], {}, sizes, table)).toMatchObject({ operation: 'scan', index: 'Open' });
    expect(asked([S('owner', 'ann')], { index: 'Open' }, sizes, table).mayLack).toEqual(['openKey']);
  });

  test('which is estimated by its own size', () => {
    const result = asked(isError, { columns: ['id'] });
    expect(estimate(result, { bytes: 81_920, items: 10 })).toMatchObject({
      capacityUnits: 10,
      reading: 'the whole index',
    });
  });

  test('if the question names it, and completes its items', () => {
    expect(gist(asked([S('shop', 's')], { index: 'ByError' }))).toBe(
      'scan | ByError | residual shop = | complete',
    );
    expect(requests(asked([S('id', 'x')], { index: 'ByTotal' }))[0]?.input).toMatchObject({
      IndexName: 'ByTotal',
      Select: 'ALL_ATTRIBUTES',
    });
  });
});

describe('sorting by a sort key', () => {
  const byTotal = [{ column: 'total', descending: true }];
  const some = { columns: ['id'], limit: 3 };

  test('of the chosen path is its order', () => {
    const result = asked([S('shop', 's')], { sort: [{ column: 'createdAt', descending: false }], limit: 3 });
    expect(result).toMatchObject({ index: 'ByShop', descending: false, sort: undefined });
    expect(requests(result)[0]?.input).toMatchObject({ Limit: 3, ScanIndexForward: true });
  });

  test('of another index with the same partition key chooses it, if it has all items and attributes', () => {
    const isThere = [S('customer', 'c'), about('total', 'exists')];
    expect(asked(isThere, { ...some, sort: byTotal })).toMatchObject({ index: 'ByTotal', descending: true });
    const counted = asked([S('customer', 'c')], { ...some, sort: byTotal }, measured({ ByTotal: 100 }));
    expect(counted).toMatchObject({ index: 'ByTotal', sort: undefined });
    expect(asked([S('customer', 'c')], { ...some, sort: byTotal })).toMatchObject({ sort: byTotal });
    expect(asked(isThere, { limit: 3, sort: byTotal }).index).toBeUndefined();
    const owned: TableDefinition = {
      ...orders,
      indexes: [{ name: 'Open', partitionKey: ['openKey'], sortKey: ['total'], projection: 'ALL' }],
      attributes: { ...orders.attributes, openKey: { ...text, template: 'OPEN#{customer}' } },
    };
    expect(asked([S('customer', 'c')], { ...some, sort: byTotal }, undefined, owned).index).toBeUndefined();
    expect(asked(isThere, { ...some, sort: byTotal }).rejected).toContainEqual({
      path: 'table key',
      reason: { kind: 'sorted-otherwise' },
    });
  });
});

test('a consistent read rejects global indexes, but not local ones', () => {
  const result = asked([S('customer', 'c'), compare('paidAt', '>', { S: '2025' })], { consistent: true });
  expect(result).toMatchObject({ index: 'ByPaid', consistent: true });
  expect(result.rejected).toContainEqual({ path: 'ByShop', reason: { kind: 'not-consistent' } });
  expect(requests(result)[0]?.input).toMatchObject({ ConsistentRead: true });
  expect(estimate({ ...result, limit: 8 }, undefined).capacityUnits).toBe(2);
});

describe('a Scan with a time', () => {
  const recent = [since('createdAt', NOON)];

  test('is newest first if it has a limit and a condition', () => {
    const sort = { column: 'createdAt', descending: true };
    expect(asked(recent, { limit: 5 })).toMatchObject({ operation: 'scan', sort: [sort] });
    for (const question of [{}, { limit: 5, count: true }])
      expect(asked(recent, question).sort).toBeUndefined();
    expect(asked([], { limit: 5 })).toMatchObject({ sort: undefined, time: 'createdAt' });
    expect(asked(recent, { limit: 5, order: 'asc' })).toMatchObject({
      sort: [{ ...sort, descending: false }],
    });
  });
});

test.each([
  ['createdAt', true],
  ['created_at', true],
  ['timestamp', true],
  ['startDate', true],
  ['GSI1-date', true],
  ['format', false],
  ['candidate', false],
  ['category', false],
  ['runtime', false],
])('a sort key called %s is newest first: %s', (sortKey, descending) => {
  const table = {
    ...orders,
    sortKey: [sortKey],
    indexes: [],
    attributes: { customer: text, [sortKey]: text },
  };
  expect(asked([S('customer', 'c')], {}, undefined, table)).toMatchObject({ descending });
});
