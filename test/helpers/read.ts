import { expect } from 'vitest';
import type { ItemChunks } from '../../src/dynamo/item-chunks';
import type { TableDefinition } from '../../src/dynamo/model/definition';
import type { Item } from '../../src/dynamo/model/values';
import { decodeCursor, encodeCursor, resume } from '../../src/dynamo/plan/cursor';
import type { Plan, Question } from '../../src/dynamo/plan/plan';
import { plan } from '../../src/dynamo/plan/planner';
import { Reading } from '../../src/dynamo/read/reading';
import type { Send } from '../../src/dynamo/transport';
import { collect } from './client';

/** The plan of a valid question. */
export function planned(table: TableDefinition, name: string, question: Question): Plan {
  const result = plan(table, name, question);
  if (result.operation === 'none') throw new Error(`unanswerable: ${result.attribute}`);
  return result;
}

/** One run of the program: the items from a cursor on, and the cursor that it prints. */
export async function readOnce(
  plan: Plan,
  send: Send,
  token?: string,
): Promise<{ items: Item[]; token: string | undefined }> {
  const start = token === undefined ? undefined : resume(plan, decodeCursor(token));
  const reading = new Reading(plan, send, start);
  const items = await collect(reading.pages());
  const positions = await reading.cursor();
  return { items, token: positions ? encodeCursor(plan, 0, positions) : undefined };
}

/** Reads everything, run by run, each of which must return as many items as its limit allows. */
export async function readBitByBit(limited: Plan, send: Send): Promise<Item[]> {
  const all: Item[] = [];
  for (let token: string | undefined; ; ) {
    const next = await readOnce(limited, send, token);
    expect(next.items.length).toBeLessThanOrEqual(limited.limit ?? 0);
    all.push(...next.items);
    if (next.token === undefined) return all;
    expect(next.items).toHaveLength(limited.limit ?? 0);
    token = next.token;
  }
}

/** A sender whose pages are short and come in even shorter chunks. */
export function shortPages(send: Send, page: number): Send {
  return async (operation, input, signal) => {
    if (operation !== 'Query' && operation !== 'Scan') return send(operation, input, signal);
    const { Limit = page } = input as { Limit?: number };
    const { Items, ...output } = await send(operation, { ...input, Limit: Math.min(Limit, page) }, signal);
    return Items ? { ...output, chunks: chunks(Items, 3) } : output;
  };
}

function chunks(items: readonly Item[], size: number): ItemChunks {
  let at = 0;
  return {
    next() {
      at += size;
      return items.slice(at - size, at);
    },
    get left() {
      return Math.max(0, items.length - at);
    },
    get done() {
      return at >= items.length;
    },
  };
}
