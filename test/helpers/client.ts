import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { inject, onTestFinished } from 'vitest';
import { connect } from '../../src/dynamo/client/connect';
import type { TableDefinition } from '../../src/dynamo/model/definition';
import type { Item } from '../../src/dynamo/model/values';
import type { Send } from '../../src/dynamo/transport';
import { createTable, engineClient } from '../../src/local/setup';
import { ANY_ORIGIN } from './origin';

/** A sender to the engine of the test project. It is closed after the test, or by `later`. */
export async function engineSender(later: (close: () => void) => void = onTestFinished): Promise<Send> {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const endpoint = { value: inject('endpoint'), origin: ANY_ORIGIN };
  const client = await connect({ endpoint, region: 'us-east-1', credentials });
  later(() => client.close());
  return client.send;
}

/** A sender that records the requests. */
export function recording(send: Send): {
  readonly send: Send;
  readonly sent: { operation: string; input: Record<string, unknown> }[];
} {
  const sent: { operation: string; input: Record<string, unknown> }[] = [];
  return {
    sent,
    send: (operation, input, signal) => {
      sent.push({ operation, input: input as Record<string, unknown> });
      return send(operation, input, signal);
    },
  };
}

let tables = 0;

/** Creates a table from a definition, fills it with items, and resolves to its name. */
export async function tableWith(definition: TableDefinition, items: readonly Item[]): Promise<string> {
  const client = engineClient(inject('endpoint'));
  const name = `t${tables++}-${Math.random().toString(36).slice(2, 8)}`;
  await createTable(client, definition, name);
  for (const item of items) await client.send(new PutItemCommand({ TableName: name, Item: toSdkItem(item) }));
  client.destroy();
  return name;
}

/** Binary values are Base64 text in items as sent, and bytes in the SDK. */
function toSdkItem(item: Item): Record<string, never> {
  const bytes = (text: string) => Buffer.from(text, 'base64');
  return JSON.parse(JSON.stringify(item), (_, value) => {
    if (typeof value?.B === 'string') return { B: bytes(value.B) };
    return Array.isArray(value?.BS) ? { BS: value.BS.map(bytes) } : value;
  });
}

/** All items of a response. */
export async function collect(pages: AsyncIterable<{ readonly items: readonly Item[] }>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...page.items);
  return items;
}
