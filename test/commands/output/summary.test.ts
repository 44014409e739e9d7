import { describe, expect, test } from 'vitest';
import { fakeEndpoint } from '../../helpers/fake-endpoint';
import { runMain, type Surroundings } from '../../helpers/run-main';

const TABLE = {
  TableSizeBytes: 8_000_000,
  ItemCount: 400,
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  AttributeDefinitions: [],
};

/** Runs a question against a table that always returns these items. */
async function ask(line: string, ids: readonly string[], around: Surroundings = { terminal: 120 }) {
  const Items = ids.map((id) => ({ id: { S: id } }));
  const { url } = await fakeEndpoint((operation) => {
    if (operation === 'DescribeTable') return { body: { Table: TABLE } };
    const ConsumedCapacity = { CapacityUnits: 0.5 };
    if (operation === 'GetItem') return { body: { Item: Items[0], ConsumedCapacity } };
    return { body: { Items, Count: Items.length, ScannedCount: Items.length + 1234, ConsumedCapacity } };
  });
  // Prevents a progress line on a slow machine.
  return runMain([...line.split(' '), '--endpoint-url', url], {
    ...around,
    env: { CI: 'true', ...around.env },
  });
}

describe('the summary shows the result, the operation and the cost', () => {
  test.each([
    ['fusion users u', ['u'], /^1 item · get on mfh-dev-users · 1 request · 0\.5 RCU · \d+ ms\n$/],
    [
      'fusion users --email a@b.example',
      ['u'],
      /^1 item · 1,235 read · query on mfh-dev-users EmailIndex · 1 request · 0\.5 RCU · \d+ ms\n$/,
    ],
    [
      'executions --tenant t --status failure,timeout',
      ['a', 'b'],
      /^2 items · [\d,]+ read · 2 merged queries on JobExecutions GSI1 · \d requests · [\d.]+ RCU · \d+ ms\n$/,
    ],
    [
      'executions --tenant t --status failure --sort id --limit 1',
      ['b', 'a'],
      /^1 item · [\d,]+ read · query on JobExecutions GSI1 · sorted by id after reading everything · \d requests? · /,
    ],
    [
      'find things --segments 2',
      ['a', 'b'],
      /^full scan of .*\nin no order; .*\n4 items · 2,472 read · scan in 2 segments on things · 3 requests · 1 RCU · \d+ ms\n$/,
    ],
  ])('%s', async (line, ids, expected) => {
    const { code, stderr } = await ask(line, ids);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(expected) });
  });

  test('in lines that fit into a narrow terminal', async () => {
    const { stderr } = await ask('fusion users --email a@b.example', ['u'], { terminal: 50 });
    expect(stderr).toMatch(
      /^1 item · 1,235 read\nquery on mfh-dev-users EmailIndex · 1 request\n0\.5 RCU · \d+ ms\n$/,
    );
  });

  test('only on a terminal, and not with --quiet', async () => {
    expect(await ask('fusion users u', ['u'], {})).toMatchObject({ stderr: '' });
    expect(await ask('fusion users u --quiet', ['u'])).toMatchObject({ stderr: '' });
  });
});

describe('when nothing is found, it suggests what to try without sending requests', () => {
  test.each([
    [
      'executions --tenant t --since 24h --status failure',
      'no items: try without --status, or a wider window than --since 24h',
    ],
    ['executions --tenant t --since 24h', 'no items: try a wider window than --since 24h'],
    [
      'executions --tenant t --status success --where args.y=secret',
      'no items: try without --status or --where args.y…',
    ],
    ['executions --tenant t --since 24h --expect none', undefined],
    ['executions --tenant t', undefined],
    ['fusion users --email a@b.example', undefined],
  ])('%s', async (line, hint) => {
    const { stderr } = await ask(line, []);
    const [summary, ...rest] = stderr.trimEnd().split('\n');
    expect(summary).toMatch(/^0 items · [\d,]+ read · .* · [14] requests? · /);
    expect(rest).toEqual(hint === undefined ? [] : [hint]);
  });

  test('only on a terminal', async () => {
    expect(await ask('executions --tenant t --since 24h', [], {})).toMatchObject({ stderr: '' });
    expect(await ask('executions --tenant t --since 24h --quiet', [])).toMatchObject({ stderr: '' });
  });
});
