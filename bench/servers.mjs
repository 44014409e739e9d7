// The servers. They are separate processes, so that their time does not count as the client's.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execution, PARTITION, TABLE, tableInput } from './items.mjs';

const here = import.meta.dirname;

/** Starts a program that prints its port. Resolves to its endpoint and a function that stops it. */
async function start(file, ...args) {
  const child = spawn(process.execPath, [join(here, file), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = await once(child.stdout, 'data');
  return { endpoint: `http://127.0.0.1:${Number(port)}`, stop: () => child.kill() };
}

/** Starts a server of recorded pages; see page-server.mjs. */
export function startPageServer(...words) {
  return start('page-server.mjs', ...words.map(String));
}

/** Starts an engine with `count` items, and records the pages that return all of them in a file in `folder`. */
export async function startEngine(count, folder) {
  const engine = await start('engine.mjs');
  await send(engine, 'CreateTable', tableInput);
  for (let n = 0; n < count; n += 25) {
    const puts = Array.from({ length: 25 }, (_, i) => ({ PutRequest: { Item: execution(n + i) } }));
    await send(engine, 'BatchWriteItem', { RequestItems: { [TABLE]: puts } });
  }
  const pages = join(folder, 'pages.json');
  writeFileSync(pages, JSON.stringify(await record(engine)));
  return { ...engine, pages };
}

async function record(engine) {
  const pages = [];
  let ExclusiveStartKey;
  do {
    const page = await send(engine, 'Query', { ...question, ExclusiveStartKey });
    pages.push(page.Items);
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  // Without the last page, which is not full.
  return pages.slice(0, -1);
}

/** Sends one request. The engine requires a signature but does not check it. */
async function send({ endpoint }, operation, input) {
  const scope = 'bench/20260101/us-east-1/dynamodb/aws4_request';
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      'x-amz-date': '20260101T000000Z',
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(input),
  });
  if (!response.ok) throw new Error(`${operation}: ${await response.text()}`);
  return response.json();
}

/** The input of a Query for all items of the partition, newest first. */
export const question = {
  TableName: TABLE,
  IndexName: 'GSI1',
  KeyConditionExpression: 'GSI1PK = :partition',
  ExpressionAttributeValues: { ':partition': { S: PARTITION } },
  ScanIndexForward: false,
};
