import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { spawnBin } from '../helpers/spawn-bin';

// Since Node 22.8, Node itself manages the files.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const builtIn = major > 22 || (major === 22 && minor >= 8);

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ddbdbg-home-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));

const run = (words = ['--version'], env: Record<string, string> = {}) =>
  spawnBin(words, { HOME: home, XDG_CACHE_HOME: '', ...env });
const GOOD = { code: 0, stdout: '0.1.0\n', stderr: '' };
const all = () => join(home, '.cache', 'ddbdbg');
const folder = () => join(all(), readdirSync(all())[0] ?? '');

describe.skipIf(builtIn)('compiled code is cached', () => {
  test('only for the user, and written only when there is new code', async () => {
    expect(await run()).toEqual(GOOD);
    expect(statSync(folder()).mode & 0o777).toBe(0o700);
    expect(readdirSync(folder())).toEqual(['main.bin']);
    const path = join(folder(), 'main.bin');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const { ino } = statSync(path);
    expect(await run()).toEqual(GOOD);
    expect(statSync(path).ino).toBe(ino);

    const explain = ['executions', '--tenant', 'acme', '--explain'];
    const first = await run(explain);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(folder()).sort()).toEqual(['main.bin', 'query.bin']);
    expect(statSync(path).ino).not.toBe(ino);
    expect(await run(explain)).toEqual(first);
    expect(await run()).toEqual(GOOD);
  });

  const damages: [string, (bytes: Buffer) => Buffer][] = [
    ['with a byte changed', (bytes) => Buffer.concat([bytes.subarray(0, -5000), Buffer.alloc(5000, 7)])],
    ['truncated', (bytes) => bytes.subarray(0, bytes.length / 2)],
    ['empty', () => Buffer.alloc(0)],
    ['something else', () => Buffer.alloc(10_000, 'x')],
  ];
  test.each(damages)('and ignored when it is damaged: %s', async (_, damage) => {
    await run();
    const path = join(folder(), 'main.bin');
    const good = readFileSync(path);
    writeFileSync(path, damage(good));
    expect(await run()).toEqual(GOOD);
    expect(readFileSync(path).length).toBeGreaterThan(good.length / 2);
    expect(await run()).toEqual(GOOD);
  });

  test('not where others can write', async () => {
    await run();
    rmSync(join(folder(), 'main.bin'));
    chmodSync(folder(), 0o777);
    expect(await run()).toEqual(GOOD);
    expect(readdirSync(folder())).toEqual([]);
  });

  test('not through a link', async () => {
    await run();
    const elsewhere = join(home, 'elsewhere');
    const place = folder();
    renameSync(place, elsewhere);
    rmSync(join(elsewhere, 'main.bin'));
    symlinkSync(elsewhere, place);
    expect(await run()).toEqual(GOOD);
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  test('until it is a week old and there is newer code', async () => {
    for (const name of ['old', 'new']) mkdirSync(join(all(), name), { recursive: true });
    utimesSync(join(all(), 'old'), new Date(0), new Date(0));
    await run();
    expect(readdirSync(all())).not.toContain('old');
    expect(readdirSync(all())).toContain('new');
  });
});

describe('compiled code is not cached', () => {
  test.each(['DDBDBG_NO_CACHE', 'NODE_DISABLE_COMPILE_CACHE'])('when %s is set', async (name) => {
    expect(await run(['--version'], { [name]: '1' })).toEqual(GOOD);
    expect(readdirSync(home)).toEqual([]);
  });

  test('in a relative folder or a missing home', async () => {
    expect(await run(['--version'], { XDG_CACHE_HOME: 'here' })).toEqual(GOOD);
    expect(readdirSync(home)).toEqual([]);
    const nowhere = join(home, 'nowhere');
    expect(await run(['--version'], { HOME: nowhere })).toEqual(GOOD);
    expect(existsSync(nowhere)).toBe(false);
  });
});
