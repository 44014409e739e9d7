import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AttributeValue, Item } from '../../../src/dynamo/model/values';
import type { Sort } from '../../../src/dynamo/plan/plan';
import { END, isKey, type Position, START } from '../../../src/dynamo/plan/position';
import { fromPosition, SortedItems } from '../../../src/dynamo/read/sorted-items';
import { KEY_KINDS, PLAIN_KINDS } from '../property/columns';

const keyOf = ({ id }: Item): Item => (id ? { id } : {});
const withIds = (values: readonly (AttributeValue | undefined)[]): Item[] =>
  values.map((value, i) => ({ id: { N: `${i}` }, ...(value && { v: value }) }));

/** Few enough that a handful of items uses the disk, or at least is kept as text. */
const TINY = { items: 3, characters: 1_000, spooled: 0 };
const TEXT = { ...TINY, spooled: 1_000_000 };

async function sorted(items: readonly Item[], descending = false, maxHeld?: typeof TINY): Promise<Item[]> {
  const sort = [{ column: 'v', descending, format: 'time' }] as const;
  const result = new SortedItems(sort, Number.POSITIVE_INFINITY, keyOf, undefined, maxHeld);
  for (const item of items) await result.add([item]);
  expect(result.usesDisk).toBe(maxHeld?.spooled === 0 && items.length > maxHeld.items);
  return itemsOf(result);
}

async function itemsOf(result: SortedItems): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of result.pages()) items.push(...page);
  await result.close();
  return items;
}
const spell = (items: readonly Item[]) => items.map(({ v }) => (v ? Object.values(v).join() : 'none'));

describe('a sorted answer', () => {
  test('orders times chronologically, then other values, then items without the column, in both directions', async () => {
    const texts = ['2025-06-16T12:00:00.5Z', 'soon', '2025-06-16T12:00:00Z', '2025-06-16T14:00:00.25+02:00'];
    const items = withIds([undefined, ...texts.map((S) => ({ S }))]);
    const times = [texts[2], texts[3], texts[0]];
    expect(spell(await sorted(items))).toEqual([...times, 'soon', 'none']);
    expect(spell(await sorted(items, true))).toEqual([...times.reverse(), 'soon', 'none']);
  });

  test('orders numbers by value and text by its bytes', async () => {
    const numbers = ['10', '9', '-1', '1e3', '9.5'].map((N) => ({ N }));
    expect(spell(await sorted(withIds(numbers)))).toEqual(['-1', '9', '9.5', '10', '1e3']);
    const texts = ['é', 'z', 'Z', '𝒳', '\uff5e'].map((S) => ({ S }));
    expect(spell(await sorted(withIds(texts)))).toEqual(['Z', 'z', 'é', '\uff5e', '𝒳']);
  });

  test('orders items with the same value by the next column, each in its own direction', async () => {
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
    await all.add(items);
    expect(numbers(await itemsOf(all))).toEqual(['2', '7', '-', '1', '3', '5']);
    expect(numbers(await bitByBit(items, sort, 2))).toEqual(['2', '7', '-', '1', '3', '5']);
  });

  const kinds = [...Object.values(KEY_KINDS), ...Object.values(PLAIN_KINDS)];
  const values = fc.array(
    fc.option(fc.constantFrom<AttributeValue[]>(...kinds.flatMap((kind) => kind.values)), { nil: undefined }),
  );

  test('is the same whatever order its items arrive in, in memory and on disk, at once and page by page', async () => {
    await fc.assert(
      fc.asyncProperty(
        values,
        fc.boolean(),
        fc.integer({ min: 1, max: 5 }),
        fc.infiniteStream(fc.nat()),
        async (some, descending, limit, dice) => {
          const items = withIds(some);
          const shuffled = items
            .map((item) => ({ item, at: dice.next().value ?? 0 }))
            .sort((a, b) => a.at - b.at)
            .map(({ item }) => item);
          const whole = await sorted(items, descending);
          expect(await sorted(shuffled, descending)).toEqual(whole);
          expect(await sorted(shuffled, descending, TINY)).toEqual(whole);
          expect(await sorted(shuffled, descending, TEXT)).toEqual(whole);
          const sort = [{ column: 'v', descending, format: 'time' }] as const;
          expect(await bitByBit(shuffled, sort, limit)).toEqual(whole);
          expect(await bitByBit(shuffled, sort, limit + 3, TINY)).toEqual(whole);
        },
      ),
    );
  });

  test('can be continued after any page that was yielded', async () => {
    const items = withIds(Array.from({ length: 1_200 }, (_, i) => ({ N: `${(i * 7) % 100}` })));
    const sort = [{ column: 'v', descending: false }];
    const result = new SortedItems(sort, Number.POSITIVE_INFINITY, keyOf, undefined, TINY);
    await result.add(items.slice(0, 700));
    await result.add(items.slice(700));
    expect(result.position()).toBe(START);
    const pages = result.pages();
    const first = (await pages.next()).value as readonly Item[];
    const position = result.position();
    await result.close();
    const rest = new SortedItems(
      sort,
      Number.POSITIVE_INFINITY,
      keyOf,
      isKey(position) ? fromPosition(position) : undefined,
    );
    await rest.add(items);
    expect([...first, ...(await itemsOf(rest))]).toEqual(await sorted(items));
    expect(rest.position()).toBe(END);
  });
});

/** The same as several runs with a limit that continue from cursors. */
async function bitByBit(
  items: readonly Item[],
  sort: readonly Sort[],
  limit: number,
  maxHeld?: typeof TINY,
): Promise<Item[]> {
  const all: Item[] = [];
  let from: Position = START;
  do {
    const next: SortedItems = new SortedItems(
      sort,
      limit,
      keyOf,
      isKey(from) ? fromPosition(from) : undefined,
      maxHeld,
    );
    await next.add(items);
    all.push(...(await itemsOf(next)));
    from = next.position();
  } while (from !== END);
  return all;
}
