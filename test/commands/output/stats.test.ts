import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Answer, fakeEndpoint, refusal } from '../../helpers/fake-endpoint';
import { runMain, type Surroundings } from '../../helpers/run-main';
import { MEMBERS } from './stats-members';

const KEY = { user_id: { S: 'u1' } };
const PAGE = {
  body: {
    Items: [KEY],
    Count: 1,
    ScannedCount: 2,
    LastEvaluatedKey: KEY,
    ConsumedCapacity: { CapacityUnits: 0.5 },
  },
};
const LAST = { body: { Items: [KEY], Count: 1, ScannedCount: 2, ConsumedCapacity: { CapacityUnits: 0.5 } } };
const DESCRIBED = {
  body: {
    Table: {
      TableSizeBytes: 9e9,
      ItemCount: 9,
      KeySchema: [{ AttributeName: 'user_id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'user_id', AttributeType: 'S' }],
    },
  },
};

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ddbdbg-test-stats-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** Runs a question that is answered by these responses, the last one from then on. */
async function ran(line: string, answers: readonly Answer[], around: Surroundings = {}) {
  let reads = 0;
  const { url } = await fakeEndpoint((operation) => {
    if (operation === 'DescribeTable') return DESCRIBED;
    return answers[Math.min(reads++, answers.length - 1)] ?? LAST;
  });
  const cwd = temporaryFolder();
  writeFileSync(
    join(cwd, 'stats.json'),
    'the line of an earlier run, which is longer than any other line, '.repeat(20),
  );
  const words = [...line.split(' '), '--stats', 'json', '--stats-file', 'stats.json', '--endpoint-url', url];
  const result = await runMain(words, {
    cwd,
    ...around,
    env: { AWS_MAX_ATTEMPTS: '1', CI: 'true', ...around.env },
  });
  const last = result.stderr.trimEnd().split('\n').pop() ?? '';
  return { ...result, last, file: readFileSync(join(cwd, 'stats.json'), 'utf8') };
}

const USERS = 'fusion users --email a@b.example';
const TERMINAL = { terminal: 80 };

describe('the statistics are the last line of stderr, and the whole file, however a run ends', () => {
  test.each<[string, string, readonly Answer[], Surroundings, number, object]>([
    ['a whole answer', USERS, [PAGE, LAST], {}, 0, { items: 2, requests: 2, cursor: null, more: false }],
    ['more items', `${USERS} -n 1`, [PAGE], {}, 0, { items: 1, cursor: expect.any(String), more: true }],
    ['quietly', `${USERS} --quiet`, [LAST], {}, 0, { items: 1 }],
    ['on a terminal', `${USERS} --stats json`, [LAST], TERMINAL, 0, { items: 1 }],
    ['an unknown column', `${USERS} --columns nope`, [LAST], {}, 0, { items: 1 }],
    [
      'nothing found',
      `${USERS} --where a=1`,
      [{ body: { Items: [] } }],
      TERMINAL,
      0,
      { items: 0, more: false },
    ],
    ['a count', `${USERS} --count`, [LAST], {}, 0, { items: 1, cursor: null, more: false }],
    ['an ineffective option', `${USERS} --count --columns a`, [LAST], {}, 0, { items: 1 }],
    ['a scan', 'fusion users --allow-scan --segments 1', [LAST], {}, 0, { items: 1, operation: 'scan' }],
    ['a refused scan', 'fusion users', [], {}, 6, { items: null, operation: 'scan', more: true }],
    ['an expectation not met', `${USERS} --expect none`, [LAST], {}, 4, { items: 1, more: false }],
    [
      'an error in the middle',
      USERS,
      [PAGE, refusal('ValidationException')],
      {},
      1,
      { items: 1, more: true },
    ],
    ['an error at once', USERS, [refusal('ResourceNotFoundException')], {}, 5, { items: 0, more: true }],
    [
      'a count that fails',
      `${USERS} --count`,
      [PAGE, refusal('AccessDeniedException')],
      {},
      3,
      { items: null, more: true },
    ],
    ['an unknown table', 'find nowhere --where a=1', [], {}, 2, { items: null, table: null, more: true }],
    ['a bad question', 'executions', [], {}, 2, { items: null, requests: null, operation: null }],
    [
      'debug output',
      `${USERS} --debug`,
      [LAST],
      {},
      0,
      { items: 1, index: 'EmailIndex', table: 'mfh-dev-users' },
    ],
  ])('%s', async (_, line, answers, around, code, expected) => {
    const run = await ran(line.replace('find nowhere', 'find x'), answers, around);
    expect(run.code, run.stderr).toBe(code);
    expect(run.file).toBe(`${run.last}\n`);
    const stats = JSON.parse(run.last) as object;
    expect(Object.keys(stats)).toEqual(MEMBERS);
    expect(stats).toMatchObject({ cursorWithheld: false, ...expected });
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('%s', async (name) => {
    const run = await ran(`${USERS} -o ndjson`, [PAGE], { onStdout: (_chunk, signal) => signal(name) });
    expect(run.code).toBe(name === 'SIGINT' ? 130 : 143);
    expect(run.stderr).toMatch(
      /^ddbdbg: (Interrupted|Terminated)\.\nContinue with --cursor [\w-]+\n\{.*\}\n$/,
    );
    expect(JSON.parse(run.last)).toMatchObject({ cursor: expect.any(String), more: true });
    expect(run.file).toBe(`${run.last}\n`);
  });

  test('a cursor that would contain a secret is withheld, which differs from the end', async () => {
    const items = [1, 2].map((n) => ({ auth_id: { S: `a${n}` }, access_token: { S: `t${n}` } }));
    const run = await ran('fusion auths --connection c --sort access_token -n 1', [
      { body: { Items: items } },
    ]);
    expect(JSON.parse(run.last)).toMatchObject({ items: 1, cursor: null, more: true, cursorWithheld: true });
    expect(run.file).toBe(`${run.last}\n`);
  });
});

test('--stats-file alone writes nothing to stderr', async () => {
  const { url } = await fakeEndpoint(() => LAST);
  const cwd = temporaryFolder();
  const words = [...USERS.split(' '), '--stats-file', 'new.json', '--endpoint-url', url];
  expect(await runMain(words, { cwd })).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(readFileSync(join(cwd, 'new.json'), 'utf8'))).toMatchObject({ items: 1 });
});

test('the statistics as text may precede other lines', async () => {
  const { url } = await fakeEndpoint(() => LAST);
  const words = [...USERS.split(' '), '--stats', 'text', '--expect', 'none', '--endpoint-url', url];
  const { stderr } = await runMain(words);
  expect(stderr).toMatch(/^1 item · .*\nddbdbg: Expected no items, found 1\.\n$/);
});
