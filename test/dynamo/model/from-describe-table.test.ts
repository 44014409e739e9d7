import { expect, test } from 'vitest';
import { fromDescribeTable } from '../../../src/dynamo/model/from-describe-table';
import type { IndexDescription, TableDescription } from '../../../src/dynamo/model/table-description';
import { plan } from '../../../src/dynamo/plan/planner';
import { ANY_ORIGIN } from '../../helpers/origin';

const hash = (AttributeName: string) => ({ AttributeName, KeyType: 'HASH' as const });
const range = (AttributeName: string) => ({ AttributeName, KeyType: 'RANGE' as const });

const index = (IndexName: string, more: Partial<IndexDescription>): IndexDescription => ({
  IndexName,
  KeySchema: [hash('owner')],
  Projection: { ProjectionType: 'ALL' },
  IndexStatus: 'ACTIVE',
  ...more,
});

const orders: TableDescription = {
  TableName: 'orders',
  KeySchema: [hash('id'), range('line')],
  AttributeDefinitions: [
    { AttributeName: 'id', AttributeType: 'S' },
    { AttributeName: 'line', AttributeType: 'N' },
    { AttributeName: 'digest', AttributeType: 'B' },
  ],
  LocalSecondaryIndexes: [index('ByDigest', { KeySchema: [hash('id'), range('digest')] })],
  GlobalSecondaryIndexes: [
    index('ByOwner', { Projection: { ProjectionType: 'KEYS_ONLY' } }),
    index('Wide', {
      KeySchema: [hash('p1'), hash('p2'), range('s1'), range('s2'), range('s3')],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['total', 'note'] },
    }),
    index('Coming', { IndexStatus: 'CREATING' }),
    index('Going', { IndexStatus: 'DELETING' }),
    index('Changing', { IndexStatus: 'UPDATING' }),
  ],
};

test('keys, indexes and types are those reported by DynamoDB', () => {
  expect(fromDescribeTable(orders, ['find', 'orders'])).toEqual({
    command: ['find', 'orders'],
    summary: 'table orders',
    name: 'orders',
    partitionKey: ['id'],
    sortKey: ['line'],
    indexes: [
      { name: 'ByDigest', partitionKey: ['id'], sortKey: ['digest'], projection: 'ALL', local: true },
      { name: 'ByOwner', partitionKey: ['owner'], projection: 'KEYS_ONLY' },
      {
        name: 'Wide',
        partitionKey: ['p1', 'p2'],
        sortKey: ['s1', 's2', 's3'],
        projection: ['total', 'note'],
      },
      { name: 'Changing', partitionKey: ['owner'], projection: 'ALL' },
    ],
    attributes: { id: { type: 'S' }, line: { type: 'N' }, digest: { type: 'B' } },
    patterns: [],
  });
});

test('a table without a sort key and indexes', () => {
  const bare = { TableName: 't', KeySchema: [hash('id')], AttributeDefinitions: [] };
  expect(fromDescribeTable(bare, ['find', 't'])).toEqual({
    command: ['find', 't'],
    summary: 'table t',
    name: 't',
    partitionKey: ['id'],
    indexes: [],
    attributes: {},
    patterns: [],
  });
});

test('an index with several partition attributes is used when each of them is fixed', () => {
  const table = fromDescribeTable(orders, ['find', 'orders']);
  const fixed = (...names: string[]) =>
    names.map((name) => ({ path: [name], origin: ANY_ORIGIN, operator: '=' as const, value: { S: 'x' } }));
  expect(plan(table, 'orders', { conditions: fixed('p2', 'p1', 's1') })).toMatchObject({
    operation: 'query',
    index: 'Wide',
    branches: [{ key: [{ attribute: 'p1' }, { attribute: 'p2' }, { attribute: 's1' }] }],
  });
  expect(plan(table, 'orders', { conditions: fixed('p2') }).operation).toBe('scan');
});
