import { BatchWriteItemCommand, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { createTable, engineClient } from '../../src/local/setup';
import { executions } from '../../src/queries/executions';

const STATUSES = ['started', 'success', 'failure', 'timeout'];

/**
 * A table that returns the same items in three ways: `executions --tenant acme` merges four Queries of an index, `find --where PK=x`
 * is one Query, and `find` alone a Scan.
 */
/** Creates and fills such a table. */
export async function makeMany(endpoint: string, table: string, count: number): Promise<void> {
  const client = engineClient(endpoint);
  await createTable(client, executions, table);
  let next = 0;
  const writer = async () => {
    while (next < count) {
      const from = next;
      next += 25;
      await put(client, table, from, Math.min(next, count));
    }
  };
  await Promise.all([writer(), writer(), writer(), writer()]);
  client.destroy();
}

async function put(client: DynamoDBClient, table: string, from: number, to: number): Promise<void> {
  const numbers = Array.from({ length: to - from }, (_, i) => from + i);
  const puts = numbers.map((number) => ({ PutRequest: { Item: itemNumber(number) } }));
  await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: puts } }));
}

/** Creates a table whose items have nearly the maximum size, 400 KB. Its partition is also `x`. */
export async function makeLarge(endpoint: string, table: string, count: number): Promise<void> {
  const client = engineClient(endpoint);
  await createTable(client, executions, table);
  for (let number = 0; number < count; number++) {
    const Item = { ...itemNumber(number), note: { S: 'x'.repeat(390_000) } };
    await client.send(new PutItemCommand({ TableName: table, Item }));
  }
  client.destroy();
}

/** Each item has a different time, so that there is only one correct order. */
function itemNumber(number: number) {
  const time = new Date(Date.UTC(2025, 0, 1) + number * 1000).toISOString();
  const status = STATUSES[number % 4] ?? '';
  return {
    PK: { S: 'x' },
    SK: { S: String(number).padStart(6, '0') },
    GSI1PK: { S: `TENANT#acme#STATUS#${status}` },
    GSI1SK: { S: time },
    status: { S: status },
    execution_id: { S: String(number) },
    created_at: { S: time },
    amount: { N: `${number}.000000000000000000000000000000001` },
    note: { S: `näh #${number} ${'lorem ipsum '.repeat(number % 7)}` },
  };
}
