import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Item } from '../../../src/dynamo/model/values';
import { json } from '../../../src/format/json/json';
import { exactItem, item, pages } from '../arbitraries';
import { parseExact } from '../exact-json';
import { broken, chunks, columns, FAULT, pipe, terminal, text } from '../examples';

const ITEMS: readonly Item[] = [
  { id: { S: 'a' }, count: { N: '12345678901234567890123456789012345678' }, gone: { NULL: true } },
  {
    id: { S: 'b' },
    list: { L: [{ N: '1.50' }, { M: {} }, { L: [] }, { BOOL: false }] },
    tags: { SS: ['x', 'y'] },
  },
];

test('through a pipe, one item per line', async () => {
  expect(await text(json, pipe(), ITEMS)).toBe(
    '[\n{"id":"a","count":12345678901234567890123456789012345678,"gone":null},\n' +
      '{"id":"b","list":[1.50,{},[],false],"tags":["x","y"]}\n]\n',
  );
});

test('on a terminal, indented as by JSON.stringify', async () => {
  const shown = await text(json, terminal(), ITEMS);
  expect(shown).toContain('\n  {\n    "id": "a",\n    "count": 12345678901234567890123456789012345678,\n');
  const plain: Item[] = [{ a: { L: [{ S: '{,:"' }, { M: {} }, { L: [] }, { M: { b: { NULL: true } } }] } }];
  const expected = [{ a: ['{,:"', {}, [], { b: null }] }];
  expect(await text(json, terminal(), plain, plain)).toBe(
    `${JSON.stringify([...expected, ...expected], null, 2)}\n`,
  );
});

test('no items are an empty array', async () => {
  expect(await text(json, pipe())).toBe('[]\n');
  expect(await text(json, terminal(), [], [])).toBe('[]\n');
});

test('numbers as strings with --numbers string', async () => {
  const numbers = [{ n: { N: '-0' }, s: { NS: ['1', '2.0'] } }];
  expect(await text(json, pipe({ numbers: 'string' }), numbers)).toBe('[\n{"n":"-0","s":["1","2.0"]}\n]\n');
});

test('a chosen column that an item lacks is omitted, but null is not', async () => {
  const view = pipe(columns('gone', 'a.b', 'id', '2', '1', 'id'));
  const items = [
    { id: { S: 'x' }, '1': { N: '1' }, '2': { N: '2' }, gone: { NULL: true as const } },
    { id: { S: 'y' }, a: { M: { b: { N: '3' } } } },
  ];
  expect(await text(json, view, items)).toBe(
    '[\n{"gone":null,"id":"x","2":2,"1":1},\n{"a.b":3,"id":"y"}\n]\n',
  );
});

test('columns of the definition do not narrow JSON', async () => {
  expect(await text(json, pipe({ columns: ['id'] }), ITEMS)).toBe(await text(json, pipe(), ITEMS));
});

describe('valid JSON however the run ends', () => {
  test.each([[[]], [[ITEMS]], [[ITEMS, [], ITEMS]]])('after %#', async (read) => {
    for (const view of [pipe(), terminal()]) {
      const { text: out, error } = await broken(json, view, ...read);
      expect(error).toBe(FAULT);
      expect(parseExact(out)).toEqual(read.flat().map(exactItem));
    }
  });
});

test('one chunk per page', async () => {
  expect(await chunks(json, pipe(), ITEMS, [], ITEMS)).toHaveLength(3);
});

test('any items round-trip exactly', async () => {
  await fc.assert(
    fc.asyncProperty(pages, async (read) => {
      const source = read.flat().map(exactItem);
      expect(parseExact(await text(json, pipe(), ...read))).toEqual(source);
      expect(parseExact(await text(json, terminal(), ...read))).toEqual(source);
    }),
    { numRuns: 500 },
  );
});

test('chosen columns round-trip exactly, in order', async () => {
  // Quotes around a whole name are only syntax, and not part of it.
  const unquoted = item.filter((each) => !Object.keys(each).some((name) => /^"[^"]+"$/.test(name)));
  await fc.assert(
    fc.asyncProperty(
      fc.array(unquoted, { maxLength: 4 }),
      fc.array(fc.string({ minLength: 1 })),
      async (items, more) => {
        const names = [...new Set([...items.flatMap((each) => Object.keys(each)).reverse(), ...more])];
        const parsed = parseExact(await text(json, pipe(columns(...names)), items));
        const expected = items.map((each) => {
          const { members } = exactItem(each);
          return { members: names.flatMap((name) => members.filter(([key]) => key === name)) };
        });
        // Names with dots also select nested values, so only top-level attributes are compared.
        const tops = (parsed as unknown as { members: [string, unknown][] }[]).map(({ members }, i) => ({
          members: members.filter(([name]) => Object.hasOwn(items[i] ?? {}, name)),
        }));
        expect(tops).toEqual(expected);
      },
    ),
    { numRuns: 300 },
  );
});
