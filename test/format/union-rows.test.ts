import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { Item } from '../../src/dynamo/model/values';
import { csv } from '../../src/format/csv/csv';
import { openTemporaryFiles } from '../helpers/temporary-files';
import { broken, FAULT, pipe, text } from './examples';

/** Multi-byte characters, so that the counts of bytes and characters differ. */
function page(from: number, count: number, width = 1000): readonly Item[] {
  return Array.from({ length: count }, (_, i) => ({
    id: { S: `é\u2028\n😀${from + i}`.padEnd(width, 'x') },
    n: { N: '1.0' },
  }));
}

const LONG = [page(0, 4_500), page(4_500, 4_500), [{ late: { S: 'x' } }]];

test.skipIf(process.platform !== 'linux')('a long result uses a file, and leaves none', async () => {
  const out = await text(csv, pipe(), ...LONG);
  expect(out.startsWith('id,n,late\r\n"é')).toBe(true);
  expect(out.endsWith(',1.0,\r\n,,x\r\n')).toBe(true);
  expect(await broken(csv, pipe(), ...LONG)).toEqual({ text: out, error: FAULT });
  expect(openTemporaryFiles()).toEqual([]);
});

test('when the file cannot be written, the items read so far are printed with a remedy', async () => {
  vi.stubEnv('TMPDIR', '/nonexistent');
  const { text: out, error } = await broken(csv, pipe(), ...LONG);
  vi.unstubAllEnvs();
  expect(error).toMatchObject({
    code: 'internal',
    remedies: [{ kind: 'choose-columns', instead: expect.stringContaining('TMPDIR') }],
  });
  expect(out).toBe(await text(csv, pipe(), ...LONG.slice(0, 2)));
});

test.skipIf(process.platform !== 'linux')('a reader that stops early leaves no file', async () => {
  const rows = csv.format(
    (async function* () {
      for (const items of LONG) yield { items };
    })(),
    pipe(),
  );
  for await (const _ of rows) break;
  expect(openTemporaryFiles()).toEqual([]);
});

test('columns that appear late are empty in the rows before, in any order of attributes', async () => {
  const names = fc.uniqueArray(fc.constantFrom('id', 'at', 'b', 'c', 'd', 'e', 'f'));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(names, { maxLength: 3 })), async (pages) => {
      const items = pages.map((rows) =>
        rows.map((row): Item => Object.fromEntries(row.map((name) => [name, { S: `${name}"` }]))),
      );
      const all = items.flat();
      const first = all.find((item) => Object.keys(item).length > 0) ?? {};
      const key = ['id', 'at'].every((name) => Object.hasOwn(first, name)) ? ['id', 'at'] : [];
      const columns = [...new Set([...key, ...all.flatMap(Object.keys)])];
      const line = (cells: readonly string[]) =>
        `${cells.length === 1 ? cells[0] || '""' : cells.join()}\r\n`;
      const lines = all.map((item) =>
        line(columns.map((name) => (Object.hasOwn(item, name) ? `"${name}"""` : ''))),
      );
      const expected = columns.length === 0 ? '' : [line(columns), ...lines].join('');
      expect(await text(csv, pipe(), ...items)).toBe(expected);
    }),
    { numRuns: 500 },
  );
});
