import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isInstalled } from '../helpers/installed';
import { completions, SHELLS } from '../helpers/shells';
import { BIN, spawnBin } from '../helpers/spawn-bin';

describe.each(SHELLS)('%s with its completion script completes', (shell) => {
  const isThere = isInstalled(shell);

  test.skipIf(!isThere).each([
    ['commands', 'ddbdbg --stage prod inde', ['index-executions']],
    ['options', 'ddbdbg fusion users --st', ['--stage', '--stats', '--stats-file', '--status']],
    ['a status', 'ddbdbg executions --status ', ['failure', 'started', 'success', 'timeout']],
    [
      'statuses after a comma',
      'ddbdbg executions --status failure,s',
      ['failure,started', 'failure,success'],
    ],
    ['values after =', 'ddbdbg executions --order=d', [shell === 'bash' ? 'desc' : '--order=desc']],
    ['attributes of a condition', 'ddbdbg executions --where sta', ['status=']],
    [
      'values of a condition',
      'ddbdbg executions --where status=f',
      [shell === 'bash' ? 'failure' : 'status=failure'],
    ],
    ['columns to sort by', 'ddbdbg executions --sort status,-cr', ['status,-created_at']],
    ['nothing when no values are known', 'ddbdbg executions --tenant a', []],
  ])('%s', async (_, line, expected) => {
    expect(await completions(shell, line)).toEqual(expected);
  });

  test.skipIf(!isThere)('folders', async () => {
    const [found, ...more] = await completions(shell, `ddbdbg local start --data-dir ${dirname(BIN)}/../sr`);
    expect(found).toMatch(/src\/?$/);
    expect(more).toEqual([]);
  });
});

test('rejects other shells', async () => {
  const { code, stdout, stderr } = await spawnBin(['completion', 'tcsh']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('bash, zsh, fish');
});
