import { expect, test } from 'vitest';
import { runMain } from '../../helpers/run-main';

test.each([
  [['executions', '--tenant', '--status', 'failure'], '--tenant'],
  [['executions', '--tenant', '--status=failure'], '--tenant'],
  [['executions', '--tenant', '-o', 'json'], '--tenant'],
  [['executions', '--tenant', 'a', '--since', '--help'], '--since'],
  [['--region', '--demo', 'executions'], '--region'],
  [['fusion', 'users', '--email', '--stats'], '--email'],
])('%j lacks a value', async (words, option) => {
  expect(await runMain(words)).toEqual({
    code: 2,
    stdout: '',
    stderr: `ddbdbg: ${option} needs a value.\nFor a value that begins with a dash, use ${option}=<value>.\n`,
  });
});

test.each([
  ['executions', '--tenant=--status', '--explain'],
  ['executions', '--tenant', '--nonsense', '--explain'],
  ['executions', '--tenant', '-1', '--explain'],
])('%s %s: can be a value', async (...words) => {
  expect(await runMain(words)).toMatchObject({ code: 0, stderr: '' });
});
