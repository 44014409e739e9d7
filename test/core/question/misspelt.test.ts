import { describe, expect, test } from 'vitest';
import { runMain } from '../../helpers/run-main';

const ask = (...words: string[]) => runMain(['--demo', ...words]);
const failures = ['executions', '--tenant', 'acme', '--status', 'failure'];

describe('reports probable misspellings, in pipes too', () => {
  test('of an attribute in --where when nothing was found', async () => {
    for (const more of [[], ['--count']]) {
      const { code, stderr } = await ask(...failures, '--where', 'creatd_at>2', ...more);
      expect(code).toBe(0);
      expect(stderr).toContain(
        "No attribute named 'creatd_at' is known for this table. Did you mean created_at?\n",
      );
    }
    const { stderr } = await ask(...failures, '--where', 'creatd_at>2', '--quiet');
    expect(stderr).toBe('');
  });

  test('of the column of --sort', async () => {
    const { stderr } = await ask(...failures, '--sort', 'creatd_at:desc');
    expect(stderr).toContain('No item in the result has an attribute creatd_at. Did you mean created_at?\n');
  });
});

describe('an option that is given twice', () => {
  test('adds a value', async () => {
    const twice = await ask(...failures, '--status', 'timeout', '--tenant', 'globex', '--explain');
    const lists = ['--tenant', 'acme,globex', '--status', 'failure,timeout'];
    expect(twice.stdout).toBe((await ask('executions', ...lists, '--explain')).stdout);
    expect(twice.stdout).toContain('4 Queries');
  });

  test.each([[['--since', '1h', '--since', '2h']]])('is rejected if it takes only one: %j', async (more) => {
    const { code, stderr } = await ask(...failures, ...more);
    expect(code).toBe(2);
    expect(stderr).toBe(`ddbdbg: ${more[0]} was given twice.\nIt takes only one value.\n`);
  });

  test('is overridden by the last one otherwise', async () => {
    const { code, stdout } = await ask(...failures, '--limit', '5', '--limit', '1', '-o', 'ndjson');
    expect([code, stdout.split('\n').length]).toEqual([0, 2]);
  });
});
