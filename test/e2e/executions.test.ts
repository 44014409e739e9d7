import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { BIN, spawnBin, spawnShell } from '../helpers/spawn-bin';

const QUESTION = [
  '--demo',
  'executions',
  '--tenant',
  'acme',
  '--status',
  'failure,timeout',
  '--since',
  '24h',
];
const COLUMNS = ['jit_event_id', 'execution_id', 'status', 'errors', 'created_at', 'completed_at'];
const NOTICE = 'demo: generated sample data\n';

describe('the built program answers the main question', () => {
  test('as a table', async () => {
    const { code, stdout, stderr } = await spawnBin(QUESTION);
    expect({ code, stderr }).toEqual({ code: 0, stderr: NOTICE });
    const [header, ...rows] = stdout.trimEnd().split('\n');
    expect(header?.split(/\s+/).filter(Boolean)).toEqual(COLUMNS);
    expect(rows.length).toBeGreaterThan(3);
    for (const row of rows) expect(row).toMatch(/\b(failure|timeout)\b/);
  });

  test('as JSON, with complete items, newest first', async () => {
    const { code, stdout, stderr } = await spawnBin([...QUESTION, '-o', 'json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: NOTICE });
    const items = JSON.parse(stdout) as Record<string, string>[];
    expect(items.length).toBeGreaterThan(3);
    const times = items.map((item) => item.GSI1SK ?? '');
    expect(times).toEqual([...times].sort().reverse());
    expect(new Set(items.map((item) => item.GSI1PK))).toEqual(
      new Set(['TENANT#acme#STATUS#failure', 'TENANT#acme#STATUS#timeout']),
    );
  });

  test('as NDJSON, with one object per line', async () => {
    const { stdout } = await spawnBin([...QUESTION, '-o', 'ndjson']);
    const items = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(items.length).toBeGreaterThan(3);
    expect(items[0]).toHaveProperty('execution_id');
  });

  test('as CSV with the columns of the definition', async () => {
    const { stdout } = await spawnBin([...QUESTION, '-o', 'csv']);
    const [header, ...rows] = parse(stdout) as string[][];
    expect(header).toEqual(COLUMNS);
    expect(rows.length).toBeGreaterThan(3);
  });

  test.each(['table', 'json', 'ndjson', 'csv'])(
    'and ends silently when the reader stops early: -o %s',
    async (format) => {
      const { code, stdout, stderr } = await spawnShell(
        `ddbdbg ${QUESTION.join(' ')} -o ${format} | head -2`,
      );
      expect({ code, stderr }).toEqual({ code: 0, stderr: NOTICE });
      expect(stdout.trimEnd().split('\n')).toHaveLength(2);
    },
  );
});

describe('the built program', () => {
  test('shows help and version', async () => {
    expect(await spawnBin(['--version'])).toMatchObject({ code: 0, stdout: '0.1.0\n', stderr: '' });
    const help = await spawnBin(['executions', '--help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    for (const option of ['--tenant', '--status', '--since', '--cursor', '--demo'])
      expect(help.stdout).toContain(option);
  });

  test('reports a usage error in one line, with exit 2 and no stack', async () => {
    const { code, stdout, stderr } = await spawnBin(['executions', '--tenant', 'acme', '--status', 'faled']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^ddbdbg: --status: 'faled' is not a known value\. Did you mean/);
    expect(stderr.trimEnd().split('\n').length).toBeLessThanOrEqual(2);
  });

  test('runs local start, setup and seed, which store their data and stop cleanly', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ddbdbg-'));
    let endpoint: string[] = [];
    const start = async () => {
      const engine = spawn(process.execPath, [BIN, 'local', 'start', '--port', '0', '--data-dir', folder]);
      const [printed] = await once(engine.stdout, 'data');
      const [, url = ''] = /ddbdbg local seed --endpoint-url (http:\S+)\n/.exec(String(printed)) ?? [];
      expect(url).toMatch(/:[1-9]\d+$/);
      endpoint = ['--endpoint-url', url];
      return engine;
    };
    const stop = async (engine: Awaited<ReturnType<typeof start>>) => {
      engine.kill('SIGINT');
      return once(engine, 'exit');
    };
    try {
      const first = await start();
      expect((await spawnBin(['local', 'setup', ...endpoint])).stdout).toContain('created  JobExecutions');
      expect((await spawnBin(['local', 'setup', ...endpoint])).stdout).toContain('exists   JobExecutions');
      for (let times = 0; times < 2; times++)
        expect((await spawnBin(['local', 'seed', ...endpoint])).code).toBe(0);
      const count = () => spawnBin(['executions', '--tenant', 'acme', '--count', ...endpoint]);
      const counted = await count();
      expect(Number(counted.stdout)).toBeGreaterThan(10);
      expect(await stop(first)).toEqual([0, null]);
      const second = await start();
      expect(await count()).toEqual(counted);
      await stop(second);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('refuses local setup and seed for an endpoint on another machine', async () => {
    for (const command of ['setup', 'seed']) {
      const { code, stderr } = await spawnBin([
        'local',
        command,
        '--endpoint-url',
        'https://dynamodb.us-east-1.example',
      ]);
      expect({ code, stderr }).toEqual({
        code: 2,
        stderr: expect.stringContaining('is not on this machine'),
      });
    }
  });
});
