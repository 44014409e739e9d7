import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { Condition } from '../../../src/dynamo/model/condition';
import type { TableDefinition } from '../../../src/dynamo/model/definition';
import type { AttributeValue, Item } from '../../../src/dynamo/model/values';
import { countItems } from '../../../src/dynamo/read/count-items';
import { engineSender, recording, tableWith } from '../../helpers/client';
import { ANY_ORIGIN } from '../../helpers/origin';
import { planned, readBitByBit, readOnce, shortPages } from '../../helpers/read';

const names = ['p1', 'p2', 'p3', 'p4', 's1', 's2', 's3', 's4'];

/** The maximum number of key attributes that AWS allows. */
const definition: TableDefinition = {
  command: ['many'],
  summary: '',
  name: 'many',
  partitionKey: ['id'],
  indexes: [
    {
      name: 'Everything',
      partitionKey: names.slice(0, 4),
      sortKey: names.slice(4),
      projection: 'ALL',
    },
  ],
  attributes: {
    id: { type: 'S' },
    ...Object.fromEntries(names.map((name) => [name, { type: name === 's2' ? 'N' : 'S' }])),
  },
  patterns: [],
};

const items: Item[] = Array.from({ length: 90 }, (_, i) => ({
  id: { S: `id-${i}` },
  p1: { S: 'a' },
  p2: { S: 'b' },
  p3: { S: 'c' },
  p4: { S: ['x', 'y', 'z'][i % 3] ?? '' },
  s1: { S: ['k', 'l'][i % 2] ?? '' },
  s2: { N: `${i % 13}` },
  s3: { S: ['', 'ä', 'b'][i % 5] || 'c' },
  // Some lack the last attribute, and so are not in the index.
  ...(i % 11 !== 0 && { s4: { S: `${i % 7}` } }),
}));

const on = (name: string, operator: string, value: AttributeValue): Condition =>
  ({ path: [name], origin: ANY_ORIGIN, operator, value }) as Condition;
const is = (name: string, value: string) => on(name, '=', { S: value });
const partition = [is('p1', 'a'), is('p2', 'b'), is('p3', 'c')];
const anyOf = (name: string, ...words: string[]): Condition => ({
  path: [name],
  origin: ANY_ORIGIN,
  operator: 'in',
  values: words.map((S) => ({ S })),
});
const text = (item: Item, name: string) => Object.values(item[name] ?? {}).join();
const ids = (found: readonly Item[]) => found.map((item) => text(item, 'id'));

/** Orders items by all sort attributes in turn. */
function order(a: Item, b: Item): number {
  for (const name of names.slice(4)) {
    const [x, y] = [text(a, name), text(b, name)];
    const difference = name === 's2' ? Number(x) - Number(y) : Buffer.compare(Buffer.from(x), Buffer.from(y));
    if (difference !== 0) return difference;
  }
  return 0;
}
const textsOf = (found: readonly Item[]) =>
  found.map((item) =>
    names
      .slice(4)
      .map((name) => text(item, name))
      .join(),
  );

/** dynalite predates keys of several attributes (in AWS since November 2025), and rejects more than two. */
const isOld = inject('engine') === 'dynalite';

describe(`an index of four and four attributes on ${inject('engine')}`, () => {
  let name: string;
  beforeAll(async () => {
    if (!isOld) name = await tableWith(definition, items);
  });

  if (isOld) {
    test('is rejected', async () => {
      await expect(tableWith(definition, items)).rejects.toThrow(/length less than or equal to 2/);
    });
  }

  const cases: [string, Condition[], (item: Item) => boolean, string][] = [
    ['a partition', [is('p4', 'x')], (item) => text(item, 'p4') === 'x', 'query'],
    ['several, merged', [anyOf('p4', 'x', 'z')], (item) => text(item, 'p4') !== 'y', 'merge'],
    [
      'sort attributes from the left, and a range',
      [anyOf('p4', 'x', 'y'), is('s1', 'k'), on('s2', '>', { N: '3' }), on('s2', '<=', { N: '11' })],
      (item) =>
        text(item, 'p4') !== 'z' &&
        text(item, 's1') === 'k' &&
        Number(text(item, 's2')) > 3 &&
        Number(text(item, 's2')) <= 11,
      'merge',
    ],
    [
      'a gap, after which items are filtered',
      [is('p4', 'z'), is('s1', 'l'), is('s3', 'c')],
      (item) => text(item, 'p4') === 'z' && text(item, 's1') === 'l' && text(item, 's3') === 'c',
      'query',
    ],
    [
      'several values of a sort attribute',
      [is('p4', 'y'), anyOf('s1', 'k', 'l'), on('s2', '<', { N: '9' })],
      (item) => text(item, 'p4') === 'y' && Number(text(item, 's2')) < 9,
      'merge',
    ],
  ];
  test.each(isOld ? [] : cases)(
    '%s: in order, page by page, and counted',
    async (_, conditions, wanted, operation) => {
      const { send, sent } = recording(shortPages(await engineSender(), 6));
      const expected = items.filter((item) => item.s4 && wanted(item)).sort(order);
      expect(expected.length).toBeGreaterThan(4);
      for (const descending of [false, true]) {
        const question = {
          conditions: [...partition, ...conditions],
          order: descending ? 'desc' : 'asc',
        } as const;
        const whole = planned(definition, name, question);
        expect(whole).toMatchObject({ operation, index: 'Everything' });
        const { items: found } = await readOnce(whole, send);
        expect(ids(found).sort()).toEqual(ids(expected).sort());
        expect(textsOf(found)).toEqual(descending ? textsOf(expected).reverse() : textsOf(expected));
        expect(ids(await readBitByBit(planned(definition, name, { ...question, limit: 4 }), send))).toEqual(
          ids(found),
        );
        expect(await countItems(planned(definition, name, { ...question, count: true }), send)).toBe(
          expected.length,
        );
      }
      expect(sent.every((request) => request.operation === 'Query')).toBe(true);
    },
  );
});
