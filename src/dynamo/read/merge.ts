import type { KeySchema } from '../model/definition';
import { attributeOf, compareKeys, type Item } from '../model/values';
import { Deduplicator } from './dedupe';
import { Heap } from './heap';
import type { PageReader } from './page-reader';

/** How many more items a question wants. One instance is shared by all readers of a question. */
export class RemainingLimit {
  remaining: number;

  /** `limit` is the question's limit; undefined means no limit. */
  constructor(limit: number | undefined) {
    this.remaining = limit ?? Number.POSITIVE_INFINITY;
  }

  get reached(): boolean {
    return this.remaining <= 0;
  }
}

/** Yields the items of a single reader, chunk by chunk. */
export async function* single(reader: PageReader, limit: RemainingLimit): AsyncGenerator<readonly Item[]> {
  while (!reader.done && !limit.reached) yield* pageOf(reader, limit);
}

/** Yields the items of a reader's next page. */
async function* pageOf(reader: PageReader, limit: RemainingLimit): AsyncGenerator<readonly Item[]> {
  do {
    await reader.load();
    const items = reader.takeAll(limit.remaining);
    limit.remaining -= items.length;
    // Only now, to avoid requesting a page that the limit makes unnecessary.
    if (reader.left < limit.remaining) reader.prefetch();
    yield items;
  } while (!reader.pageDone && !limit.reached);
}

/**
 * Yields the items of a parallel Scan. All segments are read concurrently, each one page ahead, and yielded in rotation, one page
 * each. The order is therefore the same in every run, whichever segment answers first.
 */
export async function* interleaveSegments(
  readers: readonly PageReader[],
  limit: RemainingLimit,
): AsyncGenerator<readonly Item[]> {
  while (!limit.reached && readers.some((reader) => !reader.done)) {
    for (const reader of readers) reader.prefetch();
    for (const reader of readers) {
      if (limit.reached) return;
      if (!reader.done) yield* pageOf(reader, limit);
    }
  }
}

/**
 * Yields the items of several branches in sort key order. All branches are read concurrently. An item is ready once no other
 * branch can have one that sorts before it; ready items are yielded before waiting for another page.
 */
export async function* merge(
  readers: readonly PageReader[],
  { schema, descending, tableKey }: MergeOrder,
  limit: RemainingLimit,
): AsyncGenerator<readonly Item[]> {
  const order = itemOrder(schema, descending);
  const deduplicator = tableKey && new Deduplicator(order, tableKey);
  // Among items that sort alike, that of the reader declared first wins, so that the order never varies.
  const heads = new Heap<PlacedReader>(
    (a, b) => order(a.reader.head as Item, b.reader.head as Item) || a.index - b.index,
  );
  // Readers whose next item has to be loaded before any item is known to be the first.
  let waiting: PlacedReader[] = readers.map((reader, index) => ({ reader, index }));
  let ready: Item[] = [];
  try {
    while (!limit.reached) {
      if (waiting.length > 0) {
        for (const { reader } of waiting) reader.prefetch();
        if (ready.length > 0) {
          yield ready;
          ready = [];
        }
        await Promise.all(waiting.map(({ reader }) => reader.load()));
        for (const { reader } of waiting) if (reader.left < limit.remaining) reader.prefetch();
        for (const entry of waiting) if (entry.reader.head !== undefined) heads.push(entry);
        waiting = waiting.filter(({ reader }) => reader.head === undefined && !reader.done);
        continue;
      }
      const first = heads.first;
      const { reader } = first ?? {};
      if (!first || !reader?.head) break;
      const seen = deduplicator?.isDuplicate(reader.head, reader) ?? false;
      const isDuplicate = seen && (await seen);
      // Not earlier: the cursor counts an item as returned once it has been taken.
      const item = reader.take();
      if (reader.head === undefined) heads.removeFirst();
      else heads.updateFirst();
      if (reader.head === undefined && !reader.done) waiting.push(first);
      if (isDuplicate || !item) continue;
      ready.push(item);
      limit.remaining--;
    }
  } catch (error) {
    if (ready.length > 0) yield ready;
    throw error;
  }
  if (ready.length > 0) yield ready;
}

/** A reader with its place among all readers of a merge. The heap holds those with a next item. */
interface PlacedReader {
  readonly reader: PageReader;
  readonly index: number;
}

export interface MergeOrder {
  readonly schema: KeySchema;
  readonly descending: boolean;
  /**
   * Returns the names of the table's key attributes. Called only when two items might be the same one. Undefined when no item can
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
