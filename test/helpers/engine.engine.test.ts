import { CreateTableCommand, DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, expect, inject, test } from 'vitest';

const client = new DynamoDBClient({
  endpoint: inject('endpoint'),
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});
afterAll(() => client.destroy());

test(`${inject('engine')} stores and returns an item`, async () => {
  const TableName = 'engine-smoke';
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }),
  );
  const Item = { id: { S: 'a' }, exact: { N: '12345678901234567890123456789012345678' } };
  await client.send(new PutItemCommand({ TableName, Item }));
  const answer = await client.send(new GetItemCommand({ TableName, Key: { id: { S: 'a' } } }));
  expect(answer.Item).toEqual(Item);
});
