import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { TableDefinition } from '../../src/dynamo/model/definition';
import type { Item } from '../../src/dynamo/model/values';
import { tableWith } from '../helpers/client';
import { fakeEndpoint, forwarded } from '../helpers/fake-endpoint';
import { runMain } from '../helpers/run-main';

const text = { type: 'S' } as const;

/** Battles, of which only some were played to the end, and fewer failed. */
const battles: TableDefinition = {
  command: [],
  summary: '',
  name: '',
  partitionKey: ['id'],
  indexes: [
    { name: 'ByMap', partitionKey: ['map'], sortKey: ['playedAt'], projection: 'ALL' },
    { name: 'ByPlayer', partitionKey: ['player'], projection: 'ALL' },
    { name: 'ByPlayerTime', partitionKey: ['player'], sortKey: ['createdAt'], projection: 'ALL' },
    { name: 'ByError', partitionKey: ['error'], projection: 'ALL' },
  ],
  attributes: { id: text, map: text, playedAt: text, player: text, createdAt: text, error: text },
  patterns: [],
};
const items: Item[] = Array.from({ length: 14 }, (_, i) => ({
  id: { S: `b${i}` },
  map: { S: i < 7 ? 'Dirty Desert' : 'Icy Island' },
  player: { S: 'ann' },
  createdAt: { S: `2025-06-${10 + ((i * 5) % 14)}T12:00:00Z` },
  ...(i % 2 === 1 && { playedAt: { S: `2025-07-${10 + i}T12:00:00Z` } }),
  ...(i % 5 === 1 && { error: { S: i === 1 ? 'lag' : 'crash' } }),
}));

let name: string;
beforeAll(async () => {
  name = await tableWith(battles, items);
});

/**
 * An endpoint in front of the engine that reports how many items the table and its indexes have, or that they are unknown or not to be
 * told. dynalite does not count. `plain` reports what the engine does, for other tables.
 */
async function endpoint(counts: 'real' | 'equal' | 'unknown' | 'refused' | 'plain' = 'real') {
  return fakeEndpoint(async (operation, input, request) => {
    if (operation !== 'DescribeTable' || counts === 'plain')
      return forwarded(inject('endpoint'), input, request);
    if (counts === 'refused')
      return { status: 400, body: { __type: 'AccessDeniedException', message: 'not authorized' } };
    const { body } = await forwarded(inject('endpoint'), input, request);
    const { Table } = JSON.parse(String(body));
    const size = (key: readonly string[]) => {
      const some = items.filter((item) => counts === 'equal' || key.every((attribute) => item[attribute]));
      return counts === 'unknown' ? 0 : some.length;
    };
    const indexes = Table.GlobalSecondaryIndexes.map((index: { KeySchema: { AttributeName: string }[] }) => {
      const ItemCount = size(index.KeySchema.map(({ AttributeName }) => AttributeName));
      return { ...index, ItemCount, IndexSizeBytes: ItemCount * 100 };
    });
    const ItemCount = size([]);
    const described = {
      ...Table,
      ItemCount,
      TableSizeBytes: ItemCount * 100,
      GlobalSecondaryIndexes: indexes,
    };
    return { body: { Table: described } };
  });
}

/** Runs a command line, and returns its output and the requests. */
async function run(words: readonly string[], counts?: Parameters<typeof endpoint>[0]) {
  const { url, requests } = await endpoint(counts);
  const { code, stdout, stderr } = await runMain([...words, '--endpoint-url', url]);
  return { code, stdout, stderr, requests, operations: requests.map(({ operation }) => operation) };
}
const find = (words: readonly string[], counts?: Parameters<typeof endpoint>[0]) =>
  run(['find', name, ...words], counts);
const onMap = ['--where', 'map=Dirty Desert'];

describe(`an index that leaves out items, on ${inject('engine')}`, () => {
  test('is told, with the way to all items, but without a number that includes items of other maps', async () => {
    const { stdout, stderr } = await find([...onMap, '--count']);
    expect([stdout, stderr]).toEqual([
      '3\n',
      'items without playedAt are not in the index ByMap, if there are any (--index table reads all items, 1 RCU ($0.000000062))\n',
    ]);
    expect((await find([...onMap, '--count', '--index', 'table'])).stdout).toBe('7\n');
  });

  test.each(['unknown', 'refused'] as const)(
    'is told without a cost if the numbers are %s',
    async (counts) => {
      const config = definition(byMap({}));
      const { code, stderr, operations } = await run(
        ['--config', config, 'battles', '--map', 'Dirty Desert', '--count'],
        counts,
      );
      expect([code, stderr]).toEqual([
        0,
        'items without playedAt are not in the index ByMap, if there are any (--index table reads all items)\n',
      ]);
      expect([...operations].sort()).toEqual(['DescribeTable', 'Query']);
    },
  );

  test('is silent if it has as many items as the table, or with --quiet', async () => {
    expect((await find([...onMap, '--count'], 'equal')).stderr).toBe('');
    expect((await find([...onMap, '--count', '--quiet'])).stderr).toBe('');
  });

  test('is silent if a condition requires the attribute, or the definition says that every item has it', async () => {
    expect((await find([...onMap, '--where', 'playedAt>2025', '--count'])).stderr).toBe('');
    expect((await find([...onMap, '--where', 'playedAt?', '--count'])).stderr).toBe('');
    const config = definition(byMap({ always: true }));
    const { stderr, operations } = await run([
      '--config',
      config,
      'battles',
      '--map',
      'Dirty Desert',
      '--count',
    ]);
    expect([stderr, operations]).toEqual(['', ['Query']]);
  });

  test('is scanned instead of the table if it contains exactly what is asked', async () => {
    const { stdout, stderr, requests } = await find(['--where', 'error?', '--columns', 'id', '-o', 'csv']);
    expect(requests.at(-1)).toMatchObject({ operation: 'Scan', input: { IndexName: 'ByError' } });
    expect(stdout.trim().split(/\s+/).sort()).toEqual(['b1', 'b11', 'b6', 'id']);
    expect(stderr).toMatch(new RegExp(`^full scan of ByError of ${name}: 300 B, about 3 items, 1 RCU`));
    // Not smaller than the table.
    expect((await find(['--where', 'player*=n', '--count'])).requests.at(-1)?.input).not.toHaveProperty(
      'IndexName',
    );
  });
});

describe('an index whose key a template composes', () => {
  const composed = (members: object = {}) =>
    definition({
      indexes: {
        ByError: { partitionKey: 'error' },
        ByMap: { partitionKey: 'map', sortKey: 'playedAt' },
      },
      attributes: {
        id: 'S',
        map: { option: 'map' },
        error: { template: '{code}' },
        code: 'S',
        playedAt: { template: '{day}', ...members },
        day: { virtual: true, option: 'day' },
      },
    });
  const ask = (...words: string[]) => run(['--config', composed(), 'battles', ...words]);

  test('is not scanned instead of the table, as items may lack the key', async () => {
    expect((await ask('--count')).stdout).toBe('14\n');
    expect((await ask('--where', 'player=ann', '--count')).stdout).toBe('14\n');
    const sorted = await ask('--sort', 'createdAt', '-n', '3', '-o', 'ndjson');
    expect(column(sorted.stdout, 'createdAt')).toEqual(dates.slice(0, 3));
    for (const words of [['--count'], ['--where', 'code?'], ['--sort', 'error', '-n', '2']])
      expect((await ask(...words)).requests.at(-1)?.input).not.toHaveProperty('IndexName');
  });

  test('is queried by another key with a note, unless a condition requires a variable of the template', async () => {
    const byMap = await ask('--map', 'Dirty Desert', '--count');
    expect([byMap.stdout, byMap.stderr]).toEqual([
      '3\n',
      expect.stringMatching(/^items without playedAt are not in the index ByMap, if there are any \(/),
    ]);
    const onDay = await ask('--map', 'Dirty Desert', '--day', '2025-07-11T12:00:00Z', '--count');
    expect([onDay.stdout, onDay.stderr]).toEqual(['1\n', '']);
    const words = ['battles', '--map', 'Dirty Desert', '--count'];
    expect((await run(['--config', composed({ always: true }), ...words])).stderr).toBe('');
  });
});

describe('a question may name its index', () => {
  test('which is queried, or scanned if the question does not fix its key', async () => {
    const byPlayer = await find([...onMap, '--where', 'player=ann', '--index', 'ByPlayer', '--count']);
    expect(byPlayer.stdout).toBe('7\n');
    expect(byPlayer.requests.at(-1)).toMatchObject({ operation: 'Query', input: { IndexName: 'ByPlayer' } });
    const scanned = await find(['--where', 'player=ann', '--index', 'ByError', '--count']);
    expect(scanned.stdout).toBe('3\n');
    expect(scanned.requests.at(-1)).toMatchObject({ operation: 'Scan', input: { IndexName: 'ByError' } });
    expect(scanned.stderr).toContain('ByError leaves out about 11 of the 14 items');
  });

  test('and `table` is its own key', async () => {
    const { requests } = await find(['--where', 'id=b3', ...onMap, '--index', 'table', '--count']);
    expect(requests.at(-1)).toMatchObject({ operation: 'Query', input: { TableName: name } });
    expect(requests.at(-1)?.input).not.toHaveProperty('IndexName');
  });

  test('but only one that the table has', async () => {
    const { code, stderr, operations } = await find([...onMap, '--index', 'ByMup']);
    expect([code, stderr, operations]).toEqual([
      2,
      expect.stringMatching(
        /^ddbdbg: --index: 'ByMup' is not an index of this table\. Did you mean ByMap\?\nUse one of table, .*ByMap.*\n$/,
      ),
      ['DescribeTable'],
    ]);
    const known = await run(['executions', '--tenant', 'acme', '--index', 'GSI2']);
    expect([known.code, known.operations]).toEqual([2, []]);
    expect(known.stderr).toContain("'GSI2' is not an index of this table. Did you mean GSI1?");
  });
});

describe('--consistent', () => {
  test('applies to every request, and rules out global indexes', async () => {
    for (const where of ['id=b3', 'map=Icy Island']) {
      const { requests } = await find(['--where', where, '--consistent', '-o', 'ndjson']);
      const reads = requests.filter(({ operation }) => operation !== 'DescribeTable');
      expect(reads).toHaveLength(1);
      expect(reads[0]).toMatchObject({
        operation: where.startsWith('id') ? 'GetItem' : 'Scan',
        input: { ConsistentRead: true },
      });
    }
    const { stdout } = await find([...onMap, '--consistent', '--explain']);
    expect(stdout).toMatch(/ByMap +a global index does not support consistent reads\n/);
  });

  test('does not go with a global index', async () => {
    const { code, stderr, operations } = await run([
      ...['executions', '--tenant', 'acme', '--index', 'GSI1', '--consistent'],
    ]);
    expect([code, operations]).toEqual([2, []]);
    expect(stderr).toContain("--index and --consistent: 'GSI1' is a global index");
  });

  test('doubles the estimate', async () => {
    const cost = async (...words: string[]) =>
      Number(/about ([\d.]+) RCU/.exec((await find(['--explain', ...words])).stdout)?.[1]);
    expect(await cost('--where', 'id=b3')).toBe(0.5);
    expect(await cost('--where', 'id=b3', '--consistent')).toBe(1);
  });
});

const column = (stdout: string, member: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line)[member]);
const dates = items.map(({ createdAt }) => (createdAt && 'S' in createdAt ? createdAt.S : '')).sort();

describe('order', () => {
  test('by the sort key of an index needs no sorting, and reads only the limit', async () => {
    const { stdout, requests } = await find([
      ...['--where', 'player=ann', '--sort', 'createdAt:desc', '--limit', '3', '-o', 'ndjson'],
    ]);
    expect(column(stdout, 'createdAt')).toEqual([...dates].reverse().slice(0, 3));
    expect(requests.at(-1)?.input).toMatchObject({
      IndexName: 'ByPlayerTime',
      Limit: 3,
      ScanIndexForward: false,
    });
  });

  test('is not taken from an index that may leave out items', async () => {
    const { requests } = await find(
      ['--where', 'player=ann', '--sort', 'createdAt', '--limit', '3', '-o', 'ndjson'],
      'unknown',
    );
    expect(requests.at(-1)?.input).toMatchObject({ IndexName: 'ByPlayer' });
  });

  test('is newest first where the name of the sort key says that it is a time', async () => {
    const { stdout } = await find([
      ...['--where', 'player=ann', '--index', 'ByPlayerTime', '--limit', '2', '-o', 'ndjson'],
    ]);
    expect(column(stdout, 'createdAt')).toEqual([...dates].reverse().slice(0, 2));
  });

  const timed = () =>
    definition({
      attributes: { id: 'S', createdAt: { format: 'time' }, map: 'S', player: 'S' },
      indexes: { ByPlayerTime: { partitionKey: 'player', sortKey: 'createdAt' } },
    });

  test('of a Scan with a condition and a limit is newest first, and a cursor continues it', async () => {
    const asked = ['--config', timed(), 'battles', ...onMap, '-o', 'ndjson'];
    const wanted = items
      .slice(0, 7)
      .map(({ createdAt }) => Object.values(createdAt ?? {})[0])
      .sort()
      .reverse();
    const first = await run([...asked, '--limit', '3', '--stats', 'json']);
    expect(column(first.stdout, 'createdAt')).toEqual(wanted.slice(0, 3));
    const { cursor } = JSON.parse(first.stderr.trim().split('\n').at(-1) ?? '');
    const rest = await run([...asked, '--cursor', cursor]);
    expect(column(rest.stdout, 'createdAt')).toEqual(wanted.slice(3));
  });

  test('that does not exist is told, once, and only if there are several items', async () => {
    const { stderr } = await run(['--config', timed(), 'battles', ...onMap, '-o', 'ndjson']);
    expect(stderr).toMatch(/^full scan of .*\nin no order; --sort createdAt:desc sorts the items\n$/);
    const one = await run([
      '--config',
      timed(),
      'battles',
      '--where',
      'id=b3',
      '--index',
      'table',
      '-o',
      'ndjson',
    ]);
    expect(one.stderr).toBe('');
    expect((await find(['-o', 'ndjson'])).stderr).toContain('in no order; --sort <column> sorts the items\n');
  });

  test('that does not exist is also told of one item of several', async () => {
    const note = 'in no order; --sort <column> sorts the items\n';
    expect((await find(['-n', '1', '-o', 'ndjson'])).stderr).toContain(note);
    const byPlayer = ['--where', 'player=ann', '--index', 'ByPlayer', '-o', 'ndjson'];
    expect((await find([...byPlayer, '-n', '1'])).stderr).toBe(note);
    expect((await find([...byPlayer, '--where', 'id=b3'])).stderr).toBe('');
  });

  test('that --order asks for, but no sort key provides, is told', async () => {
    const note = '--order has no effect: the items are in no order; --sort <column> sorts them\n';
    for (const order of ['asc', 'desc']) {
      expect((await find(['--order', order, '-n', '2', '-o', 'ndjson'])).stderr).toContain(note);
      const byPlayer = ['--where', 'player=ann', '--index', 'ByPlayer', '--order', order, '-o', 'ndjson'];
      expect((await find(byPlayer)).stderr).toBe(note);
      expect((await find(['--order', order, '--count'])).stderr).not.toContain('in no order');
    }
  });

  test('of a Scan that --order asks for is that of the sort key of the table', async () => {
    const scores = await tableWith(
      { ...battles, indexes: [], sortKey: ['rank'], attributes: { id: text, rank: text } },
      ['2', '4', '1', '3'].map((rank) => ({ id: { S: `p${Number(rank) % 2}` }, rank: { S: rank } })),
    );
    for (const [order, ranks] of [
      ['asc', ['1', '2', '3', '4']],
      ['desc', ['4', '3', '2', '1']],
    ] as const) {
      const { stdout, stderr } = await run(['find', scores, '--order', order, '-o', 'ndjson'], 'plain');
      expect(column(stdout, 'rank')).toEqual(ranks);
      expect(stderr).not.toContain('order');
    }
  });
});

describe('the order by a sort key whose name does not say that it is a time', () => {
  /** Templates of messages, whose index has one sort key for each way to store a time, and one that is no time. */
  const kinds = ['ISO', 'EPOCH', 'COMPOSED', 'TITLE'] as const;
  let templates: string;
  beforeAll(async () => {
    templates = await tableWith(
      {
        ...battles,
        indexes: kinds.map((kind) => ({
          name: `By${kind}`,
          partitionKey: ['owner'],
          sortKey: [kind],
          projection: 'ALL',
        })),
        attributes: { id: text, owner: text, ISO: text, EPOCH: { type: 'N' }, COMPOSED: text, TITLE: text },
      },
      [3, 1, 2].map((i) => ({
        id: { S: `t${i}` },
        owner: { S: i === 2 ? 'bob' : 'ann' },
        ISO: { S: `2025-06-1${i}T12:00:00Z` },
        EPOCH: { N: String(1_750_000_000 + i) },
        COMPOSED: { S: `SENT#2025-06-1${i}T12:00:00Z#t${i}` },
        TITLE: { S: `title ${i}` },
      })),
    );
  });
  const ask = async (index: string, ...more: string[]) => {
    const words = ['--where', 'owner=ann', '--index', `By${index}`, '-o', 'ndjson', ...more];
    const { stdout, stderr } = await run(['find', templates, ...words], 'plain');
    // The engine may not count, in which case the index may leave out items.
    return { ids: column(stdout, 'id'), notes: stderr.replace(/^items without .*\n/, '') };
  };
  const note = 'oldest first; --order desc gives the newest\n';

  test.each(['ISO', 'EPOCH', 'COMPOSED'])(
    'is told to be the oldest first if it is of times: %s',
    async (index) => {
      expect(await ask(index)).toEqual({ ids: ['t1', 't3'], notes: note });
      expect(await ask(index, '-n', '1')).toEqual({ ids: ['t1'], notes: note });
    },
  );

  test('is not told if it is of no times, was chosen, or nothing else is left', async () => {
    const silent = async (...words: [string, ...string[]]) => expect((await ask(...words)).notes).toBe('');
    await silent('TITLE');
    await silent('ISO', '--order', 'asc');
    await silent('ISO', '--order', 'desc', '-n', '1');
    await silent('ISO', '--sort', 'ISO');
    await silent('ISO', '--quiet');
    await silent('ISO', '--where', 'id=t3');
  });
});

describe('a table whose key the definition does not know', () => {
  const assumed = () =>
    definition({
      partitionKey: 'PK',
      keyIsAssumed: true,
      argument: 'id',
      attributes: { PK: { template: 'BATTLE#{id}' }, id: { unique: true }, player: { option: 'player' } },
    });

  test('is described before it is scanned, and read by its key if that serves', async () => {
    const { code, stdout, operations } = await run(
      ['--config', assumed(), 'battles', 'b3', '-o', 'ndjson', '--stats', 'json'],
      'real',
    );
    expect([code, operations, column(stdout, 'id')]).toEqual([0, ['DescribeTable', 'GetItem'], ['b3']]);
  });

  test('or by an index that the definition does not know, whose cursor continues', async () => {
    const asked = ['--config', assumed(), 'battles', '--player', 'ann', '-o', 'ndjson', '--stats', 'json'];
    const first = await run([...asked, '--limit', '9']);
    const stats = JSON.parse(first.stderr.trim().split('\n').at(-1) ?? '');
    expect([first.operations, stats]).toEqual([
      ['DescribeTable', 'Query'],
      expect.objectContaining({ operation: 'query', index: expect.stringContaining('ByPlayer') }),
    ]);
    const second = await run([...asked, '--cursor', stats.cursor]);
    expect(second.operations).toEqual(['DescribeTable', 'Query']);
    const found = [...column(first.stdout, 'id'), ...column(second.stdout, 'id')];
    expect(found.sort()).toEqual(items.map(({ id }) => Object.values(id ?? {})[0]).sort());
    const other = await run(['--config', assumed(), 'battles', '--player', 'bob', '--cursor', stats.cursor]);
    expect([other.code, other.operations]).toEqual([2, []]);
    const refused = await run([...asked, '--cursor', stats.cursor], 'refused');
    expect([refused.code, refused.operations]).toEqual([2, ['DescribeTable']]);
  });

  test('but not by one that may leave out items, which a Scan finds', async () => {
    for (const counts of ['real', 'unknown'] as const) {
      const { stdout, operations } = await run(
        ['--config', assumed(), 'battles', ...onMap, '--count', '--allow-scan'],
        counts,
      );
      expect([stdout, operations]).toEqual(['7\n', ['DescribeTable', 'Scan']]);
    }
  });

  test('a refusal says what the key is, and an explanation that the run looks for it', async () => {
    const { url } = await endpoint();
    const words = ['--config', assumed(), 'battles', '--where', 'note=x', '--endpoint-url', url];
    const { code, stderr } = await runMain(words, { env: { DDBDBG_SCAN_LIMIT_MB: '0' } });
    expect([code, stderr]).toEqual([
      6,
      expect.stringMatching(
        /^ddbdbg: No key or index .* \(1\.4 kB; the limit is 0 B\)\. The key of the table is id\.\n/,
      ),
    ]);
    const explained = await run(['--config', assumed(), 'battles', 'b3', '--explain']);
    expect(explained.operations).toEqual([]);
    expect(explained.stdout).toContain("the run requests the table's description first");
    const described = await run(['--config', assumed(), 'battles', 'b3', '--explain', '--stats']);
    expect(described.stdout).toMatch(/^GetItem on /);
  });
});

describe('shards', () => {
  test('that are known are queried together, in order', async () => {
    const events = await tableWith(
      {
        ...battles,
        partitionKey: ['PK'],
        sortKey: ['at'],
        indexes: [{ name: 'ByShard', partitionKey: ['shard'], sortKey: ['at'], projection: 'ALL' }],
        attributes: { PK: text, at: text, shard: { type: 'N' } },
      },
      Array.from({ length: 40 }, (_, i) => ({
        PK: { S: `EVENT#${i % 2 ? 'mon' : 'tue'}#${String(i % 16).padStart(2, '0')}` },
        at: { S: `2025-06-16T12:00:${String((i * 7) % 40).padStart(2, '0')}Z` },
        shard: { N: String(i % 4) },
      })),
    );
    const config = definition({
      name: events,
      partitionKey: 'PK',
      sortKey: 'at',
      indexes: { ByShard: { partitionKey: 'shard', sortKey: 'at' } },
      attributes: {
        PK: { template: 'EVENT#{day}#{part}' },
        day: { virtual: true, option: 'day' },
        part: { virtual: true, values: '00-15' },
        at: { format: 'time', always: true },
        shard: { type: 'N', values: '0-3', option: 'shard', always: true },
      },
    });
    const byDay = await run(['--config', config, 'battles', '--day', 'mon', '--limit', '5', '-o', 'ndjson']);
    expect(byDay.operations).toEqual(Array(16).fill('Query'));
    const times = column(byDay.stdout, 'at');
    expect(times).toHaveLength(5);
    expect(times).toEqual([...times].sort().reverse());
    const all = await run(['--config', config, 'battles', '-o', 'ndjson']);
    expect(all.requests.map(({ input }) => input.IndexName)).toEqual(Array(4).fill('ByShard'));
    expect(column(all.stdout, 'at')).toHaveLength(40);
    const one = await run(['--config', config, 'battles', '--shard', '2', '--count']);
    expect([one.stdout, one.operations]).toEqual(['10\n', ['Query']]);
    expect((await run(['--config', config, 'battles', '--shard', '7'])).stderr).toContain(
      "'7' is not a known value",
    );
  });
});

/** The members of a definition with the index ByMap. `playedAt` is what it says of its sort key. */
function byMap(playedAt: object): object {
  return {
    attributes: { id: 'S', map: { option: 'map' }, playedAt: { type: 'S', ...playedAt } },
    indexes: { ByMap: { partitionKey: 'map', sortKey: 'playedAt' } },
  };
}

/** Writes a configuration with one table and returns its path. */
function definition(members: object): string {
  const file = join(mkdtempSync(join(tmpdir(), 'ddbdbg-')), 'ddbdbg.config.yaml');
  const table = { name, partitionKey: 'id', ...members };
  writeFileSync(file, JSON.stringify({ tables: { battles: table } }));
  return file;
}
