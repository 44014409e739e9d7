import { DeleteItemCommand, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { createTable, engineClient } from '../../../src/local/setup';
import { executions } from '../../../src/queries/executions';
import { startProxy } from '../../helpers/proxy';
import { runMain } from '../../helpers/run-main';

const TABLE = 'written-while-read';
const STABLE = 160;
const STATUSES = ['started', 'success', 'failure', 'timeout'];

/** Whole seconds, so that many items have the same sort key. */
const timeOf = (number: number) => new Date(Date.UTC(2025, 0, 1) + (number % 60) * 1000).toISOString();

function item(id: string, number: number, status: string | undefined) {
  const time = timeOf(number);
  return {
    PK: { S: `EXECUTION#${id}` },
    SK: { S: 'JOB#job' },
    GSI1PK: { S: `TENANT#acme#STATUS#${status}` },
    GSI1SK: { S: time },
    execution_id: { S: id },
    status: { S: status ?? '' },
  };
}

/** Creates, deletes and changes the status of items until the signal aborts. */
async function churn(client: DynamoDBClient, stop: AbortSignal): Promise<number> {
  let writes = 0;
  for (; !stop.aborted; writes++) {
    const number = writes % 50;
    const moving = item(`moving-${number}`, number, STATUSES[Math.floor(writes / 50) % 4]);
    const passing = item(`passing-${number}`, number, STATUSES[writes % 4]);
    const { PK, SK } = item(`passing-${(number + 25) % 50}`, 0, '');
    await client.send(new PutItemCommand({ TableName: TABLE, Item: moving }));
    await client.send(new PutItemCommand({ TableName: TABLE, Item: passing }));
    await client.send(new DeleteItemCommand({ TableName: TABLE, Key: { PK, SK } }));
  }
  return writes;
}

describe(`a table that is written to while it is read, on ${inject('engine')}`, () => {
  const client = engineClient(inject('endpoint'));

  beforeAll(async () => {
    await createTable(client, executions, TABLE);
    for (let number = 0; number < STABLE; number++) {
      const Item = item(`stable-${number}`, number, STATUSES[number % 4]);
      await client.send(new PutItemCommand({ TableName: TABLE, Item }));
    }
  });

  test.each([
    ['a merge', 'executions --tenant acme', STABLE],
    ['a Query', 'executions --tenant acme --status success', STABLE / 4],
    [
      'a Query sorted by another column',
      'executions --tenant acme --status success --sort execution_id',
      STABLE / 4,
    ],
    ['a parallel Scan', 'find --segments 3', STABLE],
    ['a merge at a limited rate', 'executions --tenant acme --max-rcu 200', STABLE],
  ])('%s neither repeats nor loses items that existed throughout', async (_, words, stable) => {
    const proxy = await startProxy(inject('endpoint'), { pageItems: 7, delay: 2 });
    const [command = '', ...options] = words.split(' ');
    const place = command === 'find' ? [TABLE] : ['--table', TABLE];
    const stop = new AbortController();
    const writing = churn(client, stop.signal);
    const line = [command, ...place, ...options, '-o', 'ndjson', '--endpoint-url', proxy.endpoint];
    const { code, stdout, stderr } = await runMain([...line, '--quiet']);
    stop.abort();
    expect(await writing).toBeGreaterThan(0);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const ids = stdout
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text).execution_id as string);
    const kept = ids.filter((id) => id.startsWith('stable-'));
    expect(kept).toHaveLength(stable);
    expect(new Set(kept).size).toBe(stable);
    // In a merge, even an item that moves from one branch to another appears only once.
    const once = ids.filter((id) => id.startsWith('moving-'));
    if (command === 'executions') expect(new Set(once).size).toBe(once.length);
  });
});
