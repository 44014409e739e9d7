import { beforeAll, describe, expect, inject, test } from 'vitest';
import { seedTable } from '../../src/local/seed';
import { createTable, engineClient } from '../../src/local/setup';
import { builtInTable } from '../helpers/catalog';
import { runMain, type Surroundings } from '../helpers/run-main';

const STAGE = 'pictures';
const NAMES: Readonly<Record<string, string>> = {
  jobs: 'pictures-jobs',
  'policy results': 'pictures-results',
  // No option selects this display.
  'policy executions': 'ast_executions',
  'fusion users': 'mfh-pictures-users',
};

beforeAll(async () => {
  const client = engineClient(inject('endpoint'));
  for (const [words, name] of Object.entries(NAMES)) {
    const table = builtInTable(words);
    if (!table) throw new Error(words);
    await createTable(client, table, name);
    await seedTable(client, table, name, Date.now());
  }
  client.destroy();
});

function ask(words: string, line: string, around: Surroundings = { terminal: 80, env: { NO_COLOR: '1' } }) {
  const place = ['--endpoint-url', inject('endpoint'), '--stage', STAGE, '--table', NAMES[words] ?? ''];
  return runMain([...words.split(' '), ...line.split(' '), ...place], around);
}

const JOB = 'job_mbzlks74_rfi5i0';
const BATCH = '--execution execution-20c7e9b1';

describe(`on a terminal (${inject('engine')})`, () => {
  test('a job is shown with a bar, and its log as a timeline', async () => {
    const { code, stdout } = await ask('jobs', JOB);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^recordId +job_.*\njobId +job_mbzlks74_rfi5i0\n/);
    expect(stdout).toContain('\nprogress        ███████████░░░░░░░░░  55%\n');
    expect(stdout).toMatch(/\n\n1 {2}● {2}\S+ {2}\+21s {2}█░{9} {2}15% {2}starting\n2 {2}● /);
  });

  test('--main is a record, and --logs a timeline', async () => {
    expect((await ask('jobs', `${JOB} --main`)).stdout).toMatch(/^recordId .*\njobId /);
    expect((await ask('jobs', `${JOB} --logs`)).stdout).toMatch(/^1 {2}● .*starting\n/);
  });

  test('policies are listed below the progress of their batch', async () => {
    const { code, stdout, stderr } = await ask('policy results', BATCH);
    expect(code).toBe(0);
    const [batch, blank, header, ...rows] = stdout.trimEnd().split('\n');
    expect(batch).toMatch(/^execution-20c7e9b1 {2}✗ failed {2}█+░+ +\d+% {2}duration \S+.* {2}done \d\/\d$/);
    expect(blank).toBe('');
    expect(header?.trim().split(/ +/)).toEqual([
      'policy_number',
      'status',
      'started_at',
      'duration',
      'error',
    ]);
    expect(rows.some((row) => / ✗ failed .* \d.*s {2}\S/.test(row))).toBe(true);
    expect(rows.some((row) => / ◦ pending$/.test(row))).toBe(true);
    expect(stderr).toContain('query on pictures-results · 2 requests · ');
  });

  test('--explain includes the request for the batch', async () => {
    const { stdout } = await ask('policy results', `${BATCH} --explain`);
    expect(stdout).toContain('Request 2 of 2: aws dynamodb get-item');
  });

  test('a single user is shown as a record', async () => {
    const { stdout } = await ask('fusion users', '--email ada.lovelace@acme.example');
    expect(stdout).toMatch(/^user_id +user:.*\n(.*\n)*email +ada\.lovelace@acme\.example\n/);
  });

  test.each(['-o json', '--columns policy_number', '--record', '--count', '--policy ABC123DEF'])(
    'no extra requests are sent: %s',
    async (words) => {
      const { code, stderr } = await ask('policy results', `${BATCH} ${words}`);
      expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining(' · 1 request · ') });
    },
  );
});

test('through a pipe, values are printed as stored, and no extra requests are sent', async () => {
  const results = await ask('policy results', `${BATCH} --stats`, {});
  expect(results.stdout).toMatch(/^execution_id +policy_number +status +started_at +completed_at +error\n/);
  expect(results.stderr).toContain(' · 1 request · ');
  const job = await ask('jobs', JOB, {});
  expect(job.stdout).toMatch(/^jobId +sequenceNumber +status +progress /);
  expect(job.stdout).not.toMatch(/[█●▸]/);
});
