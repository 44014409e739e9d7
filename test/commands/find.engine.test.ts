import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { TableDefinition } from '../../src/dynamo/model/definition';
import type { Item } from '../../src/dynamo/model/values';
import { tableWith } from '../helpers/client';
import { watchedEndpoint } from '../helpers/fake-endpoint';
import { runMain } from '../helpers/run-main';

/** Tables without a definition. */
const table = (more: Pick<TableDefinition, 'partitionKey' | 'sortKey' | 'indexes' | 'attributes'>) => ({
  command: [],
  summary: '',
  name: '',
  patterns: [],
  ...more,
});

const numeric = table({
  partitionKey: ['id'],
  sortKey: ['line'],
  indexes: [
    { name: 'ByOwner', partitionKey: ['owner'], sortKey: ['at'], projection: 'ALL' },
    { name: 'ByRank', partitionKey: ['rank'], projection: 'KEYS_ONLY' },
    { name: 'LineByAt', partitionKey: ['id'], sortKey: ['at'], projection: 'ALL', local: true },
  ],
  attributes: {
    id: { type: 'N' },
    line: { type: 'N' },
    owner: { type: 'S' },
    at: { type: 'S' },
    rank: { type: 'N' },
  },
});

const textual = table({ partitionKey: ['id'], attributes: { id: { type: 'S' } } });

const items: Item[] = Array.from({ length: 60 }, (_, i) => ({
  id: { N: `${Math.floor(i / 4)}` },
  line: { N: `${i % 4}` },
  owner: { S: ['ann', 'bob', '7'][i % 3] ?? '' },
  at: { S: `2025-06-${String(1 + (i % 28)).padStart(2, '0')}` },
  rank: { N: `${i % 5}` },
  'odd.name': { S: `o${i % 6}` },
  deep: { M: { total: { N: `${i * 10}` } } },
}));

let numericName: string;
let textualName: string;
beforeAll(async () => {
  numericName = await tableWith(numeric, items);
  textualName = await tableWith(textual, [
    { id: { S: '1' }, kind: { S: 'text' } },
    { id: { S: 'a' }, kind: { N: '1' } },
  ]);
});

const wheres = (conditions: readonly string[]) => conditions.flatMap((text) => ['--where', text]);

/** Runs find, and returns the items, the operation and the index. */
async function find(name: string, conditions: readonly string[], ...words: string[]) {
  const place = ['--endpoint-url', inject('endpoint'), '--quiet', '-o', 'json', '--stats', 'json'];
  const { code, stdout, stderr } = await runMain(['find', name, ...wheres(conditions), ...words, ...place]);
  expect([code, stderr.split('\n').length]).toEqual([0, 2]);
  return { found: JSON.parse(stdout) as Record<string, unknown>[], stats: JSON.parse(stderr) };
}

/** Returns the numbers of the items, in order. */
const places = (found: readonly Record<string, unknown>[]) =>
  found.map((item) => Number(item.id) * 4 + Number(item.line));

/** Returns the expected items by testing each one. */
const expected = (test: (item: Record<string, unknown>, i: number) => boolean) =>
  items.flatMap((item, i) => {
    const plain = Object.fromEntries(
      Object.entries(item).map(([name, value]) => [name, Object.values(value)[0]]),
    );
    return test(plain, i) ? [i] : [];
  });

describe(`find on ${inject('engine')}`, () => {
  test.each([
    [
      'a whole numeric key',
      ['id=3', 'line=2'],
      'get',
      null,
      (item: Record<string, unknown>) => item.id === '3' && item.line === '2',
    ],
    [
      'a number in another notation',
      ['id=3.0', 'line=2e0'],
      'get',
      null,
      (item: Record<string, unknown>) => item.id === '3' && item.line === '2',
    ],
    ['a numeric partition key', ['id=3'], 'query', null, (item: Record<string, unknown>) => item.id === '3'],
    [
      'a range of a numeric sort key',
      ['id=3', 'line>1'],
      'query',
      null,
      (item: Record<string, unknown>) => item.id === '3' && Number(item.line) > 1,
    ],
    ['an index', ['owner=ann'], 'query', 'ByOwner', (item: Record<string, unknown>) => item.owner === 'ann'],
    [
      'a text that looks like a number',
      ['owner=7', 'at^=2025-06-1'],
      'query',
      'ByOwner',
      (item: Record<string, unknown>) => item.owner === '7' && String(item.at).startsWith('2025-06-1'),
    ],
    [
      'an index that does not project all attributes',
      ['rank=3'],
      'query',
      'ByRank',
      (item: Record<string, unknown>) => item.rank === '3',
    ],
    [
      'a local index',
      ['id=5', 'at>=2025-06-22'],
      'query',
      'LineByAt',
      (item: Record<string, unknown>) => item.id === '5' && String(item.at) >= '2025-06-22',
    ],
    [
      'a key and a filter',
      ['owner=bob', 'deep.total>=300'],
      'query',
      'ByOwner',
      (item: Record<string, unknown>, i: number) => item.owner === 'bob' && i >= 30,
    ],
    ['no key', ['deep.total<50'], 'scan', null, (_: Record<string, unknown>, i: number) => i < 5],
    [
      'a quoted name',
      ['"odd.name"=o3'],
      'scan',
      null,
      (_: Record<string, unknown>, i: number) => i % 6 === 3,
    ],
    ['no conditions', [], 'scan', null, () => true],
  ])('%s', async (_, conditions, operation, index, test) => {
    const { found, stats } = await find(numericName, conditions);
    expect(stats).toMatchObject({ operation, index, table: numericName, cursor: null });
    expect(places(found).sort((a, b) => a - b)).toEqual(expected(test));
    const whole = found.every((item) => 'deep' in item && 'odd.name' in item);
    expect(whole).toBe(true);
    const counted = await runMain([
      'find',
      numericName,
      ...wheres(conditions),
      '--count',
      '--quiet',
      '--endpoint-url',
      inject('endpoint'),
    ]);
    expect(counted).toMatchObject({ code: 0, stdout: `${found.length}\n` });
  });

  test('the same condition on a string key', async () => {
    const { found, stats } = await find(textualName, ['id=1']);
    expect(stats.operation).toBe('get');
    expect(found).toEqual([{ id: '1', kind: 'text' }]);
    expect((await find(textualName, ['kind=1'])).found).toEqual([{ id: 'a', kind: 1 }]);
  });

  test('--limit and --cursor page through all items', async () => {
    const seen: number[] = [];
    let more: string[] = [];
    for (let calls = 0; calls < 30; calls++) {
      const { found, stats } = await find(numericName, ['owner=ann'], '--limit', '3', ...more);
      seen.push(...places(found));
      if (stats.cursor === null) break;
      more = ['--cursor', stats.cursor];
    }
    expect(seen.sort((a, b) => a - b)).toEqual(expected((item) => item.owner === 'ann'));
  });

  test('--explain sends nothing but DescribeTable', async () => {
    const { url, requests } = await watchedEndpoint(inject('endpoint'));
    const words = ['find', numericName, '--where', 'owner=ann', '--explain', '--endpoint-url', url];
    const { code, stdout } = await runMain(words);
    expect(code).toBe(0);
    expect(stdout).toContain(`Query on ByOwner of ${numericName}`);
    expect(requests.map(({ operation }) => operation)).toEqual(['DescribeTable']);
  });

  test('a Scan does not describe the table again', async () => {
    const { url, requests } = await watchedEndpoint(inject('endpoint'));
    const { code, stderr } = await runMain([
      'find',
      numericName,
      '--limit',
      '1',
      '-o',
      'json',
      '--endpoint-url',
      url,
    ]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^full scan of/);
    const operations = requests.map(({ operation }) => operation);
    expect(operations.filter((operation) => operation !== 'Scan')).toEqual(['DescribeTable']);
  });

  test('a large table is not read without --allow-scan', async () => {
    const refusing = ['find', numericName, '--where', 'deep.total=10', '--endpoint-url', inject('endpoint')];
    const env = { DDBDBG_SCAN_LIMIT_MB: '0' };
    expect(await runMain(refusing, { env })).toMatchObject({ code: 6, stdout: '' });
    expect(await runMain([...refusing, '--allow-scan'], { env })).toMatchObject({ code: 0 });
  });

  test('a table that does not exist ends with exit 5', async () => {
    const ran = await runMain(['find', 'no-such-table', '--endpoint-url', inject('endpoint')]);
    expect(ran).toMatchObject({
      code: 5,
      stdout: '',
      stderr: expect.stringContaining('Table no-such-table does not exist in'),
    });
  });
});
