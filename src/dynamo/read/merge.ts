import type { KeySchema } from '../model/definition';
import { attributeOf, compareKeys, type Item } from '../model/values';
import type { Budget } from './budget';
import { Twins } from './dedupe';
import type { Part } from './page-reader';

/** The items of a single part, batch by batch. */
export async function* single(part: Part, budget: Budget): AsyncGenerator<readonly Item[]> {
  while (!part.done && !budget.spent) yield* pageOf(part, budget);
}

/** The items of the next page of a part. */
export async function* pageOf(part: Part, budget: Budget): AsyncGenerator<readonly Item[]> {
  do {
    await part.load();
    const items = part.takeAll(budget.remaining);
    budget.remaining -= items.length;
    // Only now, so that no more is asked for than is still wanted.
    if (part.left < budget.remaining) part.prefetch();
    yield items;
  } while (!part.pageDone && !budget.spent);
}

/**
 * The items of several branches in sort key order. All branches are read at the same time, and an item is handed on as soon as
 * every other branch has shown that it has none to go before it; what is ready is yielded before waiting for a page.
 */
export async function* merge(
  parts: readonly Part[],
  { schema, descending, tableKey }: MergeOrder,
  budget: Budget,
): AsyncGenerator<readonly Item[]> {
  const order = itemOrder(schema, descending);
  const twins = tableKey && new Twins(order, tableKey);
  let ready: Item[] = [];
  try {
    while (!budget.spent) {
      const waiting = parts.filter((part) => part.head === undefined && !part.done);
      if (waiting.length > 0) {
        for (const part of waiting) part.prefetch();
        if (ready.length > 0) {
          yield ready;
          ready = [];
        }
        await Promise.all(waiting.map((part) => part.load()));
        for (const part of parts) if (part.left < budget.remaining) part.prefetch();
        continue;
      }
      const first = firstOf(parts, order);
      if (!first?.head) break;
      const seen = twins?.has(first.head, first) ?? false;
      const isTwin = seen && (await seen);
      // Not before: an item that was taken counts as handed on.
      const item = first.take();
      if (isTwin || !item) continue;
      ready.push(item);
      budget.remaining--;
    }
  } catch (error) {
    if (ready.length > 0) yield ready;
    throw error;
  }
  if (ready.length > 0) yield ready;
}

export interface MergeOrder {
  readonly schema: KeySchema;
  readonly descending: boolean;
  /**
   * Names of the table's key attributes, asked for only when two items might be the same one; undefined where no item can
   * be in two branches.
   */
  readonly tableKey: (() => Promise<readonly string[] | undefined>) | undefined;
}

function itemOrder({ sortKey = [] }: KeySchema, descending: boolean): (a: Item, b: Item) => number {
  return (a, b) => {
    for (const name of sortKey) {
      const x = attributeOf(a, name);
      const y = attributeOf(b, name);
      const order = x && y ? compareKeys(x, y) : 0;
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  };
}

/** The part whose head comes first; of equals, the one declared first, so that the order is always the same. */
function firstOf(parts: readonly Part[], order: (a: Item, b: Item) => number): Part | undefined {
  let first: Part | undefined;
  for (const part of parts) {
    if (part.head === undefined) continue;
    if (first?.head === undefined || order(part.head, first.head) < 0) first = part;
  }
  return first;
}
