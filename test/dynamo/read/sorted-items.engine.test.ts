import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { Condition } from '../../../src/dynamo/model/condition';
import type { TableDefinition } from '../../../src/dynamo/model/definition';
import type { Item } from '../../../src/dynamo/model/values';
import { engineSender, tableWith } from '../../helpers/client';
import { ANY_ORIGIN } from '../../helpers/origin';
import { planned, readBitByBit, readOnce, shortPages } from '../../helpers/read';

const definition: TableDefinition = {
  command: ['runs'],
  summary: '',
  name: 'runs',
  partitionKey: ['id'],
  indexes: [{ name: 'ByStatus', partitionKey: ['status'], sortKey: ['at'], projection: ['ms'] }],
  attributes: { id: { type: 'S' }, status: { type: 'S' }, at: { type: 'S', format: 'time' } },
  patterns: [],
};
const items: Item[] = Array.from({ length: 60 }, (_, i) => ({
  id: { S: `id-${i}` },
  status: { S: ['on', 'off', 'idle'][i % 3] ?? '' },
  at: { S: `2025-06-16T12:00:${10 + (i % 40)}Z` },
  ...(i % 10 !== 0 && { ms: { N: `${(i * 37) % 11}.50` } }),
  note: { S: `note ${(i * 7) % 60}` },
}));
const ids = (found: readonly Item[]) => found.map((item) => Object.values(item.id ?? {}).join());
const anyOf = (...words: string[]): Condition => ({
  path: ['status'],
  origin: ANY_ORIGIN,
  operator: 'in',
  values: words.map((S) => ({ S })),
});

let name: string;
beforeAll(async () => {
  name = await tableWith(definition, items);
});

describe(`an answer sorted by a column on ${inject('engine')}`, () => {
  test.each([
    ['a Scan', []],
    ['a Query', ['off']],
    ['a merge', ['off', 'idle']],
  ])('continues after a cursor at the right position, even among equal values: %s', async (_, words) => {
    const send = shortPages(await engineSender(), 8);
    const conditions = words.length > 0 ? [anyOf(...words)] : [];
    const wanted = items.filter(
      ({ status = {} }) => words.length === 0 || words.includes(Object.values(status).join()),
    );
    for (const known of [definition, { ...definition, keyIsAssumed: true, partitionKey: ['guess'] }]) {
      for (const descending of [false, true]) {
        const sort = [{ column: 'ms', descending }];
        const question = { conditions, sort, segments: 2 };
        const { items: whole } = await readOnce(planned(known, name, question), send);
        expect(ids(whole).sort()).toEqual(ids(wanted).sort());
        const numbers = whole.map((item) =>
          Number(Object.values(item.ms ?? { N: descending ? '-1' : '99' })[0]),
        );
        expect(numbers).toEqual([...numbers].sort((a, b) => (descending ? b - a : a - b)));
        const bits = await readBitByBit(planned(known, name, { ...question, limit: 7 }), send);
        expect(ids(bits)).toEqual(ids(whole));
      }
    }
  });

  test('is correct for a column that is neither in the index nor shown', async () => {
    const question = {
      conditions: [anyOf('off')],
      columns: ['ms'],
      sort: [{ column: 'note', descending: false }],
    };
    const { items: found } = await readOnce(planned(definition, name, question), await engineSender());
    const notes = items
      .filter((_, i) => i % 3 === 1)
      .sort((a, b) => (JSON.stringify(a.note) < JSON.stringify(b.note) ? -1 : 1));
    expect(ids(found)).toEqual(ids(notes));
  });
});
