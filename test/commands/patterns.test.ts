import { describe, expect, test } from 'vitest';
import { CATALOG } from '../../src/queries/registry';
import { runMain } from '../helpers/run-main';

const patterns = async (...words: string[]): Promise<Record<string, string | null>[]> => {
  const { code, stdout, stderr } = await runMain(['patterns', ...words, '-o', 'json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
};

/** Returns the longest command that a command line begins with. */
function commandIn(line: string): string | undefined {
  const words = CATALOG.map(({ command }) => command.join(' '));
  return words
    .filter((command) => `${line} `.startsWith(`ddbdbg ${command} `))
    .sort((a, b) => b.length - a.length)[0];
}

test('every command of the catalog has patterns', async () => {
  const commands = (await patterns()).map(({ command }) => String(command));
  const found = new Set(commands.map(commandIn));
  expect([...found].sort()).toEqual(CATALOG.map(({ command }) => command.join(' ')).sort());
});

test('a pattern has its question, command, operation, table, index and key condition', async () => {
  expect(await patterns('fusion', 'user-accounts')).toEqual([
    {
      question: "list a user's accounts",
      command: 'ddbdbg fusion user-accounts --user user:3f6c1a52-8d0e-4b97-a1c4-2e5f90d7b683',
      operation: 'query',
      table: 'mfh-dev-user-accounts',
      index: null,
      key: 'user_id = "user:3f6c1a52-8d0e-4b97-a1c4-2e5f90d7b683"',
    },
    {
      question: "list an account's members",
      command: 'ddbdbg fusion user-accounts --account account:5b1e7f20',
      operation: 'query',
      table: 'mfh-dev-user-accounts',
      index: 'AccountIdIndex',
      key: 'account_id = "account:5b1e7f20"',
    },
    expect.objectContaining({
      operation: 'get',
      index: null,
      key: 'user_id = "user:3f6c1a52-8d0e-4b97-a1c4-2e5f90d7b683" and account_id = "account:5b1e7f20"',
    }),
  ]);
});

test('the Queries of a merge are shown as one condition', async () => {
  const rows = await patterns('executions');
  expect(rows.map(({ operation, key }) => [operation, key])).toEqual([
    ['query', expect.stringMatching(/^GSI1PK = "TENANT#acme#STATUS#failure" and GSI1SK >= "\d{4}-/)],
    ['merge', 'GSI1PK in ("TENANT#acme#STATUS#failure", "TENANT#acme#STATUS#timeout")'],
    ['merge', expect.stringMatching(/^GSI1PK in \("TENANT#acme#STATUS#started", .*\) and GSI1SK >= "\d{4}-/)],
    ['scan', null],
  ]);
});

test('the key contains the stored spelling from the environment', async () => {
  const { stdout } = await runMain(['patterns', 'executions', '-o', 'ndjson'], {
    env: { DDBDBG_EXECUTIONS_STATUS: 'failure=ERROR' },
  });
  expect(JSON.parse(stdout.split('\n')[0] ?? '').key).toMatch(/^GSI1PK = "TENANT#acme#STATUS#ERROR"/);
});

test('jobs have no key and therefore no key condition', async () => {
  const rows = await patterns('jobs');
  const scans = rows.filter(({ operation }) => operation === 'scan');
  expect(scans).toHaveLength(rows.length - 1);
  expect(scans.every(({ key, index }) => key === null && index === null)).toBe(true);
});

test('patterns can be restricted to a command, an alias or a system', async () => {
  const questions = async (...words: string[]) => (await patterns(...words)).map(({ question }) => question);
  const all = await questions();
  expect(await questions('fusion', 'helpers')).toEqual(await questions('helpers'));
  const systems = [
    ...(await questions('executions')),
    ...(await questions('index-executions')),
    ...(await questions('jobs')),
    ...(await questions('fusion')),
    ...(await questions('policy')),
  ];
  expect(systems).toEqual(all);
  expect(await questions('fusion', 'executions')).toHaveLength(3);
});

test('the stage fills table names', async () => {
  const tables = new Set((await patterns('helpers', '--stage', 'prod')).map(({ table }) => table));
  expect([...tables]).toEqual(['mfh-prod-helpers']);
});

describe('an invalid command line ends with exit 2', () => {
  test.each([
    ['patterns polcy', /No command 'polcy' queries a table\. Did you mean policy\?/],
    ['patterns fusion executins', /Did you mean fusion executions\?/],
    ['patterns xyzzy', /No command 'xyzzy' queries a table\.\n`ddbdbg patterns` lists/],
    ['patterns execution', /Did you mean executions\?/],
    ['patterns --limit 3', /unknown option '--limit'/],
    ['--count patterns', /unknown option '--count'/],
    ['--explain patterns', /--explain does not apply to patterns/],
  ])('%s', async (line, message) => {
    const { code, stdout, stderr } = await runMain(line.split(' '));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });
});

describe('patterns are shown', () => {
  test('as a table without truncation through a pipe', async () => {
    const { stdout } = await runMain(['patterns', 'fusion', 'platforms']);
    expect(stdout).toBe(`\
question                 command                                operation  table              index      key
get a platform by ID     ddbdbg fusion platforms platform:keap  get        mfh-dev-platforms             platform_id = "platform:keap"
find a platform by slug  ddbdbg fusion platforms --slug keap    query      mfh-dev-platforms  SlugIndex  slug = "keap"
`);
  });

  test('with one field per line on a terminal that is too narrow', async () => {
    const { stdout } = await runMain(['patterns', 'fusion', 'platforms', '--color', 'never'], {
      terminal: 100,
    });
    expect(stdout.split('\n').slice(0, 6)).toEqual([
      'question   get a platform by ID',
      'command    ddbdbg fusion platforms platform:keap',
      'operation  get',
      'table      mfh-dev-platforms',
      'key        platform_id = "platform:keap"',
      '',
    ]);
    const wide = await runMain(['patterns', 'fusion', 'platforms', '--color', 'never'], { terminal: 160 });
    expect(wide.stdout).toMatch(/^question +command/);
    const chosen = await runMain(['patterns', 'jobs', '--columns', 'command'], { terminal: 60 });
    expect(chosen.stdout).toMatch(/^\S*command/);
  });
});
