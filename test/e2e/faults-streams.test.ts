import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { makeMany } from '../helpers/many-items';
import { startProxy } from '../helpers/proxy';
import { spawnBin, spawnShell } from '../helpers/spawn-bin';

const TABLE = 'many-for-streams';
const FORMATS = ['table', 'json', 'ndjson', 'csv', 'dynamodb-json'];
const ASK = `ddbdbg find ${TABLE} --where PK=x --endpoint-url ${inject('endpoint')}`;

const folder = mkdtempSync(join(tmpdir(), 'ddbdbg-test-streams-'));
beforeAll(() => makeMany(inject('endpoint'), TABLE, 1_000));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('lost output is reported', () => {
  const full = test.skipIf(!existsSync('/dev/full'));
  full.each(FORMATS)('a full disk, as %s', async (format) => {
    const { code, stderr } = await spawnShell(`${ASK} -o ${format} > /dev/full`);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr:
        'ddbdbg: Cannot write the output: the disk is full (ENOSPC).\nThe output is incomplete. Free some space and start over.\n',
    });
  });

  full.each(['--count', '--explain', '--help'])('a full disk, for %s', async (option) => {
    const { code, stderr } = await spawnShell(`${ASK} ${option} > /dev/full`);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('ENOSPC') });
  });

  // A partial write, which Node itself takes for a complete one.
  test.each(['json', 'csv'])('a disk that fills up in the middle, as %s', async (format) => {
    const file = join(folder, format);
    const { code, stderr } = await spawnShell(`ulimit -f 40; ${ASK} -o ${format} > '${file}'`);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining('Cannot write the output'),
    });
    expect(statSync(file).size).toBe(40 * 1024);
  });

  test('an empty stderr is not a failure', async () => {
    expect(await spawnShell(`${ASK} --stats --limit 1 -o ndjson 2>&-`)).toMatchObject({ code: 0 });
  });
});

test.each(FORMATS)('a closed pipe ends the program silently: %s', async (format) => {
  const { code, stdout, stderr } = await spawnShell(`${ASK} -o ${format} | head -c 20`);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toHaveLength(20);
});

describe('an unreachable endpoint is reported within ten seconds', () => {
  const stopped: ChildProcess[] = [];
  afterAll(() => {
    for (const child of stopped) child.kill('SIGKILL');
  });

  /** A port that accepts no connections: its owner is stopped, and its queue of waiting connections is full. */
  async function blackHole(): Promise<string> {
    const script = `require('net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, function () { console.log(this.address().port) })`;
    const child = spawn(process.execPath, ['-e', script]);
    stopped.push(child);
    const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
    child.kill('SIGSTOP');
    const port = Number(chunk.toString());
    for (let i = 0; i < 4; i++)
      connect(port, '127.0.0.1')
        .on('error', () => {})
        .unref();
    await new Promise((resolve) => setTimeout(resolve, 100));
    return `http://127.0.0.1:${port}`;
  }

  type Later = (stop: () => void) => void;
  const silent = (later: Later) =>
    startProxy(inject('endpoint'), { later, fault: () => 'stall before the answer' });
  const cases: [string, (later: Later) => Promise<string>, RegExp][] = [
    ['nothing listens', async () => 'http://127.0.0.1:9', /ECONNREFUSED/],
    ['a connection cannot be established', blackHole, /could not connect/],
    ['there is no response', async (later) => (await silent(later)).endpoint, /no response/],
  ];
  test.concurrent.for(cases)('%s', async ([, place, why], { expect, onTestFinished }) => {
    const endpoint = await place(onTestFinished);
    const began = performance.now();
    const words = ['executions', '--tenant', 'acme', '--endpoint-url', endpoint];
    const { code, stdout, stderr } = await spawnBin(words);
    expect({ code, stdout: stdout.length > 200 }).toEqual({ code: 1, stdout: false });
    expect(stderr).toMatch(why);
    expect(stderr).toContain(`Cannot reach DynamoDB at ${endpoint}`);
    expect(stderr).toContain('--endpoint-url');
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
