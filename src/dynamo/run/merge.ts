import type { KeySchema } from '../definition';
import { attributeOf, canonical, compareKeys, type Item } from '../values';
import type { Budget } from './budget';
import type { Part } from './part';

/** The items of a single part, page by page. */
export async function* single(part: Part, budget: Budget): AsyncGenerator<readonly Item[]> {
  while (!part.done && !budget.spent) {
    await part.load();
    if (part.left < budget.remaining) part.prefetch();
    const items = part.takeAll(budget.remaining);
    budget.remaining -= items.length;
    yield items;
  }
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
  const twins = new Twins(order, tableKey);
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
      const isTwin = await twins.has(first.head, first);
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
  /** Names of the table's key attributes, asked for only when two items might be the same one. */
  readonly tableKey: () => Promise<readonly string[]>;
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

/**
 * Notices an item that shows up in a second branch because it was changed while the branches were read (a job that went from
 * `started` to `failure`). Such twins have the same sort key, so only items alike in that are remembered.
 */
class Twins {
  readonly #order: (a: Item, b: Item) => number;
  readonly #tableKey: () => Promise<readonly string[]>;
  #alike: { item: Item; part: Part }[] = [];

  constructor(order: (a: Item, b: Item) => number, tableKey: () => Promise<readonly string[]>) {
    this.#order = order;
    this.#tableKey = tableKey;
  }

  async has(item: Item, part: Part): Promise<boolean> {
    const [last] = this.#alike;
    if (last && this.#order(last.item, item) !== 0) this.#alike = [];
    const others = this.#alike.filter((other) => other.part !== part);
    this.#alike.push({ item, part });
    if (others.length === 0) return false;
    const names = await this.#tableKey();
    return others.some((other) => names.every((name) => sameValue(other.item, item, name)));
  }
}

function sameValue(a: Item, b: Item, name: string): boolean {
  const x = attributeOf(a, name);
  const y = attributeOf(b, name);
  return x !== undefined && y !== undefined && canonical(x) === canonical(y);
}
