import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Item } from '../../src/dynamo/model/values';
import { loadFormatter } from '../../src/format/registry';
import { visible, visibleJson } from '../../src/format/terminal-safe';
import { FORMATS, type View } from '../../src/format/view';
import { anyText, item } from './arbitraries';
import { columns, pipe, terminal, text } from './examples';
import { HOSTILE, unsafe } from './hostile';

test.each([
  ['plain text', 'plain text'],
  ['é 日本 👍🏽 ←', 'é 日本 👍🏽 ←'],
  ['a\nb\r\n\tc', 'a\\nb\\r\\n\\tc'],
  ['\u001b[2J', '\\u001b[2J'],
  ['\u009b', '\\u009b'],
  ['a\u202eb', 'a\\u202eb'],
  ['\u{e0041}', '\\udb40\\udc41'],
  ['a\ud800b', 'a\\ud800b'],
  ['\ufeff', '\\ufeff'],
])('%j is shown as %s', (given, shown) => {
  expect(visible(given)).toBe(shown);
});

test('a joiner is allowed only inside an emoji', () => {
  for (const whole of ['👨‍👩‍👧', '👩🏽‍💻', '❤️‍🔥']) expect(visible(whole)).toBe(whole);
  expect(visible('pay‍pal')).toBe('pay\\u200dpal');
  expect(visible('👍‍')).toBe('👍\\u200d');
});

test('escaped JSON is equivalent', () => {
  fc.assert(
    fc.property(fc.anything(), anyText, (value, string) => {
      const json = JSON.stringify([value, string], null, 2);
      expect(JSON.parse(visibleJson(json))).toEqual(JSON.parse(json));
    }),
  );
});

const VIEWS: readonly [string, Partial<View>][] = [
  ['whole items', {}],
  ['coloured', { color: true }],
  ['relative times', { times: 'relative' }],
  ['a narrow terminal', { width: 20 }],
  ['records', { record: true }],
  ['records on a narrow terminal', { record: true, width: 20 }],
  ['chosen columns', columns('id', 'nested.list', 'status')],
];

/** Returns an item with hostile text in every possible place. */
function infected(evil: string): Item {
  return Object.fromEntries<Item[string]>([
    ['id', { S: evil }],
    [evil, { S: 'name' }],
    ['status', { S: evil }],
    ['at', { S: evil }],
    ['number', { N: evil }],
    ['binary', { B: evil }],
    ['nested', { M: { list: { L: [{ S: evil }, { M: { [evil]: { S: evil } } }] } } }],
    ['sets', { L: [{ SS: [evil] }, { NS: [evil] }, { BS: [evil] }] }],
  ]);
}

/** Removes colors and CSV line ends, which the formatters write themselves. */
function foreign(out: string, color = false): string {
  const codes = color ? ['1', '2', '22', '31', '32', '33', '35', '36', '39'] : [];
  const colours = codes.map((code) => `\u001b[${code}m`);
  return ['\r\n', ...colours].reduce((text, ours) => text.replaceAll(ours, '\n'), out);
}

describe.each(Object.entries(HOSTILE))('%s', (_, evil) => {
  test.each(FORMATS)('does not reach a terminal as %s', async (name) => {
    const formatter = await loadFormatter(name);
    for (const [, changes] of VIEWS) {
      const out = await text(formatter, terminal(changes), [infected(evil)], [{ [`${evil}2`]: { S: evil } }]);
      expect(out).not.toBe('');
      expect(unsafe(foreign(out, changes.color))).toBeUndefined();
    }
  });

  test('stays inside its cell of a table through a pipe', async () => {
    const out = await text(await loadFormatter('table'), pipe(columns('id', 'nested', 'status')), [
      infected(evil),
    ]);
    expect(unsafe(out)).toBeUndefined();
    expect(out.split('\n')).toHaveLength(3);
  });

  test.each(['json', 'ndjson', 'csv', 'dynamodb-json'] as const)(
    'goes through a pipe as %s as it is',
    async (name) => {
      const out = await text(await loadFormatter(name), pipe(), [{ id: { S: evil } }]);
      const stored = name === 'csv' ? evil.replaceAll('"', '""') : JSON.stringify(evil).slice(1, -1);
      expect(out).toContain(stored);
    },
  );
});

test('no items can send control characters to a terminal', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(item, { maxLength: 3 }),
      fc.constantFrom(...VIEWS),
      async (items, [, changes]) => {
        for (const name of FORMATS) {
          const out = await text(await loadFormatter(name), terminal(changes), items);
          expect(unsafe(foreign(out, changes.color))).toBeUndefined();
        }
      },
    ),
    { numRuns: 500 },
  );
});
