import { describe, expect, test } from 'vitest';
import { askWords, commandLine } from '../../src/commands/argv/command-line';
import { decodedKeys } from '../../src/core/inspect/decode';
import type { TableDefinition } from '../../src/dynamo/model/definition';
import { runMain } from '../helpers/run-main';

const decode = async (...words: string[]): Promise<Record<string, unknown>[]> => {
  const { code, stdout, stderr } = await runMain(['decode', ...words, '-o', 'json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
};

test('a key is shown with its parts and the command that queries it', async () => {
  expect(await runMain(['decode', 'TENANT#acme#STATUS#failure'])).toEqual({
    code: 0,
    stderr: '',
    stdout: `\
key        TENANT#acme#STATUS#failure
values     tenant acme, status failure
system     executions
table      JobExecutions
attribute  GSI1PK, partition key of GSI1
template   TENANT#{tenant}#STATUS#{status}
command    ddbdbg executions --tenant acme --status failure
`,
  });
});

test('as JSON', async () => {
  expect(await decode('TENANT#acme#STATUS#failure')).toEqual([
    {
      key: 'TENANT#acme#STATUS#failure',
      system: 'executions',
      table: 'JobExecutions',
      attribute: 'GSI1PK',
      roles: ['partition key of GSI1'],
      template: 'TENANT#{tenant}#STATUS#{status}',
      values: { tenant: 'acme', status: 'failure' },
      command: 'ddbdbg executions --tenant acme --status failure',
    },
  ]);
});

test('several keys at once, of different kinds', async () => {
  const rows = await decode('EXECUTION#e-1', 'JOB#nightly', 'TENANT#acme#STATUS#success');
  expect(rows.map(({ attribute, values }) => [attribute, values])).toEqual([
    ['PK', { execution_id: 'e-1' }],
    ['SK', { job_id: 'nightly' }],
    ['GSI1PK', { tenant: 'acme', status: 'success' }],
  ]);
});

describe('the command', () => {
  test.each([
    ['TENANT#acme inc#STATUS#failure', "ddbdbg executions --tenant 'acme inc' --status failure"],
    ["TENANT#o'brien#STATUS#timeout", "ddbdbg executions --tenant 'o'\\''brien' --status timeout"],
    ['TENANT#$HOME#STATUS#success', "ddbdbg executions --tenant '$HOME' --status success"],
    ['TENANT#-x#STATUS#success', 'ddbdbg executions --tenant=-x --status success'],
    // Conditions that options cannot express use the key itself.
    ['TENANT#acme#STATUS#odd', "ddbdbg find JobExecutions --where 'GSI1PK=TENANT#acme#STATUS#odd'"],
    ['TENANT#a#b#STATUS#success', "ddbdbg find JobExecutions --where 'GSI1PK=TENANT#a#b#STATUS#success'"],
    ['EXECUTION#e-1', "ddbdbg find JobExecutions --where 'PK=EXECUTION#e-1'"],
  ])('for %s', async (key, command) => {
    expect((await decode(key)).map((row) => row.command)).toEqual([command]);
  });

  test('for a spelling from the environment uses its name', async () => {
    const { stdout } = await runMain(['decode', 'TENANT#a#STATUS#ERROR', '-o', 'ndjson'], {
      env: { DDBDBG_EXECUTIONS_STATUS: 'failure=ERROR|FAILURE' },
    });
    expect(JSON.parse(stdout).command).toBe('ddbdbg executions --tenant a --status failure');
  });
});

describe('an unknown key ends with exit 2', () => {
  test('and lists the known key templates', async () => {
    const ran = await runMain(['decode', 'nope', '-o', 'json']);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(/matches 'nope'\.\nKnown templates: .*TENANT#\{tenant\}#STATUS#\{status\}/);
  });

  test('and the other keys are still decoded', async () => {
    const { code, stdout, stderr } = await runMain(['decode', 'JOB#x', 'nope', '', '-o', 'ndjson']);
    expect({ code, known: JSON.parse(stdout).key }).toEqual({ code: 2, known: 'JOB#x' });
    expect(stderr).toContain("'nope', ''");
  });

  test('a key is required', async () => {
    expect(await runMain(['decode'])).toMatchObject({ code: 2, stderr: expect.stringContaining("'key'") });
  });
});

/** A table with templates, some of which are ambiguous. */
const shop: TableDefinition = {
  command: ['shop'],
  summary: '',
  name: 'shop-{stage}',
  partitionKey: ['pk'],
  sortKey: ['sk'],
  indexes: [{ name: 'Inverted', partitionKey: ['sk'], sortKey: ['pk'], projection: 'ALL' }],
  argument: 'customer',
  attributes: {
    pk: { type: 'S', template: 'C#{customer}' },
    sk: { type: 'S', template: 'C#{customer}#O#{order}' },
    any: { type: 'S', template: '{customer}{order}' },
    customer: { type: 'S', virtual: true },
    order: { type: 'S' },
    hidden: { type: 'S', template: 'H#{x}' },
  },
  patterns: [],
};

const commands = (key: string, stage?: string) =>
  decodedKeys(key, [shop], stage).map(({ ask }) => commandLine(askWords(ask)));

test('all readings of a key are shown, the most specific first', () => {
  expect(
    decodedKeys('C#1#O#2', [shop], undefined).map(({ attribute, values }) => [attribute, values]),
  ).toEqual([
    ['sk', { customer: '1', order: '2' }],
    ['pk', { customer: '1#O#2' }],
  ]);
});

test('a command takes an argument and conditions, and any other key becomes a query of the table', () => {
  expect(commands('C#1')).toEqual(['ddbdbg shop 1']);
  expect(commands('C#1#O#2', 'prod')).toEqual([
    'ddbdbg shop 1 --where order=2',
    "ddbdbg find shop-prod --where 'pk=C#1#O#2'",
  ]);
  expect(commands('H#9')).toEqual(["ddbdbg find shop-dev --where 'hidden=H#9'"]);
});

describe('identifiers are known by their style', () => {
  test.each([
    ['helper:1234abcd', 'fusion helpers', 'helper_id', 'ddbdbg fusion helpers helper:1234abcd'],
    ['user:5', 'fusion users', 'user_id', 'ddbdbg fusion users user:5'],
    [
      'arn:aws:states:eu-west-1:123456789012:execution:a:b',
      'index-executions',
      'executionArn',
      'ddbdbg index-executions arn:aws:states:eu-west-1:123456789012:execution:a:b',
    ],
    [
      'jit-ffd7b1a2',
      'executions',
      'jit_event_id',
      'ddbdbg find JobExecutions --where jit_event_id=jit-ffd7b1a2',
    ],
    ['job_mbzlks74_rfi5i0', 'jobs', 'jobId', 'ddbdbg jobs job_mbzlks74_rfi5i0'],
  ])('%s', async (key, system, attribute, command) => {
    const [first, ...others] = await decode(key);
    expect(first).toMatchObject({ key, system, attribute, command, values: { [attribute]: key } });
    // Tables that refer to the item follow.
    for (const other of others) expect(String(other.command)).toContain(key);
  });

  test('a UUID may be one of several, with what it identifies first', async () => {
    const id = '3f1c9a52-7d4e-4c8b-9f0a-1b2c3d4e5f60';
    expect(await decode(id)).toMatchObject([
      { attribute: 'execution_id', template: 'a UUID', command: `ddbdbg executions ${id}` },
      {
        attribute: 'cognito_user_id',
        template: 'a UUID',
        command: `ddbdbg fusion users --cognito-sub ${id}`,
      },
    ]);
  });

  test('by the pattern of an attribute', async () => {
    expect(await decode('ABC123DEF')).toMatchObject([
      { attribute: 'policy_number', template: 'a policy number (exactly 9 letters and digits)' },
    ]);
  });

  test('and stay one value in the command, even with a comma', async () => {
    expect((await decode('connection:a,b')).map(({ command }) => command)).toEqual([
      'ddbdbg fusion connections connection:a,b',
      `ddbdbg fusion auths --connection '"connection:a,b"'`,
    ]);
  });

  test('but not by words that examples do not share, or with fewer parts', async () => {
    for (const key of ['helper', 'helper:', 'arn:aws:s3:::bucket', 'job_x'])
      expect(await runMain(['decode', key])).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('of several readings', () => {
  const orders: TableDefinition = {
    ...shop,
    command: ['orders'],
    indexes: [],
    attributes: {
      pk: { type: 'S', template: '{region}#{day}' },
      sk: { type: 'S', template: '{customer}#{order}' },
      at: { type: 'S', template: 'O#{order}#{placed}' },
      day: { type: 'S', format: 'time' },
      region: { type: 'S' },
      customer: { type: 'S' },
      order: { type: 'S' },
      placed: { type: 'S', format: 'time' },
    },
  };
  const templates = (key: string) => decodedKeys(key, [orders], undefined).map(({ template }) => template);

  test('those by variables only are left out when a constant fits', () => {
    expect(templates('O#7#2025-06-16')).toEqual(['O#{order}#{placed}']);
    expect(templates('eu#2025-06-16')).toEqual(['{region}#{day}', '{customer}#{order}']);
  });

  test('those against the format of a part come last, or are left out', () => {
    expect(templates('eu#x')).toEqual(['{customer}#{order}']);
    expect(templates('O#7#x')).toEqual(['{customer}#{order}']);
  });
});
