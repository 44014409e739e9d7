import { describe, expect, inject, test } from 'vitest';
import type { TableDefinition } from '../../src/dynamo/model/definition';
import type { Item } from '../../src/dynamo/model/values';
import { sessions } from '../../src/queries/policy/sessions';
import { tableWith } from '../helpers/client';
import { runMain } from '../helpers/run-main';

/** The ids that a command line finds, and its notes. */
async function ids(...words: string[]) {
  const { code, stdout, stderr } = await runMain([
    ...words,
    ...['--endpoint-url', inject('endpoint'), '-o', 'json', '--reveal'],
  ]);
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  const items: Record<string, unknown>[] = JSON.parse(stdout);
  return { found: items.map((item) => item.session_id ?? item.id).sort(), stderr };
}

/** One moment and its neighbours, as different producers write them. */
const SPELLINGS = {
  before: '2025-06-16T09:59:59.999999Z',
  exact: '2025-06-16T10:00:00Z',
  exactOffset: '2025-06-16T12:00:00+02:00',
  after: '2025-06-16T10:00:00.000001',
  last: '2025-06-16T10:00:05+00:00',
  late: '2025-06-16T10:00:05.5Z',
};

describe('a window on a time that no key is sorted by is exact, whatever its precision', () => {
  test('--since and --until', async () => {
    const items = Object.entries(SPELLINGS).map(
      ([id, time]): Item => ({ session_id: { S: id }, created_at: { S: time } }),
    );
    const table = await tableWith(sessions, items);
    const window = ['--since', '2025-06-16T10:00:00Z', '--until', '2025-06-16T10:00:05Z'];
    const { found } = await ids('policy', 'sessions', '--table', table, ...window);
    expect(found).toEqual(['after', 'last']);
  });

  test('--idle, for active sessions alone', async () => {
    const ago = (minutes: number) => ({ S: new Date(Date.now() - minutes * 60_000).toISOString() });
    const table = await tableWith(sessions, [
      { session_id: { S: 'silent' }, status: { S: 'active' }, last_activity: ago(61) },
      { session_id: { S: 'busy' }, status: { S: 'active' }, last_activity: ago(59) },
      { session_id: { S: 'closed' }, status: { S: 'closed' }, last_activity: ago(61) },
      { session_id: { S: 'unknown' }, status: { S: 'active' } },
    ]);
    const about = ['policy', 'sessions', '--table', table, '--idle', '1h'];
    expect((await ids(...about)).found).toEqual(['silent']);
    expect((await ids(...about, '--status', 'closed')).found).toEqual(['closed']);
  });
});

describe('find applies a window to a sort key with the name of a time, and says so', () => {
  const orders = (type: 'S' | 'N'): TableDefinition => ({
    command: [],
    summary: '',
    name: '',
    partitionKey: ['id'],
    indexes: [{ name: 'ByOwner', partitionKey: ['owner'], sortKey: ['paidAt'], projection: 'ALL' }],
    attributes: { id: { type: 'S' }, owner: { type: 'S' }, paidAt: { type } },
    patterns: [],
  });
  const window = ['--since', '2025-06-16T10:00:00Z', '--until', '2025-06-16T10:00:05Z'];

  test('in text', async () => {
    const items = Object.entries(SPELLINGS).map(
      ([id, time]): Item => ({ id: { S: id }, owner: { S: 'o' }, paidAt: { S: time } }),
    );
    const table = await tableWith(orders('S'), items);
    const { found, stderr } = await ids('find', table, '--where', 'owner=o', ...window);
    expect(found).toEqual(['after', 'last']);
    expect(stderr).toContain('the time window applies to paidAt, the sort key of ByOwner\n');
  });

  test.each([
    ['seconds', 1],
    ['milliseconds', 1000],
  ])('in %s', async (_, unit) => {
    const at = Date.UTC(2025, 5, 16, 10) / 1000;
    const items = [-1, 0, 1, 5, 6].map(
      (second): Item => ({
        id: { S: `${second}` },
        owner: { S: 'o' },
        paidAt: { N: `${(at + second) * unit}` },
      }),
    );
    const table = await tableWith(orders('N'), items);
    expect((await ids('find', table, '--where', 'owner=o', ...window)).found).toEqual(['1', '5']);
  });
});
