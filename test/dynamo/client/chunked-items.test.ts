import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sliced } from '../../../src/dynamo/client/chunked-items';
import { rest } from '../../../src/dynamo/item-chunks';
import type { Item } from '../../../src/dynamo/model/values';
import { anyText, item } from '../../format/arbitraries';

const body = (text: string, release = () => {}) => ({ bytes: Buffer.from(text), release });
const key = { id: { S: 'last]}}],{"' } };

/** An answer as DynamoDB writes it, with the items again and again until it is long. */
function answerOf(some: readonly Item[], bytes = 400_000) {
  const times = Math.ceil(bytes / JSON.stringify(some).length);
  const Items = Array.from({ length: times }, () => some).flat();
  return { Count: Items.length, Items, LastEvaluatedKey: key, ScannedCount: Items.length + 7 };
}

describe('a long answer', () => {
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

  test('gives the items that it has, in order, and all else at once', () => {
    let inSlices = 0;
    fc.assert(
      fc.property(fc.array(nonempty, { minLength: 1, maxLength: 6 }), (some) => {
        const answer = answerOf(some);
        const output = sliced(body(JSON.stringify(answer)));
        const { batches, ...around } = output ?? {};
        const { Items, ...others } = answer;
        expect(around).toEqual(others);
        const first = batches?.next() ?? [];
        expect(batches?.left).toBe(Items.length - first.length);
        if (!batches?.done) inSlices++;
        const found = [...first, ...(batches ? rest(batches) : [])];
        expect(JSON.stringify(found)).toBe(JSON.stringify(JSON.parse(JSON.stringify(Items))));
        expect(batches?.done).toBe(true);
      }),
      { numRuns: 60 },
    );
    expect(inSlices).toBeGreaterThan(40);
  });

  test('is parsed some kilobytes at a time, and its buffer given back after the last', () => {
    let released = 0;
    const answer = answerOf([{ id: { S: 'one' }, n: { N: '1' } }], 1_000_000);
    const { batches } = sliced(body(JSON.stringify(answer), () => released++)) ?? {};
    const sizes: number[] = [];
    while (batches && !batches.done) {
      expect(released).toBe(0);
      sizes.push(JSON.stringify(batches.next()).length);
    }
    expect(sizes.length).toBeGreaterThan(10);
    expect(Math.max(...sizes)).toBeLessThan(70_000);
    expect(released).toBe(1);
  });

  test('with one item larger than a slice is whole', () => {
    const large = { id: { S: 'x'.repeat(390_000) } };
    const { batches } = sliced(body(JSON.stringify({ Items: [large, { id: { S: 'y' } }], Count: 2 }))) ?? {};
    expect(batches && rest(batches)).toEqual([large, { id: { S: 'y' } }]);
  });

  test('that looks as if items began everywhere is soon seen through', () => {
    // No types of DynamoDB's, so that each place between two elements might be one between two items.
    const list = { L: Array.from({ length: 20_000 }, () => ({ M: { a: { S: 'x' } } })) };
    const fake = JSON.stringify({ Items: [{ list }], Count: 1 }).replaceAll('{"M":', '{"X":');
    const { batches } = sliced(body(fake)) ?? {};
    expect(() => batches?.next()).toThrow('malformed');
  });
});

describe('an answer is left to be parsed in one go', () => {
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
    expect(sliced(body(text))).toBeUndefined();
  });
});

test('what is no JSON among the items is told as soon as it is reached', () => {
  const text = JSON.stringify(answerOf([{ id: { S: 'one' } }]));
  const middle = text.indexOf('}},{', 300_000);
  const { batches } = sliced(body(`${text.slice(0, middle)}oops${text.slice(middle)}`)) ?? {};
  expect(batches?.next().length).toBeGreaterThan(100);
  expect(() => batches && rest(batches)).toThrow('is not JSON');
});
