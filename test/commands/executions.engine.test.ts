import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { seedTable } from '../../src/local/seed';
import { createTable, engineClient } from '../../src/local/setup';
import { executions } from '../../src/queries/executions';
import { runMain, type Surroundings } from '../helpers/run-main';

const TABLE = 'executions-test';
const SEEDED = Date.UTC(2025, 5, 16, 12);

beforeAll(async () => {
  const client = engineClient(inject('endpoint'));
  await createTable(client, executions, TABLE);
  await seedTable(client, executions, TABLE, SEEDED);
  client.destroy();
});

const PLACE = ['--endpoint-url', inject('endpoint'), '--table', TABLE];
const ask = (words: string, around?: Surroundings) =>
  runMain(['executions', ...words.split(' '), ...PLACE], around);

/** Returns the items of a command line, which must succeed. */
async function items(words: string, around?: Surroundings): Promise<Record<string, unknown>[]> {
  const { code, stdout, stderr } = await ask(`${words} -o json`, around);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

const ids = (found: Record<string, unknown>[]) => found.map((item) => item.execution_id);

describe(`executions on ${inject('engine')}`, () => {
  test('synonyms are accepted, and case is ignored', async () => {
    const failures = ids(await items('--tenant acme --status failure'));
    expect(failures.length).toBeGreaterThan(3);
    for (const word of ['failed', 'error', 'FAILURE', 'Failed']) {
      expect(ids(await items(`--tenant acme --status ${word}`))).toEqual(failures);
    }
  });

  test('all known statuses are queried by default, merged newest first', async () => {
    const all = await items('--tenant acme');
    const each = await Promise.all(
      ['started', 'success', 'failure', 'timeout'].map((status) => items(`--tenant acme --status ${status}`)),
    );
    expect(new Set(ids(all))).toEqual(new Set(each.flatMap(ids)));
    const times = all.map((item) => String(item.GSI1SK));
    expect(times).toEqual([...times].sort().reverse());
    expect(ids(await items('--tenant acme --order asc')).reverse()).toHaveLength(all.length);
  });

  test('the environment can set one or more stored spellings of a status', async () => {
    const around = { env: { DDBDBG_EXECUTIONS_STATUS: 'failure=timeout|failure,odd=success' } };
    const both = ids(await items('--tenant acme --status failure', around));
    expect(both).toEqual(ids(await items('--tenant acme --status failure,timeout')));
    expect(ids(await items('--tenant acme --status odd', around))).toEqual(
      ids(await items('--tenant acme --status success')),
    );
  });

  test('a request from --explain returns the same items when sent unchanged', async () => {
    for (const words of [
      '--tenant acme',
      '--tenant acme --status failure',
      '--tenant acme --status failure --order asc --limit 3',
    ]) {
      const { stdout } = await ask(`${words} --explain -o json`);
      const { requests } = JSON.parse(stdout) as {
        requests: { input: ConstructorParameters<typeof QueryCommand>[0] }[];
      };
      const client = new DynamoDBClient({
        endpoint: inject('endpoint'),
        region: 'us-east-1',
        credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      });
      const sent = await Promise.all(requests.map(({ input }) => client.send(new QueryCommand(input))));
      client.destroy();
      const found = sent.flatMap(({ Items = [] }) => Items).map((item) => unmarshall(item).execution_id);
      expect(new Set(found)).toEqual(new Set(ids(await items(words))));
    }
  });

  test('--explain sends nothing', async () => {
    const { code, stdout } = await runMain([
      'executions',
      '--tenant',
      'acme',
      '--explain',
      '--endpoint-url',
      'http://127.0.0.1:1',
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain('Queries on GSI1 of JobExecutions, merged');
  });

  test('a cursor continues, even with relative times', async () => {
    const all = ids(await items('--tenant acme --since 2025-06-10'));
    const found: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { stdout, stderr } = await ask(
        `--tenant acme --since 2025-06-10 --limit 7 -o ndjson --stats json${cursor && ` --cursor ${cursor}`}`,
      );
      found.push(
        ...stdout
          .trimEnd()
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line).execution_id),
      );
      cursor = JSON.parse(stderr).cursor;
    }
    expect(found).toEqual(all);
    const relative = await ask('--tenant acme --since 9000d --limit 2 --stats json -o csv');
    const { cursor } = JSON.parse(relative.stderr);
    expect(await ask(`--tenant acme --since 9000d --limit 2 -o csv --cursor ${cursor}`)).toMatchObject({
      code: 0,
    });
    expect(await ask(`--tenant acme --since 9001d --limit 2 -o csv --cursor ${cursor}`)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('another question'),
    });
  });

  test('--count counts, and the window is (since, until]', async () => {
    const all = await items('--tenant acme --order asc');
    expect((await ask('--tenant acme --count')).stdout).toBe(`${all.length}\n`);
    const middle = String(all[Math.floor(all.length / 2)]?.GSI1SK);
    const after = await items(`--tenant acme --since ${middle}`);
    const upTo = await items(`--tenant acme --until ${middle}`);
    expect(after.length + upTo.length).toBe(all.length);
    expect(upTo.map((item) => item.GSI1SK)).toContain(middle);
    expect((await ask(`--tenant acme --since ${middle} --count`)).stdout).toBe(`${after.length}\n`);
  });

  test('--columns selects and orders attributes', async () => {
    const { stdout } = await ask(
      '--tenant acme --status failure --limit 2 -o csv --columns status,args.branch,execution_id',
    );
    expect(stdout.split('\r\n')[0]).toBe('status,args.branch,execution_id');
    const [item] = await items('--tenant acme --status failure --limit 1 --columns execution_id,status');
    expect(Object.keys(item ?? {})).toEqual(['execution_id', 'status']);
  });

  test('--stats json prints the cost as one line of JSON', async () => {
    const { stderr } = await ask('--tenant acme --status failure --limit 2 --stats json -o ndjson');
    expect(JSON.parse(stderr)).toEqual({
      items: 2,
      scanned: 2,
      requests: 1,
      capacityUnits: expect.any(Number),
      elapsedMs: expect.any(Number),
      operation: 'query',
      table: TABLE,
      index: 'GSI1',
      cursor: expect.stringMatching(/^[\w-]+$/),
      more: true,
      cursorWithheld: false,
    });
  });

  test('--expect ends with exit 4 unless it is met', async () => {
    expect(await ask('--tenant acme --expect any -o csv')).toMatchObject({ code: 0 });
    expect(await ask('--tenant nobody --expect none -o csv')).toMatchObject({ code: 0 });
    expect(await ask('--tenant acme --expect none -o csv')).toMatchObject({
      code: 4,
      stderr: expect.stringMatching(/^ddbdbg: Expected no items, found \d+\.\n$/),
    });
    expect(await ask('--tenant acme --limit 3 --expect 3 -o csv')).toMatchObject({ code: 0 });
  });

  test('a terminal gets 100 rows and a summary with the cursor to continue', async () => {
    // On a busy machine there would be a progress line.
    const around = { terminal: 160, env: { CI: 'true' } };
    const { stdout, stderr } = await ask('--tenant acme --limit 5', around);
    expect(stdout.trimEnd().split('\n')).toHaveLength(6);
    expect(stderr).toMatch(
      /^5 items · \d+ read · 4 merged queries on executions-test GSI1 · 4 requests · [\d.]+ RCU · \d+ ms\nmore: --cursor [\w-]+\n$/,
    );
  });

  test('a table that does not exist ends with exit 5', async () => {
    const { code, stderr } = await runMain([
      'executions',
      '--tenant',
      'acme',
      '--endpoint-url',
      inject('endpoint'),
      '--table',
      'nowhere',
    ]);
    expect(code).toBe(5);
    expect(stderr).toContain('Table nowhere does not exist');
  });
});
