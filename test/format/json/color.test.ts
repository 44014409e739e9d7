import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dynamodbJson } from '../../../src/format/json/dynamodb-json';
import { json } from '../../../src/format/json/json';
import { ndjson } from '../../../src/format/json/ndjson';
import { attributeValue } from '../arbitraries';
import { chunks, pipe, terminal, text } from '../examples';
import { HOSTILE, unsafe } from '../hostile';

const FORMATS = [json, ndjson, dynamodbJson];
// biome-ignore lint/suspicious/noControlCharactersInRegex: colors are control sequences
const COLORS = /\u001b\[(?:36|32|33|35|39)m/g;

test('keys, strings, numbers and words have different colors', async () => {
  const item = {
    id: { S: 'a "b": 1' },
    n: { N: '-1.5e3' },
    ok: { BOOL: true },
    none: { NULL: true },
  } as const;
  const out = await text(ndjson, pipe({ color: true }), [item]);
  expect(out.replaceAll('\u001b[39m', '·').replaceAll('\u001b[', '')).toBe(
    '{36m"id"·:32m"a \\"b\\": 1"·,36m"n"·:33m-1.5e3·,36m"ok"·:35mtrue·,36m"none"·:35mnull·}\n',
  );
});

describe.each(FORMATS.map((format) => [format.name, format] as const))('%s', (_, format) => {
  const items = fc.array(fc.dictionary(fc.string({ minLength: 1 }), attributeValue), {
    minLength: 1,
    maxLength: 4,
  });

  test('differs from the text without color in nothing but colors', async () => {
    await fc.assert(
      fc.asyncProperty(items, async (some) => {
        const colored = await text(format, terminal({ color: true }), some);
        expect(colored.replace(COLORS, '')).toBe(await text(format, terminal(), some));
      }),
    );
  });

  test('is written page by page', async () => {
    const pages = ['a', 'b', 'c'].map((S) => [{ id: { S } }]);
    const written = await chunks(format, terminal({ color: true }), ...pages);
    expect(written.length).toBeGreaterThanOrEqual(3);
  });

  test.each(Object.entries(HOSTILE))(
    'text cannot control the terminal, also behind a pager: %s',
    async (_name, S) => {
      for (const view of [terminal({ color: true }), pipe({ color: true })]) {
        const out = await text(format, view, [{ [S]: { S }, deep: { L: [{ S }] } }]);
        expect(unsafe(out.replace(COLORS, ''))).toBeUndefined();
      }
    },
  );

  test('has no color in a pipe', async () => {
    expect(await text(format, pipe(), [{ id: { S: 'a' } }])).not.toContain('\u001b');
  });
});
