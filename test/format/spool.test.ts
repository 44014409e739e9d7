import { readdirSync, readlinkSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test, vi } from 'vitest';
import type { Item } from '../../src/dynamo/model/values';
import { csv } from '../../src/format/csv/csv';
import { Spool } from '../../src/format/spool';
import { broken, FAULT, pipe, text } from './examples';

/** Multi-byte characters, so that the counts of bytes and characters differ. */
function page(from: number, count: number): readonly Item[] {
  return Array.from({ length: count }, (_, i) => ({ id: { S: `é\u2028\n😀${from + i}` }, n: { N: '1.0' } }));
}

function leftovers(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('ddbdbg-') && name.endsWith('.jsonl'));
}

async function all(spool: Spool): Promise<unknown[]> {
  const pages: unknown[] = [];
  for await (const { items } of spool.pages()) pages.push(items);
  return pages;
}

test('returns a few pages from memory', async () => {
  const spool = new Spool();
  await spool.add(page(0, 3));
  await spool.add(page(3, 2));
  expect(await all(spool)).toEqual([page(0, 3), page(3, 2)]);
  await spool.close();
});

test.each([
  ['many items', [page(0, 9_000), page(9_000, 2_000), page(11_000, 3)]],
  ['large items', [[{ blob: { S: 'x'.repeat(17_000_000) } }], page(0, 2)]],
  ['large nested items', [[{ m: { M: { l: { L: [{ SS: ['y'.repeat(17_000_000)] }] } } } }], page(0, 2)]],
])('returns %s from a file', async (_, pages) => {
  const spool = new Spool();
  for (const items of pages) await spool.add(items);
  expect(await all(spool)).toEqual(pages);
  await spool.close();
});

test.skipIf(process.platform !== 'linux')(
  'the file is private, and has no name even while it is in use',
  async () => {
    const before = openFiles();
    const spool = new Spool();
    await spool.add(page(0, 10_001));
    expect(leftovers()).toEqual([]);
    const [file] = openFiles().filter((name) => !before.includes(name) && name.includes('ddbdbg-'));
    expect(file).toMatch(/\(deleted\)$/);
    const mode = fileMode();
    expect(mode && mode & 0o777).toBe(0o600);
    await spool.close();
    expect(openFiles().filter((name) => name.includes('ddbdbg-'))).toEqual([]);
  },
);

function openFiles(): string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)];
    } catch {
      return [];
    }
  });
}

function fileMode(): number | undefined {
  const fd = readdirSync('/proc/self/fd').find((each) => {
    try {
      return readlinkSync(`/proc/self/fd/${each}`).includes('ddbdbg-');
    } catch {
      return false;
    }
  });
  return fd === undefined ? undefined : statSync(`/proc/self/fd/${fd}`).mode;
}

test('CSV with unknown columns uses it, and an error leaves no file', async () => {
  const pages = [page(0, 6_000), page(6_000, 6_000), [{ late: { S: 'x' } }]];
  const out = await text(csv, pipe(), ...pages);
  expect(out.startsWith('id,n,late\r\n')).toBe(true);
  expect(out.endsWith(',,x\r\n')).toBe(true);
  expect(await broken(csv, pipe(), ...pages)).toEqual({ text: out, error: FAULT });
  expect(leftovers()).toEqual([]);
});

test('when the file cannot be written, the items read so far are printed with a remedy', async () => {
  vi.stubEnv('TMPDIR', '/nonexistent');
  const pages = [page(0, 6_000), page(6_000, 6_000)];
  const { text: out, error } = await broken(csv, pipe(), ...pages);
  vi.unstubAllEnvs();
  expect(error).toMatchObject({
    code: 'internal',
    message: expect.stringContaining("can't be buffered in /nonexistent: ENOENT"),
    remedies: [{ kind: 'choose-columns', instead: expect.stringContaining('TMPDIR') }],
  });
  expect(out).toBe(await text(csv, pipe(), ...pages));
});

test('a reader that stops early leaves no file', async () => {
  const rows = csv.format(
    (async function* () {
      yield { items: page(0, 12_000) };
      yield { items: page(12_000, 12_000) };
    })(),
    pipe(),
  );
  for await (const _ of rows) break;
  expect(leftovers()).toEqual([]);
});
