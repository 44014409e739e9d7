import { describe, expect, test } from 'vitest';
import { runMain } from '../helpers/run-main';

const rows = async (words: readonly string[], terminal?: number) => {
  const line = ['--demo', 'executions', '--tenant', 'acme', '-o', 'ndjson', ...words];
  const { code, stdout } = await runMain(line, terminal === undefined ? {} : { terminal });
  expect(code).toBe(0);
  return stdout.trim().split('\n').length;
};

test.each([
  ['--limit', '3', '4'],
  ['--index', 'GSI1', 'table'],
])('%s is refused if given twice, as one of its values would be ignored', async (option, first, second) => {
  const line = ['--demo', 'executions', '--tenant', 'acme', option, first, option, second];
  const { code, stderr } = await runMain(line);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: `ddbdbg: ${option} was given twice.\nIt takes only one value.\n`,
  });
});

describe('--limit all', () => {
  test('is no limit, on a terminal too', async () => {
    const all = await rows([]);
    expect(all).toBeGreaterThan(100);
    expect(await rows([], 120)).toBe(100);
    expect(await rows(['-n', 'all'], 120)).toBe(all);
    expect(await rows(['--limit=all'])).toBe(all);
  });

  test.each(['0', 'every', '1.5'])('is the only word beside whole numbers: %s', async (limit) => {
    const { code, stderr } = await runMain(['--demo', 'jobs', '--limit', limit]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `ddbdbg: --limit: '${limit}' is not a whole number above 0.\n`,
    });
  });
});
