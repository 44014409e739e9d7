import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, inject, test } from 'vitest';
import type { Condition } from '../../../src/dynamo/model/condition';
import type { TableDefinition } from '../../../src/dynamo/model/definition';
import type { Item } from '../../../src/dynamo/model/values';
import { Reading } from '../../../src/dynamo/read/reading';
import type { Send } from '../../../src/dynamo/transport';
import { DdbdbgError } from '../../../src/errors';
import { engineClient } from '../../../src/local/setup';
import { collect, engineSender, recording, tableWith } from '../../helpers/client';
import { ANY_ORIGIN } from '../../helpers/origin';
import { planned, readOnce, shortPages } from '../../helpers/read';

const definition: TableDefinition = {
  command: ['jobs'],
  summary: '',
  name: 'jobs',
  partitionKey: ['tenant'],
  sortKey: ['id'],
  indexes: [
    { name: 'ByStatus', partitionKey: ['status'], sortKey: ['at'], projection: 'ALL' },
    { name: 'ByTenant', partitionKey: ['tenant'], sortKey: ['at'], projection: 'ALL' },
    { name: 'ByKind', partitionKey: ['kind'], projection: 'ALL' },
  ],
  attributes: {
    tenant: { type: 'S' },
    id: { type: 'S' },
    at: { type: 'N' },
    status: { type: 'S' },
    kind: { type: 'S' },
  },
  patterns: [],
};

const job = (tenant: string, id: string, at: number, status: string, kind = 'x'): Item => ({
  tenant: { S: tenant },
  id: { S: id },
  at: { N: `${at}` },
  status: { S: status },
  kind: { S: kind },
});
const anyOf = (name: string, ...words: string[]): Condition => ({
  path: [name],
  origin: ANY_ORIGIN,
  operator: 'in',
  values: words.map((S) => ({ S })),
});
const textsOf = (found: readonly Item[]) =>
  found.map(({ tenant = {}, id = {}, status = {} }) =>
    [tenant, id, status].map((value) => Object.values(value)[0]).join(),
  );

/** Changes the status of a job after the first branch is read and before the second. */
async function changing(engine: Send, table: string, changed: Item): Promise<Send> {
  const client = engineClient(inject('endpoint'));
  let moved: () => void;
  const isMoved = new Promise<void>((resolve) => {
    moved = resolve;
  });
  return async (operation, input, signal) => {
    if (operation !== 'Query') return engine(operation, input, signal);
    if (JSON.stringify(input).includes('"started"')) {
      const output = await engine(operation, input, signal);
      await client.send(new PutItemCommand({ TableName: table, Item: changed as Record<string, never> }));
      client.destroy();
      moved();
      return output;
    }
    await isMoved;
    return engine(operation, input, signal);
  };
}

describe(`merging on ${inject('engine')}`, () => {
  const before = [job('a', '1', 10, 'started'), job('a', '2', 10, 'failure'), job('b', '1', 10, 'started')];
  const question = { conditions: [anyOf('status', 'started', 'failure')] };

  test.each([
    ['whose key is known', definition],
    // The key that ends a page has both of its names, in addition to those of the index.
    [
      'whose key DynamoDB has to provide',
      { ...definition, keyIsAssumed: true, partitionKey: ['guess'], sortKey: [] },
    ],
  ])('an item that changes branches while they are read is shown once: a table %s', async (_, known) => {
    const table = await tableWith(definition, before);
    const send = await changing(await engineSender(), table, job('a', '1', 10, 'failure'));
    const { items } = await readOnce(planned(known, table, question), send);
    expect(textsOf(items).sort()).toEqual(['a,1,started', 'a,2,failure', 'b,1,started']);
  });

  test('items that share part of their key are not duplicates', async () => {
    const table = await tableWith(definition, [...before, job('b', '2', 10, 'failure')]);
    const byTenant = {
      ...definition,
      indexes: definition.indexes?.filter(({ name }) => name === 'ByTenant') ?? [],
    };
    const unknown = { ...byTenant, keyIsAssumed: true, partitionKey: ['guess'], sortKey: [] };
    const engine = await engineSender();
    const forbidden: Send = (operation, input, signal) => {
      if (operation === 'DescribeTable') throw new DdbdbgError('credentials', 'not allowed');
      return engine(operation, input, signal);
    };
    const question = { conditions: [anyOf('tenant', 'a', 'b')] };
    for (const send of [engine, forbidden]) {
      const { items } = await readOnce(planned(unknown, table, question), send);
      expect(textsOf(items).sort()).toEqual(['a,1,started', 'a,2,failure', 'b,1,started', 'b,2,failure']);
    }
  });

  test('without a sort key, the branches come one after the other, and each item once', async () => {
    const items = Array.from({ length: 40 }, (_, i) => job('a', `${i}`, i, 'done', i % 3 === 0 ? 'y' : 'x'));
    const table = await tableWith(definition, items);
    const kinds = { conditions: [anyOf('kind', 'x', 'y', 'none')] };
    const { items: found } = await readOnce(
      planned(definition, table, kinds),
      shortPages(await engineSender(), 3),
    );
    expect(textsOf(found).sort()).toEqual(textsOf(items).sort());
    const order = found.map((item) => Object.values(item.kind ?? {}).join());
    expect(order).toEqual([...order].sort());
  });

  test('yields items as soon as they are ready, and requests no more from any branch than the limit', async () => {
    const items = Array.from({ length: 30 }, (_, i) => job('a', `${i}`, i, i < 15 ? 'started' : 'failure'));
    const table = await tableWith(definition, items);
    const { send, sent } = recording(shortPages(await engineSender(), 4));
    const limited = { ...question, limit: 6, order: 'desc' as const };
    const reading = new Reading(planned(definition, table, limited), send);
    const pages: number[] = [];
    for await (const { items } of reading.pages()) pages.push(items.length);
    expect(pages.reduce((sum, page) => sum + page, 0)).toBe(6);
    expect(sent.every(({ input }) => Number(input.Limit) <= 6)).toBe(true);
    expect(sent.length).toBeLessThanOrEqual(4);
    expect((await collect(new Reading(planned(definition, table, question), send).pages())).length).toBe(30);
  });

  test('nothing is requested when nothing can match', async () => {
    const { send, sent } = recording(await engineSender());
    const impossible = { conditions: [anyOf('status', 'a'), anyOf('status', 'b')] };
    expect(await readOnce(planned(definition, 'none', impossible), send)).toEqual({
      items: [],
      token: undefined,
    });
    expect(sent).toEqual([]);
  });
});
