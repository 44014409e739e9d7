import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Item } from '../../../src/dynamo/model/values';
import { markdown } from '../../../src/format/markdown/markdown';
import { broken, chunks, columns, FAULT, pipe, terminal, text } from '../examples';
import { HOSTILE, unsafe } from '../hostile';

const ITEMS: readonly Item[] = [
  { id: { S: 'a' }, note: { S: 'one | two\r\nthree' }, count: { N: '1.50' } },
  { id: { S: 'b_c_d' }, m: { M: { x: { L: [{ N: '1' }] } } }, count: { NULL: true } },
];

test('a header, a line that aligns numbers, and a line for each item', async () => {
  expect(await text(markdown, pipe(columns('id', 'note', 'count', 'm')), ITEMS)).toBe(
    [
      '| id | note | count | m |',
      '| --- | --- | ---: | --- |',
      '| a | one \\| two<br>three | 1.50 |  |',
      '| b_c_d |  |  | {"x":\\[1]} |',
      '',
    ].join('\n'),
  );
});

test('each page is written immediately, and the header even without items', async () => {
  const view = pipe(columns('id'));
  const header = '| id |\n| --- |\n';
  expect(await chunks(markdown, view, [], [{ id: { S: 'a' } }], [{ id: { S: 'b' } }])).toEqual([
    `${header}| a |\n`,
    '| b |\n',
  ]);
  expect(await text(markdown, view, [])).toBe(header);
  expect(await broken(markdown, view)).toEqual({ text: header, error: FAULT });
  expect(await text(markdown, pipe())).toBe('');
});

test('the columns of all items by default, the key first', async () => {
  const pages: Item[][] = [
    [{ z: { N: '1' }, at: { S: 's' }, id: { S: 'a' } }],
    [{ y: { N: '2' }, at: { S: 't' }, id: { S: 'b' } }],
  ];
  const expected = '| id | at | z | y |\n| --- | --- | --- | --- |\n| a | s | 1 |  |\n| b | t |  | 2 |\n';
  expect(await text(markdown, pipe(), ...pages)).toBe(expected);
  expect(await broken(markdown, pipe(), ...pages)).toEqual({ text: expected, error: FAULT });
});

describe('text is read literally', () => {
  const cell = async (S: string, view = pipe(columns('v'))) =>
    (await text(markdown, view, [{ v: { S } }])).split('\n')[2]?.slice(2, -2);

  test.each([
    ['*bold* `code` ~~gone~~', '\\*bold\\* \\`code\\` \\~\\~gone\\~\\~'],
    ['_em_ and snake_case', '\\_em\\_ and snake_case'],
    ['[link](https://x.example)', '\\[link](https://x.example)'],
    ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['&lt; & AT&T &#60;', '&amp;lt; & AT&T &amp;#60;'],
    ['back\\slash', 'back\\\\slash'],
    ['a\n\nb\rc', 'a<br><br>b<br>c'],
    ['\u001b[31m\u0000', '\\\\u001b\\[31m\\\\u0000'],
  ])('%j', async (S, expected) => expect(await cell(S)).toBe(expected));

  test('in a single line of the table, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom('|', '\\', '\n', '\r', 'a', '`', '_') }),
        async (S) => {
          const lines = (await text(markdown, pipe(columns('v')), [{ v: { S } }])).split('\n');
          expect(lines).toHaveLength(4);
          // Every pipe inside the cell is escaped by an odd number of backslashes.
          for (const [, slashes = ''] of lines[2]?.slice(2, -2).matchAll(/(\\*)\|/g) ?? [])
            expect(slashes.length % 2).toBe(1);
        },
      ),
    );
  });

  test.each(Object.entries(HOSTILE))('and cannot control a terminal: %s', async (_, S) => {
    const out = await text(markdown, terminal(columns('v', S)), [{ v: { S }, [S]: { S } }]);
    expect(unsafe(out)).toBeUndefined();
  });
});
