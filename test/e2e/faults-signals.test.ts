import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { makeLarge, makeMany } from '../helpers/many-items';
import { type ProxyOptions, startProxy } from '../helpers/proxy';
import { collect, spawnBin, startBin } from '../helpers/spawn-bin';

const TABLE = 'many-until-interrupted';
const COUNT = 1_000;
const QUERY = ['find', TABLE, '--where', 'PK=x', '-o', 'json'];
const MERGE = ['executions', '--tenant', 'acme', '--table', TABLE, '-o', 'json'];
const SCAN = ['find', TABLE, '--segments', '4', '-o', 'json'];

const home = mkdtempSync(join(tmpdir(), 'ddbdbg-test-tmp-'));
beforeAll(() => makeMany(inject('endpoint'), TABLE, COUNT));
afterAll(() => rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));

/** Milliseconds that the end may take. Other tests keep the machine busy, so a slow run is repeated. */
const SOON = 200;
const patiently = { retry: 4 };

/** Signals a run once `when` resolves, and resolves to how it ended and how long that took. */
async function interrupted(child: ChildProcess, when: Promise<unknown>, signal: 'SIGINT' | 'SIGTERM') {
  const ran = collect(child);
  const ended = once(child, 'exit');
  await when;
  const began = performance.now();
  child.kill(signal);
  await ended;
  return { ...(await ran), millis: performance.now() - began };
}

const slowly = (options: ProxyOptions = {}) =>
  startProxy(inject('endpoint'), { pageItems: 40, delay: 60, ...options });
const firstOutput = (child: ChildProcess) => once(child.stdout as NodeJS.ReadableStream, 'data');
const cursorOf = (stderr: string) => /--cursor ([\w-]+)/.exec(stderr)?.[1] ?? '';
const ids = (text: string) =>
  (JSON.parse(text) as { execution_id: string }[]).map((item) => item.execution_id);

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('an interrupted run has printed valid output, and reports where to continue', () => {
  test.each([
    ['SIGINT', 130, 'Interrupted', QUERY],
    ['SIGTERM', 143, 'Terminated', QUERY],
    ['SIGINT', 130, 'Interrupted', MERGE],
    ['SIGTERM', 143, 'Terminated', SCAN],
  ] as const)('%s: exit %d', patiently, async (signal, code, word, words) => {
    const proxy = await slowly();
    const child = startBin([...words, '--endpoint-url', proxy.endpoint]);
    const run = await interrupted(child, firstOutput(child), signal);
    expect(run.code).toBe(code);
    expect(run.stderr).toMatch(new RegExp(`(^|\n)ddbdbg: ${word}\\.\nContinue with --cursor [\\w-]+\n$`));
    const first = ids(run.stdout);
    expect(first.length).toBeLessThan(COUNT);
    const fast = await startProxy(inject('endpoint'), { pageItems: 40 });
    const rest = await spawnBin([
      ...words,
      '--endpoint-url',
      fast.endpoint,
      '--cursor',
      cursorOf(run.stderr),
    ]);
    const all = [...first, ...ids(rest.stdout)].map(Number).sort((a, b) => a - b);
    expect(all).toEqual(Array.from({ length: COUNT }, (_, i) => i));
    expect(run.millis).toBeLessThan(SOON);
  });
});

test('the cursor is printed once, even with a summary', patiently, async () => {
  const proxy = await slowly();
  const child = startBin([...QUERY, '--stats', '--endpoint-url', proxy.endpoint]);
  const run = await interrupted(child, firstOutput(child), 'SIGINT');
  expect(run.stderr).toMatch(/^\d+ items? · .*\nddbdbg: Interrupted\.\nContinue with --cursor [\w-]+\n$/s);
  expect(run.stderr.match(/--cursor/g)).toHaveLength(1);
});

test('a sorted answer reports that it only covers what had been read', patiently, async () => {
  const proxy = await slowly();
  const child = startBin([...QUERY, '--sort', 'amount:desc', '--endpoint-url', proxy.endpoint]);
  const run = await interrupted(
    child,
    until(() => proxy.seen.length > 5),
    'SIGINT',
  );
  const shown = ids(run.stdout).map(Number);
  expect(shown.length).toBeGreaterThan(0);
  expect(shown).toEqual([...shown].sort((a, b) => b - a));
  expect(run).toMatchObject({
    code: 130,
    stderr: expect.stringContaining('Only the items read so far are sorted'),
  });
});

describe('no pending work delays the end', () => {
  const waits: Record<string, ProxyOptions> = {
    'the pause before a retry': { fault: () => 'ThrottlingException' },
    'an answer that never comes': { fault: () => 'stall before the answer' },
    'a body that never ends': { fault: () => 'stall inside the body' },
  };
  test.each(Object.entries(waits))('%s', patiently, async (_, options) => {
    const proxy = await slowly({ ...options, delay: 0 });
    const child = startBin([...QUERY, '--endpoint-url', proxy.endpoint]);
    const run = await interrupted(
      child,
      until(() => proxy.seen.length > 0),
      'SIGINT',
    );
    expect(run).toMatchObject({ code: 130, stderr: 'ddbdbg: Interrupted.\n' });
    expect(run.millis).toBeLessThan(SOON);
  });

  test('a slow credential_process', patiently, async () => {
    const started = join(home, 'started');
    rmSync(started, { force: true });
    const config = join(home, 'config');
    writeFileSync(config, `[profile p]\ncredential_process = sh -c "touch ${started}; exec sleep 3"\n`);
    const env = { AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: join(home, 'none') };
    const child = startBin([...QUERY, '--profile', 'p'], env);
    const run = await interrupted(
      child,
      until(() => readdirSync(home).includes('started')),
      'SIGTERM',
    );
    expect(run).toMatchObject({ code: 143, stdout: '', stderr: 'ddbdbg: Terminated.\n' });
    expect(run.millis).toBeLessThan(SOON);
  });

  test('a count', patiently, async () => {
    const proxy = await slowly();
    const child = startBin([...MERGE, '--count', '--endpoint-url', proxy.endpoint]);
    const run = await interrupted(
      child,
      until(() => proxy.seen.length > 2),
      'SIGINT',
    );
    expect(run).toMatchObject({ code: 130, stdout: '', stderr: 'ddbdbg: Interrupted.\n' });
    expect(run.millis).toBeLessThan(SOON);
  });

  test('a pause for --max-rcu', patiently, async () => {
    const proxy = await slowly();
    const child = startBin([...QUERY, '--max-rcu', '0.5', '--endpoint-url', proxy.endpoint]);
    const run = await interrupted(child, firstOutput(child), 'SIGINT');
    expect(run.code).toBe(130);
    expect(ids(run.stdout).length).toBeGreaterThan(0);
    expect(run.millis).toBeLessThan(SOON);
  });
});

/** The temporary file that a process has open, according to `/proc`. */
function spoolOf({ pid }: ChildProcess): string | undefined {
  const folder = `/proc/${pid}/fd`;
  const open = readdirSync(folder).map((name) => join(folder, name));
  return open.find((link) => {
    try {
      return readlinkSync(link).includes('/ddbdbg-');
    } catch {
      return false; // closed in the meantime
    }
  });
}

test.skipIf(process.platform !== 'linux')('the temporary file is private and is deleted', async () => {
  await makeLarge(inject('endpoint'), 'large-until-interrupted', 50);
  const folder = mkdtempSync(join(home, 'spool-'));
  const proxy = await startProxy(inject('endpoint'));
  // All columns of all items: nothing can be written before the last item is known.
  const words = ['find', 'large-until-interrupted', '--where', 'PK=x', '-o', 'csv', '--columns', 'all'];
  const child = startBin([...words, '--endpoint-url', proxy.endpoint], { TMPDIR: folder });
  let mode = 0;
  const spilled = until(() => {
    const file = spoolOf(child);
    if (file) mode = statSync(file).mode & 0o777;
    return file !== undefined;
  });
  const run = await interrupted(child, spilled, 'SIGINT');
  expect(run.code).toBe(130);
  expect(mode).toBe(0o600);
  expect(run.stdout.split('\r\n').length).toBeGreaterThan(20);
  expect(readdirSync(folder)).toEqual([]);
});

describe('a second signal kills', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('%s, when the output is not read', async (second) => {
    const proxy = await startProxy(inject('endpoint'));
    const child = startBin([...QUERY, '--columns', 'all', '--endpoint-url', proxy.endpoint]);
    // More than a pipe holds, so that the program can't end on its own.
    await until(() => proxy.seen.length > 1);
    await new Promise((resolve) => setTimeout(resolve, 300));
    child.kill('SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(child.exitCode ?? child.signalCode).toBeNull();
    const ended = once(child, 'exit');
    child.kill(second);
    expect(await ended).toEqual([null, second]);
    child.stdout?.destroy();
  });
});
