import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, expect, inject, test } from 'vitest';
import type { TableDefinition } from '../../src/dynamo/model/definition';
import { createTable } from '../../src/local/setup';

const client = new DynamoDBClient({
  endpoint: inject('endpoint'),
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});
afterAll(() => client.destroy());

test(`${inject('engine')} stores and returns an item`, async () => {
  const TableName = 'engine-smoke';
  const definition: TableDefinition = {
    command: ['smoke'],
    summary: '',
    name: TableName,
    partitionKey: ['id'],
    attributes: { id: { type: 'S' } },
    patterns: [],
  };
  // A table may take some milliseconds to become active.
  await createTable(client, definition, TableName);
  const Item = { id: { S: 'a' }, exact: { N: '12345678901234567890123456789012345678' } };
  await client.send(new PutItemCommand({ TableName, Item }));
  const answer = await client.send(new GetItemCommand({ TableName, Key: { id: { S: 'a' } } }));
  expect(answer.Item).toEqual(Item);
});
