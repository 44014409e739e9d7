import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { TableDefinition } from '../../src/dynamo/model/definition';
import { createTable, engineClient } from '../../src/local/setup';
import { watchedEndpoint } from '../helpers/fake-endpoint';
import { runMain } from '../helpers/run-main';

const PLACE = ['--endpoint-url', inject('endpoint')];
const PREFIX = `many-${Math.random().toString(36).slice(2, 8)}`;
const names = Array.from({ length: 120 }, (_, i) => `${PREFIX}-${String(i).padStart(3, '0')}`);

const bare: TableDefinition = {
  command: [],
  summary: '',
  name: '',
  partitionKey: ['id'],
  attributes: { id: { type: 'S' } },
  patterns: [],
};

const rich: TableDefinition = {
  ...bare,
  partitionKey: ['id'],
  sortKey: ['line'],
  indexes: [
    { name: 'ByOwner', partitionKey: ['owner'], sortKey: ['at'], projection: ['total', 'note'] },
    { name: 'ByAt', partitionKey: ['id'], sortKey: ['at'], projection: 'KEYS_ONLY', local: true },
  ],
  attributes: { id: { type: 'S' }, line: { type: 'N' }, owner: { type: 'S' }, at: { type: 'N' } },
  ttl: 'expires',
  stream: 'NEW_AND_OLD_IMAGES',
};

const RICH = `${PREFIX}-rich`;

beforeAll(async () => {
  const client = engineClient(inject('endpoint'));
  await Promise.all(names.map((name) => createTable(client, bare, name)));
  await createTable(client, rich, RICH);
  client.destroy();
});

describe(`tables on ${inject('engine')}`, () => {
  test('lists more tables than fit in one page, each once, with its command', async () => {
    const { url, requests } = await watchedEndpoint(inject('endpoint'));
    const { code, stdout, stderr } = await runMain(['tables', '-o', 'json', '--endpoint-url', url]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const rows: { table: string; command: string }[] = JSON.parse(stdout);
    const listed = rows.map(({ table }) => table);
    expect(listed).toEqual(expect.arrayContaining([...names, RICH]));
    expect(new Set(listed).size).toBe(listed.length);
    expect(rows).toContainEqual({ table: RICH, command: `ddbdbg find ${RICH}` });
    expect(requests.length).toBeGreaterThan(1);
    expect(new Set(requests.map(({ operation }) => operation))).toEqual(new Set(['ListTables']));
  });

  test('in every format', async () => {
    const one = names[0] ?? '';
    expect((await runMain(['tables', ...PLACE])).stdout).toMatch(
      new RegExp(`^table +command\n[\\s\\S]*^${one} +ddbdbg find ${one}$`, 'm'),
    );
    expect((await runMain(['tables', '-o', 'csv', ...PLACE])).stdout).toContain(
      `\r\n${one},ddbdbg find ${one}\r\n`,
    );
    const lines = (await runMain(['tables', '-o', 'ndjson', ...PLACE])).stdout.trimEnd().split('\n');
    expect(lines).toContain(JSON.stringify({ table: one, command: `ddbdbg find ${one}` }));
    const columns = await runMain(['tables', '-o', 'csv', '--columns', 'table', ...PLACE]);
    expect(columns.stdout).toMatch(/^table\r\n[\w.-]+\r\n/);
  });

  test('describes a table as JSON', async () => {
    const { code, stdout } = await runMain(['tables', RICH, '-o', 'json', ...PLACE]);
    expect(code).toBe(0);
    const known = inject('engine') === 'dynamodb-local';
    expect(JSON.parse(stdout)).toEqual([
      {
        table: RICH,
        command: `ddbdbg find ${RICH}`,
        arn: expect.stringContaining(`table/${RICH}`),
        status: 'ACTIVE',
        created: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        partitionKey: [{ name: 'id', type: 'S' }],
        sortKey: [{ name: 'line', type: 'N' }],
        items: 0,
        bytes: 0,
        indexes: [
          {
            index: 'ByOwner',
            local: false,
            status: 'ACTIVE',
            partitionKey: [{ name: 'owner', type: 'S' }],
            sortKey: [{ name: 'at', type: 'N' }],
            projection: ['total', 'note'],
            items: 0,
            bytes: 0,
          },
          {
            index: 'ByAt',
            local: true,
            // Local indexes do not have a status.
            status: null,
            partitionKey: [{ name: 'id', type: 'S' }],
            sortKey: [{ name: 'at', type: 'N' }],
            projection: 'KEYS_ONLY',
            items: 0,
            bytes: 0,
          },
        ],
        ttl: known ? { status: 'ENABLED', attribute: 'expires' } : { status: 'DISABLED', attribute: null },
        stream: known ? 'NEW_AND_OLD_IMAGES' : null,
        billing: 'PAY_PER_REQUEST',
        deletionProtection: known ? 'DISABLED' : 'unknown',
        pointInTimeRecovery: 'unknown',
      },
    ]);
  });

  test('describes a table as records: one for the table, and one for each index', async () => {
    const { code, stdout, stderr } = await runMain(['tables', RICH, ...PLACE]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [table = '', ...indexes] = stdout.split('\n\n');
    expect(table).toMatch(/^table +many-/);
    expect(table).toMatch(/^partition key +id \(S\)$/m);
    expect(table).toMatch(/^sort key +line \(N\)$/m);
    expect(table).toMatch(/^items +0 \(.*every six hours/m);
    expect(table).toMatch(/^billing +on demand$/m);
    expect(table).toMatch(/^point-in-time recovery +unknown$/m);
    expect(indexes[0]).toMatch(/^index +ByOwner\nkind +global\n[\s\S]*^projection +keys, total, note$/m);
    expect(indexes[1]).toMatch(/^index +ByAt\nkind +local\n[\s\S]*^projection +keys only$/m);
  });

  test('a table that does not exist ends with exit 5', async () => {
    const ran = await runMain(['tables', 'no-such-table', ...PLACE]);
    expect(ran).toMatchObject({
      code: 5,
      stdout: '',
      stderr: expect.stringContaining('Table no-such-table does not exist'),
    });
  });
});
