import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ndjson } from '../../../src/format/json/ndjson';
import { exactItem, pages } from '../arbitraries';
import { parseExact } from '../exact-json';
import { broken, chunks, columns, FAULT, pipe, terminal, text } from '../examples';

const ITEMS = [{ id: { S: 'a' }, n: { N: '1.0' } }, { id: { S: 'b' } }];

test('one object per line, even on a terminal', async () => {
  for (const view of [pipe(), terminal()]) {
    expect(await text(ndjson, view, ITEMS)).toBe('{"id":"a","n":1.0}\n{"id":"b"}\n');
  }
});

test('no items are empty output, and each page is one chunk', async () => {
  expect(await text(ndjson, pipe())).toBe('');
  expect(await chunks(ndjson, pipe(), ITEMS, [], ITEMS)).toHaveLength(2);
});

test('chosen columns', async () => {
  expect(await text(ndjson, pipe(columns('n')), ITEMS)).toBe('{"n":1.0}\n{}\n');
});

test('an error comes after all lines that were read', async () => {
  expect(await broken(ndjson, pipe(), ITEMS)).toEqual({
    text: await text(ndjson, pipe(), ITEMS),
    error: FAULT,
  });
});

test('any items round-trip exactly', async () => {
  await fc.assert(
    fc.asyncProperty(pages, async (read) => {
      for (const view of [pipe(), terminal()]) {
        const lines = (await text(ndjson, view, ...read)).split('\n');
        expect(lines.pop()).toBe('');
        expect(lines.map(parseExact)).toEqual(read.flat().map(exactItem));
      }
    }),
    { numRuns: 300 },
  );
});
