import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { TableDefinition } from '../../../src/dynamo/model/definition';
import type { Item } from '../../../src/dynamo/model/values';
import { countItems } from '../../../src/dynamo/read/count-items';
import type { Send } from '../../../src/dynamo/transport';
import { engineSender, recording, tableWith } from '../../helpers/client';
import { ANY_ORIGIN } from '../../helpers/origin';
import { planned, readBitByBit, readOnce, shortPages } from '../../helpers/read';

const definition: TableDefinition = {
  command: ['things'],
  summary: '',
  name: 'things',
  partitionKey: ['id'],
  attributes: { id: { type: 'S' }, n: { type: 'N' } },
  patterns: [],
};
const items: Item[] = Array.from({ length: 120 }, (_, i) => ({ id: { S: `id-${i}` }, n: { N: `${i % 7}` } }));
const ids = (found: readonly Item[]) => found.map((item) => Object.values(item.id ?? {}).join());

let name: string;
beforeAll(async () => {
  name = await tableWith(definition, items);
});
const scan = (more: object = {}, table = definition) =>
  planned(table, name, { conditions: [], segments: 4, ...more });

/** A sender with random delays. */
function moody(send: Send): Send {
  return async (...request) => {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 30));
    return send(...request);
  };
}

describe(`a Scan in segments on ${inject('engine')}`, () => {
  test('returns the same items in the same order, whichever segment responds first', async () => {
    const engine = shortPages(await engineSender(), 7);
    const { items: found } = await readOnce(scan(), engine);
    expect(ids(found).sort()).toEqual(ids(items).sort());
    for (let run = 0; run < 3; run++) {
      expect(ids((await readOnce(scan(), moody(engine))).items)).toEqual(ids(found));
    }
  });

  test('reads all segments concurrently', async () => {
    const { send, sent } = recording(shortPages(await engineSender(), 10));
    await readOnce(scan(), send);
    expect(sent.slice(0, 4).map(({ input }) => [input.Segment, input.TotalSegments])).toEqual([
      [0, 4],
      [1, 4],
      [2, 4],
      [3, 4],
    ]);
  });

  const six = { path: ['n'], origin: ANY_ORIGIN, operator: '=', value: { N: '6' } } as const;
  test.each([
    ['all', {}, items.length],
    ['filtered', { conditions: [six] }, 17],
  ])('returns every item once when read in parts: %s', async (_, more, count) => {
    const engine = shortPages(await engineSender(), 11);
    for (const limit of [5, 50]) {
      const found = ids(await readBitByBit(scan({ ...more, limit }), engine));
      expect([found.length, new Set(found).size]).toEqual([count, count]);
    }
    expect(await countItems(scan({ ...more, count: true }), engine)).toBe(count);
  });

  test('continues in the middle of a page of a table whose key only DynamoDB knows', async () => {
    const unknown = { ...definition, keyIsAssumed: true, partitionKey: ['n'], sortKey: ['guess'] };
    const found = ids(
      await readBitByBit(scan({ conditions: [six], limit: 2 }, unknown), await engineSender()),
    );
    expect(found.sort()).toEqual(ids(items.filter((_, i) => i % 7 === 6)).sort());
  });
});
