import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { Condition } from '../../../src/dynamo/model/condition';
import type { TableDefinition } from '../../../src/dynamo/model/definition';
import type { Item } from '../../../src/dynamo/model/values';
import { decodeCursor, encodeCursor, resume } from '../../../src/dynamo/plan/cursor';
import type { Plan, Question } from '../../../src/dynamo/plan/plan';
import { plan } from '../../../src/dynamo/plan/planner';
import { countItems } from '../../../src/dynamo/read/count-items';
import { Reading } from '../../../src/dynamo/read/reading';
import type { Send } from '../../../src/dynamo/transport';
import { collect, engineSender, recording, tableWith } from '../../helpers/client';
import { ANY_ORIGIN } from '../../helpers/origin';

const STATUSES = ['started', 'success', 'failure'];

/** Executions in a table whose own key is not in the definition. */
const definition: TableDefinition = {
  command: ['runs'],
  summary: '',
  name: 'runs',
  partitionKey: ['hidden'],
  sortKey: ['hiddenToo'],
  keyIsAssumed: true,
  indexes: [{ name: 'GSI1', partitionKey: ['pk'], sortKey: ['sk'], projection: 'ALL' }],
  attributes: {
    hidden: { type: 'S' },
    hiddenToo: { type: 'S' },
    pk: { type: 'S', template: 'T#{tenant}#S#{status}' },
    sk: { type: 'S', format: 'time' },
    tenant: { type: 'S', virtual: true },
    status: { type: 'S', values: STATUSES.map((name) => ({ name, stored: [name] })) },
  },
  patterns: [],
};

const BASE = Date.UTC(2025, 5, 16, 12);

/** Times up to a second apart, in all the formats that producers use. Several items share a time. */
function spelled(i: number): string {
  const iso = new Date(BASE + Math.floor(i / 3) * 700).toISOString();
  const spellings = [
    iso,
    iso.replace('Z', '000+00:00'),
    iso.slice(0, 19),
    `${iso.slice(0, 19)}Z`,
    iso.replace('Z', ''),
  ];
  return spellings[i % spellings.length] ?? iso;
}

const items: Item[] = Array.from({ length: 90 }, (_, i) => {
  const status = STATUSES[(i * 7) % 3] ?? '';
  return {
    hidden: { S: `h${i % 10}` },
    hiddenToo: { S: `x${i}` },
    pk: { S: `T#${i % 9 === 8 ? 'other' : 'acme'}#S#${status}` },
    sk: { S: spelled(i) },
    status: { S: status },
    n: { N: `${i}` },
  };
});

const tenant: Condition = { path: ['tenant'], origin: ANY_ORIGIN, operator: '=', value: { S: 'acme' } };
const status = (...names: string[]): Condition => ({
  path: ['status'],
  origin: ANY_ORIGIN,
  operator: 'in',
  values: names.map((S) => ({ S })),
});

let tableName: string;
beforeAll(async () => {
  tableName = await tableWith(definition, items);
});

function planned(conditions: readonly Condition[], question: Partial<Question> = {}): Plan {
  const result = plan(definition, tableName, { conditions, ...question });
  if (result.operation === 'none') throw new Error('unanswerable');
  return result;
}

async function read(
  send: Send,
  result: Plan,
  token?: string,
): Promise<{ items: Item[]; token: string | null }> {
  const reading = new Reading(
    result,
    send,
    token === undefined ? undefined : resume(result, decodeCursor(token)),
  );
  const found = await collect(reading.pages());
  const positions = await reading.cursor();
  return { items: found, token: positions && encodeCursor(result, BASE, positions) };
}

const numbers = (found: readonly Item[]) =>
  found.map((item) => ('n' in item && item.n && 'N' in item.n ? Number(item.n.N) : -1));

/** The expected answer, computed in the simplest way. */
function expected(statuses: readonly string[], descending: boolean): number[] {
  const order = (a: Item, b: Item) =>
    Buffer.compare(Buffer.from(Object.values(a.sk ?? {})[0]), Buffer.from(Object.values(b.sk ?? {})[0]));
  const found = items.filter((item) =>
    statuses.some((name) => JSON.stringify(item.pk) === JSON.stringify({ S: `T#acme#S#${name}` })),
  );
  return numbers(found.sort((a, b) => (descending ? -order(a, b) : order(a, b))));
}

const sortKeys = (found: readonly Item[]) => found.map((item) => Object.values(item.sk ?? {})[0]);

describe(`reading from ${inject('engine')}`, () => {
  test('a merge returns all items of its branches in sort key order', async () => {
    const send = await engineSender();
    const found = await read(send, planned([tenant]));
    expect(found.token).toBeNull();
    expect(numbers(found.items).sort()).toEqual(expected(STATUSES, true).sort());
    const keys = sortKeys(found.items) as string[];
    expect(keys).toEqual([...keys].sort((a, b) => Buffer.compare(Buffer.from(b), Buffer.from(a))));
  });

  test.each([1, 2, 3, 7, 50, 500])(
    'limit %i, followed cursor by cursor, returns the same items in the same order',
    async (limit) => {
      const send = await engineSender();
      for (const conditions of [
        [tenant],
        [tenant, status('failure')],
        [tenant, status('failure', 'success')],
      ]) {
        for (const order of ['asc', 'desc'] as const) {
          const whole = await read(send, planned(conditions, { order }));
          const bit: Item[] = [];
          let token: string | undefined;
          for (let calls = 0; ; calls++) {
            const next = await read(send, planned(conditions, { order, limit }), token);
            bit.push(...next.items);
            if (next.token === null) break;
            expect(next.items.length).toBeLessThanOrEqual(limit);
            expect(calls).toBeLessThan(200);
            token = next.token;
          }
          expect(bit).toEqual(whole.items);
        }
      }
    },
  );

  test('a limit reads that many items, not a page, from each branch', async () => {
    const { send, sent } = recording(await engineSender());
    await read(send, planned([tenant, status('failure')], { limit: 10 }));
    expect(sent.map(({ operation, input }) => [operation, input.Limit])).toEqual([['Query', 10]]);
  });

  test('a merged question sends one request per branch for a small limit', async () => {
    const { send, sent } = recording(await engineSender());
    const reading = new Reading(planned([tenant], { limit: 5 }), send);
    expect(await collect(reading.pages())).toHaveLength(5);
    expect(sent.map(({ input }) => input.Limit)).toEqual([5, 5, 5]);
  });

  const at = (seconds: number, nanos = '000000000') =>
    `${new Date(BASE + seconds * 1000).toISOString().slice(0, 19)}.${nanos}`;
  const windows: [string, string | undefined, string | undefined][] = [
    ['open at the end', at(5), undefined],
    ['open at the start', undefined, at(9)],
    ['whole seconds', at(2), at(14)],
    ['inside a second', at(4, '100000000'), at(4, '900000000')],
    ['fractions', at(2, '800000000'), at(9, '099999999')],
    ['neighbouring seconds', at(6), at(7)],
  ];
  test.each(windows)('a window is exact for all formats of times: %s', async (_, after, upTo) => {
    const send = await engineSender();
    const condition: Condition = {
      path: ['sk'],
      origin: ANY_ORIGIN,
      operator: 'window',
      window: {
        format: 'time',
        ...(after && { after: { instant: after, inclusive: false } }),
        ...(upTo && { upTo: { instant: upTo, inclusive: true } }),
      },
    };
    const inside = (item: Item) => {
      const text = String(Object.values(item.sk ?? {})[0]);
      const nanos = BigInt(Date.parse(/Z|\+/.test(text) ? text : `${text}Z`)) * 1_000_000n;
      const limit = (instant: string) =>
        BigInt(Date.parse(`${instant.slice(0, 19)}Z`)) * 1_000_000n + BigInt(instant.slice(20));
      return (!after || nanos > limit(after)) && (!upTo || nanos <= limit(upTo));
    };
    const wanted = items.filter((item) => JSON.stringify(item.pk).includes('#acme#') && inside(item));
    const found = await read(send, planned([tenant, condition]));
    expect(numbers(found.items).sort()).toEqual(numbers(wanted).sort());
    expect(await countItems(planned([tenant, condition], { count: true }), send)).toBe(wanted.length);
    const limited = await read(send, planned([tenant, condition], { limit: 4 }));
    expect(limited.items).toEqual(found.items.slice(0, 4));
  });

  test('a count transfers no items', async () => {
    const { send, sent } = recording(await engineSender());
    expect(await countItems(planned([tenant], { count: true }), send)).toBe(80);
    expect(sent.every(({ input }) => input.Select === 'COUNT')).toBe(true);
  });

  test('a cursor of another question is rejected', async () => {
    const send = await engineSender();
    const { token } = await read(send, planned([tenant], { limit: 3 }));
    const other = planned([tenant, status('failure')], { limit: 3 });
    expect(() => resume(other, decodeCursor(token ?? ''))).toThrow(/another question/);
  });
});
