import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type Answer, fakeEndpoint } from '../../helpers/fake-endpoint';
import { runMain, type Surroundings } from '../../helpers/run-main';

const IDS = ['a', 'b', 'c', 'd', 'e'];
let state = '';
let url = '';

beforeEach(async () => {
  state = mkdtempSync(join(tmpdir(), 'ddbdbg-test-next-'));
  onTestFinished(() => rmSync(state, { recursive: true, force: true }));
  url = (await fakeEndpoint((_, input) => page(input))).url;
});

/** Responds with the items after the key, up to the limit. */
function page({ ExclusiveStartKey, Limit }: Record<string, unknown>): Answer {
  const after = (ExclusiveStartKey as { user_id?: { S?: string } } | undefined)?.user_id?.S ?? '';
  const left = IDS.filter((id) => id > after);
  const now = left.slice(0, Math.min(2, Number(Limit ?? 2)));
  const Items = now.map((id) => ({
    user_id: { S: id },
    email: { S: 'a@b.example' },
    access_token: { S: `t-${id}` },
    auth_id: { S: id },
  }));
  const last = now.at(-1);
  return {
    body: {
      Items,
      ScannedCount: Items.length,
      ...(now.length < left.length && {
        LastEvaluatedKey: { user_id: { S: last ?? '' }, email: { S: 'a@b.example' } },
      }),
    },
  };
}

const QUESTION = 'fusion users --email a@b.example -o ndjson --columns user_id --color never';

const SECRET = 'fusion auths --connection c';

async function ask(line: string, around: Surroundings = {}) {
  const { code, stdout, stderr } = await runMain([...line.split(' '), '--endpoint-url', url], {
    terminal: 200,
    ...around,
    env: { XDG_STATE_HOME: state, CI: 'true', ...around.env },
  });
  return { code, ids: [...stdout.matchAll(/"user_id":"(\w)"/g)].map(([, id]) => id).join(''), stderr };
}

const folder = () => join(state, 'ddbdbg', 'next');
const files = () => readdirSync(folder());

test('--next continues where the last run of the question stopped, until there is no more', async () => {
  expect(await ask(`${QUESTION} -n 2`)).toMatchObject({
    ids: 'ab',
    stderr: expect.stringMatching(/\nmore: --next$/m),
  });
  // How much is shown, and how, may change.
  const second = await ask(`${QUESTION.replace('ndjson', 'json')} --limit 1 --next`);
  expect(second).toMatchObject({ code: 0, stderr: expect.stringMatching(/\nmore: --next$/m) });
  expect(await ask(`${QUESTION} -n 9 --next`)).toMatchObject({
    ids: 'de',
    stderr: expect.not.stringContaining('more:'),
  });
  expect(await ask(`${QUESTION} --next`)).toEqual({
    code: 2,
    ids: '',
    stderr: 'ddbdbg: --next: There are no more items.\nStart over without --next.\n',
  });
  // A new run starts over.
  expect((await ask(`${QUESTION} -n 1`)).ids).toBe('a');
  expect((await ask(`${QUESTION} -n 1 --next`)).ids).toBe('b');
});

test('each question has its own position', async () => {
  await ask(`${QUESTION} -n 2`);
  const others = [
    QUESTION.replace('a@b', 'c@d'),
    `${QUESTION} --where name?`,
    `${QUESTION} --order asc`,
    `${QUESTION} --stage prod`,
    `${QUESTION} --region eu-west-1`,
  ];
  for (const other of others)
    expect(await ask(`${other} --next`)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^ddbdbg: --next: This question has not been asked on this terminal/),
    });
  for (const variable of ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE']) {
    const elsewhere = await ask(`${QUESTION} --next`, { env: { [variable]: 'other' } });
    expect([variable, elsewhere.code]).toEqual([variable, 2]);
  }
  expect((await ask(`${QUESTION} --next`)).ids).toBe('cde');
});

test('the file contains a cursor and nothing else, and only the user may read it', async () => {
  await ask(`${QUESTION} -n 2`);
  const [name = '', ...more] = files();
  expect({ name, more }).toEqual({ name: expect.stringMatching(/^[0-9a-f]{32}\.json$/), more: [] });
  expect(statSync(join(folder(), name)).mode & 0o777).toBe(0o600);
  expect(statSync(folder()).mode & 0o777).toBe(0o700);
  const { cursor } = JSON.parse(readFileSync(join(folder(), name), 'utf8'));
  expect(Buffer.from(cursor, 'base64url').toString()).toMatch(
    /^\[1,\d+,"[\w-]+",\[\{"user_id":\{"S":"b"\}\}\]\]$/,
  );
});

describe('a secret is never stored', () => {
  test('if the cursor would contain one', async () => {
    expect((await ask(`${SECRET} --sort access_token -n 2`)).stderr).toContain('the cursor is omitted');
    expect(await ask(`${SECRET} --sort access_token --next`)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('so it was not stored'),
    });
    for (const name of files()) expect(readFileSync(join(folder(), name), 'utf8')).not.toContain('cursor');
  });

  test('nor if it was revealed', async () => {
    await ask(`${SECRET} --sort access_token -n 2`);
    const { stderr } = await ask(`${SECRET} --sort access_token -n 2 --reveal`);
    expect(stderr).toMatch(/\nmore: --cursor [\w-]+$/m);
    expect(files()).toEqual([]);
  });
});

describe('the summary shows the cursor instead', () => {
  test.each<[string, () => Record<string, string>]>([
    ['if the folder cannot be created', () => ({ XDG_STATE_HOME: '/proc/nowhere' })],
    [
      'if its path is that of a file',
      () => {
        writeFileSync(join(state, 'file'), '');
        return { XDG_STATE_HOME: join(state, 'file') };
      },
    ],
    ['if its path is relative', () => ({ XDG_STATE_HOME: 'relative' })],
    ['without a home', () => ({ XDG_STATE_HOME: '', HOME: join(state, 'nobody') })],
  ])('%s', async (_, env) => {
    const { code, stderr } = await ask(`${QUESTION} -n 2`, { env: env() });
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(/\nmore: --cursor [\w-]+$/m),
    });
  });

  test('in a home', async () => {
    const { stderr } = await ask(`${QUESTION} -n 2`, { env: { XDG_STATE_HOME: '', HOME: state } });
    expect(stderr).toMatch(/\nmore: --next$/m);
    expect(readdirSync(join(state, '.local', 'state', 'ddbdbg', 'next'))).toHaveLength(1);
  });
});

test('nothing is stored for what --next cannot continue', async () => {
  mkdirSync(folder(), { recursive: true });
  await ask(`${QUESTION}`);
  await ask(`${QUESTION} --count`);
  await ask(`${QUESTION} -n 2 --explain`);
  const words = [...QUESTION.split(' '), '-n', '2', '--endpoint-url', url];
  await runMain(words, { env: { XDG_STATE_HOME: state } });
  expect(files()).toEqual([]);
});

test('an interrupted run can be continued too, and prints its cursor', async () => {
  const run = await ask(`${QUESTION} -n 4`, { onStdout: (_, signal) => signal('SIGINT') });
  expect(run).toMatchObject({ code: 130, stderr: expect.stringMatching(/Continue with --cursor [\w-]+\n$/) });
  expect((await ask(`${QUESTION} --next`)).ids).toBe(IDS.join('').slice(run.ids.length));
});

test.each(['', '{', 'null', '{"stopped":"early"}', '{"stopped":"early","cursor":7}'])(
  'a damaged file is as good as none: %s',
  async (text) => {
    await ask(`${QUESTION} -n 2`);
    writeFileSync(join(folder(), files()[0] ?? ''), text);
    expect(await ask(`${QUESTION} --next`)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('has not been asked on this terminal'),
    });
  },
);

test('a position of another question is not used', async () => {
  await ask(`${QUESTION} -n 2`);
  await ask(`${QUESTION} --where name? -n 3`);
  const [one = '', two = ''] = files();
  const text = [one, two].map((name) => readFileSync(join(folder(), name), 'utf8'));
  writeFileSync(join(folder(), one), text[1] ?? '');
  writeFileSync(join(folder(), two), text[0] ?? '');
  expect(await ask(`${QUESTION} --next`)).toMatchObject({
    code: 2,
    stderr: 'ddbdbg: --next: The question is not planned as in its last run.\nStart over without --next.\n',
  });
});

test('old files are deleted, and there are never many', async () => {
  mkdirSync(folder(), { recursive: true });
  const days = (count: number) => new Date(Date.now() - count * 86_400_000);
  for (let i = 0; i < 60; i++) {
    writeFileSync(join(folder(), `${i}.json`), '{}');
    utimesSync(join(folder(), `${i}.json`), days(i / 100), days(i / 100));
  }
  writeFileSync(join(folder(), 'old.json'), '{}');
  utimesSync(join(folder(), 'old.json'), days(2), days(2));
  await ask(`${QUESTION} -n 2`);
  expect(files()).toHaveLength(50);
  expect(files()).not.toContain('old.json');
  const [latest = ''] = files().filter((name) => name.length > 30);
  utimesSync(join(folder(), latest), days(2), days(2));
  expect((await ask(`${QUESTION} --next`)).code).toBe(2);
});
