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

  test('but not of short names, which are all alike', async () => {
    const short = await ask('find', 'JobExecutions', '--where', 's=x');
    expect(short.code).toBe(0);
    expect(short.stderr).not.toContain('Did you mean');
    const age = await ask('find', 'JobExecutions', '--where', 's>2h');
    expect(age.code).toBe(2);
    expect(age.stderr).not.toContain('Did you mean');
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

  test.each([[['--since', '1h', '--since', '2h']], [['--limit', '5', '--limit', '1']]])(
    'is rejected: %j',
    async (more) => {
      const { code, stderr } = await ask(...failures, ...more);
      expect(code).toBe(2);
      expect(stderr).toBe(`ddbdbg: ${more[0]} was given twice.\nIt takes only one value.\n`);
    },
  );

  test('is overridden by the last one if it changes only how the items are shown', async () => {
    const { code, stdout } = await ask(...failures, '-n', '1', '-o', 'csv', '-o', 'ndjson');
    expect([code, stdout.split('\n').length]).toEqual([0, 2]);
  });

  test('adds columns, and columns to sort by', async () => {
    const twice = [...'--columns status --columns created_at --sort status --sort=-created_at'.split(' ')];
    const once = [...'--columns status,created_at --sort status,-created_at'.split(' ')];
    const table = await ask(...failures, ...twice, '-o', 'csv');
    expect(table.stdout).toMatch(/^status,created_at\r\nfailure,/);
    // The sample data is relative to the time of a run.
    const shape = (out: string) => out.replace(/\d/g, '0');
    expect(shape(table.stdout)).toBe(shape((await ask(...failures, ...once, '-o', 'csv')).stdout));
  });
});

test('a time window on items without a common time is answered by a condition that works', async () => {
  const { code, stderr } = await ask('jobs', 'job_mbzlks74_rfi5i0', '--since', '2h', '--until', '1h');
  expect(code).toBe(2);
  expect(stderr).toContain("\nUse --where 'createdAt>2h' --where 'createdAt<=1h'.\n");
  const works = ['--where', 'createdAt>2h', '--where', 'createdAt<=1h', '--count'];
  expect(await ask('jobs', 'job_mbzlks74_rfi5i0', ...works)).toMatchObject({ code: 0 });
});
