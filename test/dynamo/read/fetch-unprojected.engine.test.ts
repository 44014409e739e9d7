import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { Condition } from '../../../src/dynamo/model/condition';
import type { TableDefinition } from '../../../src/dynamo/model/definition';
import type { Item } from '../../../src/dynamo/model/values';
import { countItems } from '../../../src/dynamo/read/count-items';
import type { Output, Send } from '../../../src/dynamo/transport';
import { DdbdbgError } from '../../../src/errors';
import { engineSender, recording, tableWith } from '../../helpers/client';
import { ANY_ORIGIN } from '../../helpers/origin';
import { planned, readBitByBit, readOnce } from '../../helpers/read';

const definition: TableDefinition = {
  command: ['notes'],
  summary: '',
  name: 'notes',
  partitionKey: ['id'],
  sortKey: ['part'],
  indexes: [{ name: 'ByOwner', partitionKey: ['owner'], sortKey: ['rank'], projection: 'KEYS_ONLY' }],
  attributes: { id: { type: 'S' }, part: { type: 'N' }, owner: { type: 'S' }, rank: { type: 'N' } },
  patterns: [],
};

const items: Item[] = Array.from({ length: 230 }, (_, i) => ({
  id: { S: `id-${i % 50}` },
  part: { N: `${i}` },
  owner: { S: i % 23 === 0 ? 'you' : 'me' },
  rank: { N: `${i % 40}` },
  text: { S: `text ${i}` },
  kind: { S: i % 2 === 0 ? 'even' : 'odd' },
}));
const mine = items.filter((item) => JSON.stringify(item.owner) === '{"S":"me"}');

const is = (name: string, S: string): Condition => ({
  path: [name],
  origin: ANY_ORIGIN,
  operator: '=',
  value: { S },
});
const texts = (found: readonly Item[]) => found.map((item) => JSON.stringify(item.text));
const ranks = (found: readonly Item[]) => found.map((item) => Number(Object.values(item.rank ?? {})[0]));

let name: string;
beforeAll(async () => {
  name = await tableWith(definition, items);
});
const question = (...more: Condition[]) => ({ conditions: [is('owner', 'me'), ...more] });

/** A sender that changes each response to BatchGetItem. */
function meddling(send: Send, meddle: (output: Output, input: object) => Output): Send {
  return async (operation, input, signal) => {
    const output = await send(operation, input, signal);
    return operation === 'BatchGetItem' ? meddle(output, input) : output;
  };
}

type Batch = Record<string, { Keys: Item[] }>;
const batch = (input: object) => (input as { RequestItems: Batch }).RequestItems;

describe(`attributes that an index does not project, on ${inject('engine')}`, () => {
  test('are fetched for a hundred items at a time, in the order of the index', async () => {
    const { send, sent } = recording(await engineSender());
    const { items: found } = await readOnce(planned(definition, name, question()), send);
    expect(texts(found).sort()).toEqual(texts(mine).sort());
    expect(ranks(found)).toEqual(ranks(found).sort((a, b) => a - b));
    const sizes = sent.filter(({ operation }) => operation === 'BatchGetItem');
    expect(sizes.map(({ input }) => batch(input)[name]?.Keys.length)).toEqual([100, 100, 20]);
  });

  test('are only those that were asked for', async () => {
    const { send, sent } = recording(await engineSender());
    const limited = planned(definition, name, { ...question(), columns: ['text'], limit: 3 });
    const { items: found } = await readOnce(limited, send);
    expect(Object.keys(found[0] ?? {}).sort()).toEqual(['id', 'owner', 'part', 'rank', 'text']);
    expect(sent.map(({ operation }) => operation)).toEqual(['Query', 'BatchGetItem']);
    expect(batch(sent[1]?.input ?? {})[name]?.Keys).toHaveLength(3);
  });

  test('are used by conditions, limits, cursors and counts', async () => {
    const send = await engineSender();
    const even = question(is('kind', 'even'));
    const wanted = mine.filter((item) => JSON.stringify(item.kind) === '{"S":"even"}');
    const { items: found } = await readOnce(planned(definition, name, even), send);
    expect(texts(found).sort()).toEqual(texts(wanted).sort());
    expect(await readBitByBit(planned(definition, name, { ...even, limit: 13 }), send)).toEqual(found);
    expect(await countItems(planned(definition, name, { ...even, count: true }), send)).toBe(wanted.length);
  });

  test('are requested again when DynamoDB leaves keys unprocessed', async () => {
    const engine = await engineSender();
    let refused = 0;
    const half: Send = (operation, input, signal) => {
      if (operation !== 'BatchGetItem') return engine(operation, input, signal);
      const { Keys = [], ...rest } = batch(input)[name] ?? {};
      const taken = Math.ceil(Keys.length / 2);
      refused += Keys.length - taken;
      const left = Keys.slice(taken);
      const some = { ...input, RequestItems: { [name]: { ...rest, Keys: Keys.slice(0, taken) } } };
      return engine(operation, some, signal).then((output) => ({
        ...output,
        UnprocessedKeys: left.length > 0 ? { [name]: { ...rest, Keys: left } } : {},
      }));
    };
    const limited = planned(definition, name, { ...question(), limit: 30, columns: ['text'] });
    const { items: found } = await readOnce(limited, half);
    expect(refused).toBeGreaterThan(20);
    expect(found).toEqual((await readOnce(limited, engine)).items);
  });

  test('are missing for a deleted item, which is left out, and reading continues up to the limit', async () => {
    const gone = 'text 5';
    const without = meddling(await engineSender(), (output) => ({
      ...output,
      Responses: {
        [name]: (output.Responses?.[name] ?? []).filter(
          (item) => !JSON.stringify(item).includes(`"${gone}"`),
        ),
      },
    }));
    const limited = planned(definition, name, { ...question(), limit: 40 });
    const { items: found } = await readOnce(limited, without);
    expect(found).toHaveLength(40);
    expect(texts(found)).not.toContain(JSON.stringify({ S: gone }));
  });

  const unknown = { ...definition, keyIsAssumed: true, partitionKey: ['guess'], sortKey: [] };

  test('are fetched by the real key when the definition only assumes one', async () => {
    const { send, sent } = recording(await engineSender());
    const { items: found } = await readOnce(planned(unknown, name, question()), send);
    expect(texts(found).sort()).toEqual(texts(mine).sort());
    expect(sent.map(({ operation }) => operation)).toContain('DescribeTable');
  });

  test('are fetched without permission to describe the table', async () => {
    const engine = await engineSender();
    const forbidden: Send = (operation, input, signal) => {
      if (operation === 'DescribeTable') throw new DdbdbgError('credentials', 'not allowed');
      return engine(operation, input, signal);
    };
    const { items: found } = await readOnce(planned(unknown, name, { ...question(), limit: 7 }), forbidden);
    expect(texts(found)).toHaveLength(7);
  });
});
