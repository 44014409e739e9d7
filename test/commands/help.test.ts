import { describe, expect, test } from 'vitest';
import { CATALOG } from '../../src/queries/registry';
import { runMain } from '../helpers/run-main';

const COMMANDS = [
  ...CATALOG.map((table) => table.command.join(' ')),
  ...['find', 'tables', 'patterns', 'decode', 'completion', 'trust'],
  ...['local', 'local start', 'local setup', 'local seed', 'fusion', 'policy'],
];

describe.each(['', ...COMMANDS])('the help of `ddbdbg %s`', (command) => {
  const help = (around = {}) => runMain([...command.split(' ').filter(Boolean), '--help'], around);

  test('goes to stdout and fits into 80 columns', async () => {
    const { code, stdout, stderr } = await help({ terminal: 80 });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n').filter((line) => line.length > 80 && !line.includes('$ ddbdbg'))).toEqual([]);
    expect(await help()).toEqual({ code, stdout, stderr });
  });
});

test.each(CATALOG.map((table) => table.command.join(' ')))('the help of %s has examples', async (command) => {
  const { stdout } = await runMain([...command.split(' '), '--help']);
  const examples = stdout.slice(stdout.indexOf('\nExamples:\n'));
  expect(examples.match(/^ {2}\$ ddbdbg /gm)?.length).toBeGreaterThanOrEqual(1);
  for (const group of ['Lookup options:', 'Output options:', 'Connection options:'])
    expect(stdout).toContain(`\n${group}\n`);
});

test('commands are grouped', async () => {
  const { stdout } = await runMain(['--help']);
  expect(
    [...stdout.slice(0, stdout.indexOf('\nTry it')).matchAll(/^(\w[\w -]*):\n {2}(\S+)/gm)].map(
      ([, group, first]) => [group, first],
    ),
  ).toEqual([
    ['Options', '-V,'],
    ['Lookups', 'executions'],
    ['Any table', 'find'],
    ['Tools', 'patterns'],
  ]);
});

describe('a typo ends with exit 2, a suggestion, and a reference to the help', () => {
  test.each([
    ['executionz', "unknown command 'executionz'. Did you mean executions?", 'ddbdbg'],
    ['fusion user', "unknown command 'user'. Did you mean users?", 'ddbdbg fusion'],
    ['executions --tenent a', "unknown option '--tenent'. Did you mean --tenant?", 'ddbdbg executions'],
    ['fusion users --emial a', "unknown option '--emial'. Did you mean --email?", 'ddbdbg fusion users'],
    ['executions --tenant', "option '--tenant <tenant>' argument missing.", 'ddbdbg executions'],
    ['find', "missing required argument 'table'.", 'ddbdbg find'],
    ['\u001b[31mred', "unknown command '\\u001b[31mred'.", 'ddbdbg'],
  ])('%s', async (line, message, command) => {
    expect(await runMain(line.split(' '))).toEqual({
      code: 2,
      stdout: '',
      stderr: `ddbdbg: ${message}\nTry \`${command} --help\`.\n`,
    });
  });
});
