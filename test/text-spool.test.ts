import { readdirSync, readlinkSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, expect, test, vi } from 'vitest';
import { TextSpool } from '../src/text-spool';
import { openTemporaryFiles } from './helpers/temporary-files';

const REMEDY = 'Try again.';

/** Multi-byte characters, so that the counts of bytes and characters differ. */
const textOf = (i: number, length: number) => `é\u2028\n😀${i}`.padEnd(length, 'x');

async function all(spool: TextSpool): Promise<string[]> {
  return Promise.all(Array.from({ length: spool.length }, (_, i) => spool.read(i)));
}

afterEach(() => vi.unstubAllEnvs());

test.each([
  ['a few texts from memory', [10, 0, 20], false],
  ['many texts from a file', [...Array.from({ length: 40 }, () => 500_000), 0, 3], true],
  ['one long text from a file', [17_000_000, 2], true],
])('returns %s', async (_, lengths, isOnDisk) => {
  const spool = new TextSpool(REMEDY);
  const texts = lengths.map((length, i) => textOf(i, length));
  for (const text of texts) await spool.add(text);
  expect(spool.isOnDisk).toBe(isOnDisk);
  expect(await all(spool)).toEqual(texts);
  await spool.close();
});

test.skipIf(process.platform !== 'linux')(
  'the file is private, and has no name even while it is in use',
  async () => {
    const spool = new TextSpool(REMEDY);
    await spool.add(textOf(0, 17_000_000));
    expect(readdirSync(tmpdir()).filter((name) => /^ddbdbg-.*\.txt$/.test(name))).toEqual([]);
    const [fd] = openTemporaryFiles();
    expect(readlinkSync(`/proc/self/fd/${fd}`)).toMatch(/\(deleted\)$/);
    expect(statSync(`/proc/self/fd/${fd}`).mode & 0o777).toBe(0o600);
    await spool.close();
    expect(openTemporaryFiles()).toEqual([]);
  },
);

test('when the file cannot be written, nothing is lost', async () => {
  vi.stubEnv('TMPDIR', '/nonexistent');
  const spool = new TextSpool(REMEDY);
  const texts = [textOf(0, 4_500_000), textOf(1, 4_500_000)];
  await spool.add(texts[0] ?? '');
  await expect(spool.add(texts[1] ?? '')).rejects.toMatchObject({
    code: 'internal',
    message: expect.stringContaining("can't be buffered in /nonexistent: ENOENT"),
    remedies: [REMEDY],
  });
  expect(await all(spool)).toEqual(texts);
  await spool.close();
});
