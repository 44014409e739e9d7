import { beforeAll, describe, expect, inject, test } from 'vitest';
import { EXIT_CODES } from '../../src/errors';
import { createTable, engineClient } from '../../src/local/setup';
import { jobs } from '../../src/queries/jobs';
import { MEMBERS } from '../commands/output/stats-members';
import { fakeEndpoint, refusal } from '../helpers/fake-endpoint';
import { makeMany } from '../helpers/many-items';
import type { Ran } from '../helpers/run-main';
import { collect, spawnBin, startBin } from '../helpers/spawn-bin';

const MANY = 'exit-codes-many';
const BARE = 'exit-codes-bare';
const HERE = ['--endpoint-url', inject('endpoint')];
const ASK = ['executions', '--tenant', 'acme', '--table', MANY, '-o', 'ndjson'];

beforeAll(async () => {
  await makeMany(inject('endpoint'), MANY, 40);
  const client = engineClient(inject('endpoint'));
  await createTable(client, jobs, BARE);
  client.destroy();
});

const lines = (text: string) => text.split('\n').filter(Boolean);

/** Every failure is reported in one or two lines, without a stack. */
function expectShortMessage({ stderr }: Ran): void {
  expect(lines(stderr).length).toBeGreaterThanOrEqual(1);
  expect(lines(stderr).length).toBeLessThanOrEqual(2);
  expect(stderr).toMatch(/^ddbdbg: /);
  expect(stderr).not.toMatch(/\n\s+at /);
}

describe('exit 0', () => {
  test.each([
    ['items were found', [], 40],
    ['none were', ['--since', 'now'], 0],
    ['--expect any, and there are items', ['--expect', 'any'], 40],
    ['--expect none, and there are no items', ['--since', 'now', '--expect', 'none'], 0],
    ['--expect 40, and there are 40 items', ['--expect', '40'], 40],
    ['--expect counts what was printed', ['--limit', '7', '--expect', '7'], 7],
  ])('%s', async (_, words, items) => {
    const { code, stdout, stderr } = await spawnBin([...ASK, ...words, ...HERE]);
    expect({ code, items: lines(stdout).length, stderr }).toEqual({ code: 0, items, stderr: '' });
  });

  test('--expect works with --count', async () => {
    const ran = await spawnBin([...ASK, '--count', '--expect', '40', ...HERE]);
    expect(ran).toEqual({ code: 0, stdout: '40\n', stderr: '' });
  });
});

test('exit 1: DynamoDB or the network failed', async () => {
  const nowhere = await spawnBin([...ASK, '--endpoint-url', 'http://127.0.0.1:1']);
  expect(nowhere).toMatchObject({ code: 1, stdout: '' });
  expectShortMessage(nowhere);
  const { url } = await fakeEndpoint(() => ({ ...refusal('InternalServerError'), status: 500 }));
  const broken = await spawnBin([...ASK, '--endpoint-url', url], { AWS_MAX_ATTEMPTS: '1' });
  expect(broken).toMatchObject({ code: 1, stdout: '' });
  expectShortMessage(broken);
});

test.each([
  ['an unknown option', [...ASK, '--bogus']],
  ['an unknown command', ['executionz', '--tenant', 'acme']],
  ['an invalid value', [...ASK, '--limit', '0']],
  ['conflicting options', [...ASK, '--demo', '--local']],
  ['a setting in the environment', ['executions', '--tenant', 'acme']],
])('exit 2, and nothing is sent: %s', async (_, words) => {
  const { url, requests } = await fakeEndpoint(() => ({ body: {} }));
  const ran = await spawnBin(words, { AWS_ENDPOINT_URL: url, DDBDBG_OUTPUT: 'xml' });
  expect({ code: ran.code, stdout: ran.stdout, requests }).toEqual({ code: 2, stdout: '', requests: [] });
  expectShortMessage(ran);
});

describe('exit 3', () => {
  test('no credentials', async () => {
    const env = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_EC2_METADATA_DISABLED: 'true' };
    const ran = await spawnBin([...ASK, ...HERE], env);
    expect(ran).toMatchObject({ code: 3, stdout: '' });
    expectShortMessage(ran);
  });

  test.each(['ExpiredTokenException', 'UnrecognizedClientException', 'AccessDeniedException'])(
    'DynamoDB responds with %s',
    async (name) => {
      const { url } = await fakeEndpoint(() => refusal(name));
      const ran = await spawnBin([...ASK, '--endpoint-url', url]);
      expect(ran).toMatchObject({ code: 3, stdout: '' });
      expectShortMessage(ran);
    },
  );
});

test.each([
  ['none', [], 40],
  ['any', ['--since', 'now'], 0],
  ['39', [], 40],
  ['41', [], 40],
])('exit 4: --expect %s was not met, and the items are still printed', async (expected, words, items) => {
  const ran = await spawnBin([...ASK, ...words, '--expect', expected, ...HERE]);
  expect({ code: ran.code, items: lines(ran.stdout).length }).toEqual({ code: 4, items });
  expect(ran.stderr).toMatch(/^ddbdbg: Expected .*, found \d+\.\n$/);
});

test.each([
  ['table', [...ASK, '--table', 'exit-codes-missing']],
  ['index', [...ASK, '--table', BARE]],
])('exit 5: the %s does not exist', async (_, words) => {
  const ran = await spawnBin([...words, ...HERE]);
  expect(ran).toMatchObject({ code: 5, stdout: '' });
  expectShortMessage(ran);
});

describe('exit 6: a scan of a large table is refused', () => {
  const scan = ['find', MANY, '--where', 'amount>1', '-o', 'ndjson', ...HERE];
  const NEVER = { DDBDBG_SCAN_LIMIT_MB: '0' };

  test('unless the table is small or the scan is allowed', async () => {
    const ran = await spawnBin(scan, NEVER);
    expect(ran).toMatchObject({ code: 6, stdout: '' });
    expectShortMessage(ran);
    expect(ran.stderr).toContain('--allow-scan');
    expect((await spawnBin(scan)).code).toBe(0);
    const permitted = await spawnBin([...scan, '--allow-scan'], NEVER);
    expect({ code: permitted.code, items: lines(permitted.stdout).length }).toEqual({ code: 0, items: 39 });
  });
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s: exit %d', async (signal, code) => {
  let received = () => {};
  const isReceived = new Promise<void>((resolve) => {
    received = resolve;
  });
  const { url } = await fakeEndpoint(() => {
    received();
    return new Promise(() => {});
  });
  const child = startBin([...ASK, '--endpoint-url', url]);
  const ran = collect(child);
  await isReceived;
  child.kill(signal);
  expect(await ran).toMatchObject({ code, stdout: '' });
  expectShortMessage(await ran);
});

test('each documented exit code is tested here', () => {
  expect([...new Set(Object.values(EXIT_CODES))]).toEqual([1, 2, 3, 4, 5, 6, 130, 143]);
});

describe('--stats json prints one line on stderr and changes nothing else', () => {
  const stats = async (words: readonly string[]) => {
    const { code, stdout, stderr } = await spawnBin([...words, '--stats', 'json', '--quiet', ...HERE]);
    expect({ code, lines: lines(stderr).length }).toEqual({ code: 0, lines: 1 });
    expect(stdout).toBe((await spawnBin([...words, '--quiet', ...HERE])).stdout);
    return JSON.parse(stderr) as Record<string, unknown>;
  };

  test.each([
    [
      'get',
      ['find', MANY, '--where', 'PK=x', '--where', 'SK=000007'],
      { items: 1, requests: 2, index: null },
    ],
    ['query', [...ASK, '--status', 'failure'], { items: 10, scanned: 10, requests: 1, index: 'GSI1' }],
    ['merge', ASK, { items: 40, scanned: 40, requests: 4, index: 'GSI1' }],
    ['scan', ['find', MANY, '--where', 'amount>1'], { items: 39, scanned: 40, requests: 2, index: null }],
  ])('%s', async (operation, words, expected) => {
    const reported = await stats(words);
    expect(reported).toMatchObject({ operation, table: MANY, cursor: null, ...expected });
    expect(Object.keys(reported)).toEqual(MEMBERS);
    expect(Number(reported.capacityUnits)).toBeGreaterThan(0);
    expect(Number.isInteger(reported.elapsedMs)).toBe(true);
  });

  test('with the cursor to continue from, until there is none', async () => {
    const pages: number[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const reported = await stats([...ASK, '--limit', '15', ...(cursor ? ['--cursor', cursor] : [])]);
      pages.push(Number(reported.items));
      cursor = reported.cursor as string | null;
    }
    expect(pages).toEqual([15, 15, 10]);
  });

  test('after the message, when the expectation is not met', async () => {
    const { code, stderr } = await spawnBin([...ASK, '--stats', 'json', '--expect', 'none', ...HERE]);
    expect(code).toBe(4);
    const [message, stats] = lines(stderr);
    expect(JSON.parse(stats ?? '')).toMatchObject({ items: 40 });
    expect(message).toBe('ddbdbg: Expected no items, found 40.');
  });
});
