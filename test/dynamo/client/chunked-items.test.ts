import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseInChunks } from '../../../src/dynamo/client/chunked-items';
import { remainingItems } from '../../../src/dynamo/item-chunks';
import type { Item } from '../../../src/dynamo/model/values';
import { anyText, item } from '../../format/arbitraries';

const body = (text: string, release = () => {}) => ({ bytes: Buffer.from(text), release });
const key = { id: { S: 'last]}}],{"' } };

/** A response as DynamoDB formats it, with the items repeated until it is long. */
function answerOf(some: readonly Item[], bytes = 400_000) {
  const times = Math.ceil(bytes / JSON.stringify(some).length);
  const Items = Array.from({ length: times }, () => some).flat();
  return { Count: Items.length, Items, LastEvaluatedKey: key, ScannedCount: Items.length + 7 };
}

describe('a long response', () => {
  const tricky: fc.Arbitrary<Item> = fc
    .array(fc.constantFrom('}},{"', '"Items":[', '\\', '"', 'M":', ']', 'ü', '}}', ',', '{"a":{"S":"b"}}'))
    .map((parts) => ({
      text: { S: parts.join('') },
      list: { L: parts.map((S) => ({ M: { [S || 'x']: { M: {} } } })) },
    }));
  const nonempty = fc.oneof(
    item.filter((one) => Object.keys(one).length > 0),
    tricky,
    anyText.map((S) => ({ S: { S } })),
  );

  test('returns its items in order, and everything else immediately', () => {
    let inChunks = 0;
    fc.assert(
      fc.property(fc.array(nonempty, { minLength: 1, maxLength: 6 }), (some) => {
        const answer = answerOf(some);
        const output = parseInChunks(body(JSON.stringify(answer)));
        const { chunks, ...around } = output ?? {};
        const { Items, ...others } = answer;
        expect(around).toEqual(others);
        const first = chunks?.next() ?? [];
        expect(chunks?.left).toBe(Items.length - first.length);
        if (!chunks?.done) inChunks++;
        const found = [...first, ...(chunks ? remainingItems(chunks) : [])];
        expect(JSON.stringify(found)).toBe(JSON.stringify(JSON.parse(JSON.stringify(Items))));
        expect(chunks?.done).toBe(true);
      }),
      { numRuns: 60 },
    );
    expect(inChunks).toBeGreaterThan(40);
  });

  test('is parsed in chunks of some kilobytes, and releases its buffer after the last', () => {
    let released = 0;
    const answer = answerOf([{ id: { S: 'one' }, n: { N: '1' } }], 1_000_000);
    const { chunks } = parseInChunks(body(JSON.stringify(answer), () => released++)) ?? {};
    const sizes: number[] = [];
    while (chunks && !chunks.done) {
      expect(released).toBe(0);
      sizes.push(JSON.stringify(chunks.next()).length);
    }
    expect(sizes.length).toBeGreaterThan(10);
    expect(Math.max(...sizes)).toBeLessThan(70_000);
    expect(released).toBe(1);
  });

  test('is complete when one item is larger than a chunk', () => {
    const large = { id: { S: 'x'.repeat(390_000) } };
    const { chunks } =
      parseInChunks(body(JSON.stringify({ Items: [large, { id: { S: 'y' } }], Count: 2 }))) ?? {};
    expect(chunks && remainingItems(chunks)).toEqual([large, { id: { S: 'y' } }]);
  });

  test('is rejected quickly when every place looks like an item boundary', () => {
    // These are not DynamoDB's types, so each boundary between two elements may be one between two items.
    const list = { L: Array.from({ length: 20_000 }, () => ({ M: { a: { S: 'x' } } })) };
    const fake = JSON.stringify({ Items: [{ list }], Count: 1 }).replaceAll('{"M":', '{"X":');
    const { chunks } = parseInChunks(body(fake)) ?? {};
    expect(() => chunks?.next()).toThrow('malformed');
  });
});

describe('a response is parsed at once', () => {
  const long = 'x'.repeat(300_000);
  test.each([
    ['a short one', '{"Items":[],"Count":0}'],
    ['one without items', JSON.stringify({ Item: { id: { S: long } } })],
    [
      'one that is written in another way',
      JSON.stringify({ Items: [{ id: { S: long } }], Count: 1 }, null, 1),
    ],
    ['one that is cut off', JSON.stringify({ Items: [{ id: { S: long } }], Count: 1 }).slice(0, -1)],
    ['one that does not count its items', JSON.stringify({ Items: [{ id: { S: long } }] })],
    [
      'one whose items are somewhere else',
      JSON.stringify({ deep: { Items: [{ id: { S: long } }] }, Count: 1 }),
    ],
  ])('%s', (_, text) => {
    expect(parseInChunks(body(text))).toBeUndefined();
  });
});

test('reports invalid JSON among the items as soon as it is reached', () => {
  const text = JSON.stringify(answerOf([{ id: { S: 'one' } }]));
  const middle = text.indexOf('}},{', 300_000);
  const { chunks } = parseInChunks(body(`${text.slice(0, middle)}oops${text.slice(middle)}`)) ?? {};
  expect(chunks?.next().length).toBeGreaterThan(100);
  expect(() => chunks && remainingItems(chunks)).toThrow('are not JSON');
});
