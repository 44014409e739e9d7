import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AttributeValue, Item } from '../../../src/dynamo/model/values';
import type { Sort } from '../../../src/dynamo/plan/plan';
import { fromPosition, SortedItems, toPosition } from '../../../src/dynamo/read/sorted-items';
import { KEY_KINDS, PLAIN_KINDS } from '../property/columns';

const keyOf = ({ id }: Item): Item => (id ? { id } : {});
const withIds = (values: readonly (AttributeValue | undefined)[]): Item[] =>
  values.map((value, i) => ({ id: { N: `${i}` }, ...(value && { v: value }) }));

function sorted(items: readonly Item[], descending = false, limit = Number.POSITIVE_INFINITY): SortedItems {
  const result = new SortedItems([{ column: 'v', descending, format: 'time' }], limit, keyOf);
  for (const item of items) result.add([item]);
  return result;
}
const spell = (items: readonly Item[]) => items.map(({ v }) => (v ? Object.values(v).join() : 'none'));

describe('a sorted answer', () => {
  test('orders times chronologically, then other values, then items without the column, in both directions', () => {
    const texts = ['2025-06-16T12:00:00.5Z', 'soon', '2025-06-16T12:00:00Z', '2025-06-16T14:00:00.25+02:00'];
    const items = withIds([undefined, ...texts.map((S) => ({ S }))]);
    const times = [texts[2], texts[3], texts[0]];
    expect(spell(sorted(items).items())).toEqual([...times, 'soon', 'none']);
    expect(spell(sorted(items, true).items())).toEqual([...times.reverse(), 'soon', 'none']);
  });

  test('orders numbers by value and text by its bytes', () => {
    const numbers = ['10', '9', '-1', '1e3', '9.5'].map((N) => ({ N }));
    expect(spell(sorted(withIds(numbers)).items())).toEqual(['-1', '9', '9.5', '10', '1e3']);
    const texts = ['é', 'z', 'Z', '𝒳', '\uff5e'].map((S) => ({ S }));
    expect(spell(sorted(withIds(texts)).items())).toEqual(['Z', 'z', 'é', '\uff5e', '𝒳']);
  });

  test('orders items with the same value by the next column, each in its own direction', () => {
    const items = ['b 2', 'a 1', 'b -', 'a 3', 'b 7', '- 5'].map((text, i): Item => {
      const [word = '', number = ''] = text.split(' ');
      return {
        id: { N: `${i}` },
        ...(word !== '-' && { word: { S: word } }),
        ...(number !== '-' && { number: { N: number } }),
      };
    });
    const sort = [
      { column: 'word', descending: true },
      { column: 'number', descending: false },
    ];
    const numbers = (some: readonly Item[]) =>
      some.map(({ number }) => Object.values(number ?? { N: '-' })[0]);
    const all = new SortedItems(sort, 9, keyOf);
    all.add(items);
    expect(numbers(all.items())).toEqual(['2', '7', '-', '1', '3', '5']);
    expect(numbers(bitByBit(items, sort, 2))).toEqual(['2', '7', '-', '1', '3', '5']);
  });

  const kinds = [...Object.values(KEY_KINDS), ...Object.values(PLAIN_KINDS)];
  const values = fc.array(
    fc.option(fc.constantFrom<AttributeValue[]>(...kinds.flatMap((kind) => kind.values)), { nil: undefined }),
  );

  test('is the same whatever order its items arrive in, at once and page by page', () => {
    fc.assert(
      fc.property(
        values,
        fc.boolean(),
        fc.integer({ min: 1, max: 5 }),
        fc.infiniteStream(fc.nat()),
        (some, descending, limit, dice) => {
          const items = withIds(some);
          const shuffled = items
            .map((item) => ({ item, at: dice.next().value ?? 0 }))
            .sort((a, b) => a.at - b.at);
          const whole = sorted(items, descending).items();
          expect(
            sorted(
              shuffled.map(({ item }) => item),
              descending,
            ).items(),
          ).toEqual(whole);
          expect(bitByBit(items, [{ column: 'v', descending, format: 'time' }], limit)).toEqual(whole);
        },
      ),
    );
  });
});

/** The same as several runs with a limit that continue from cursors. */
function bitByBit(items: readonly Item[], sort: readonly Sort[], limit: number): Item[] {
  const all: Item[] = [];
  let from: Item | undefined;
  do {
    const next = new SortedItems(sort, limit, keyOf, from && fromPosition(from));
    next.add(items);
    all.push(...next.items());
    const position = next.position();
    from = position && toPosition(position);
  } while (from);
  return all;
}
