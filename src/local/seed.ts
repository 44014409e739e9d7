import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { TableDefinition } from '../dynamo/model/definition';
import { sampleItems } from './sample';

/** BatchWriteItem takes at most this many items (an AWS limit). */
const BATCH = 25;

/**
 * Writes a table's sample data, with times relative to `now` (epoch milliseconds), and resolves to the number of items. Keys are
 * always the same, so seeding again replaces the items.
 */
export async function seedTable(
  client: DynamoDBClient,
  table: TableDefinition,
  name: string,
  now: number,
): Promise<number> {
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const items = sampleItems(table, now);
  for (let start = 0; start < items.length; start += BATCH) {
    const puts = items.slice(start, start + BATCH).map((Item) => ({ PutRequest: { Item } }));
    for (let pending: typeof puts | undefined = puts; pending && pending.length > 0; ) {
      const output = await documents.send(new BatchWriteCommand({ RequestItems: { [name]: pending } }));
      pending = output.UnprocessedItems?.[name] as typeof puts | undefined;
    }
  }
  return items.length;
}
