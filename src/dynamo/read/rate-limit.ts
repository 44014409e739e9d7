import { setTimeout as sleep } from 'node:timers/promises';
import { type Operation, type Output, type Send, unitsOf } from '../transport';
import { CapacityBucket, type Clock } from './capacity-bucket';

/** Once it is known what an item costs, a page takes the units of at most 0.2 seconds, so that the rate is even. */
const PAGE_SECONDS = 0.2;

/**
 * But no page is kept smaller than this many units (128 KB). The cost of a page is rounded up to half a unit, so that ten times as many
 * pages would cost more than the question does. A slow rate means longer waits, not smaller pages.
 */
const SMALLEST_PAGE = 16;

/** Read capacity units of a full page: 1 MB, eventually consistent. */
const FULL_PAGE = 128;

/** What an item costs is learned from pages of at least this many units, where the rounding hardly matters. */
const TELLING_PAGE = 4;

/** Assumed read capacity units of an item of a batch before any has been read: the maximum, for 400 KB. */
const COSTLIEST_ITEM = 50;

const realClock: Clock = {
  now: () => performance.now(),
  sleep: (millis, signal) => sleep(millis, undefined, signal && { signal }),
};

interface Keys {
  readonly Keys: readonly unknown[];
}
type Batch = Readonly<Record<string, Keys>>;

/**
 * Returns a sender that keeps the total of all requests sent through it below a rate of read capacity units per second. It sends a
 * request once enough units are available, and corrects its count by the capacity that the response reports: what a page cost beyond the
 * rate is made up for by waiting. Pages of large answers are kept short with `Limit`, and batches by holding back keys as unprocessed.
 */
export function rateLimited(send: Send, unitsPerSecond: number, clock: Clock = realClock): Send {
  const bucket = new CapacityBucket(unitsPerSecond, clock);
  const pageUnits = Math.min(Math.max(unitsPerSecond * PAGE_SECONDS, SMALLEST_PAGE), FULL_PAGE);
  /** By operation and index: units per item. */
  const costs = new Map<string, number>();

  return async (operation, input, signal) => {
    if (!READS.has(operation)) return send(operation, input, signal);
    const source = `${operation} ${(input as { IndexName?: string }).IndexName ?? ''}`;
    const isBatch = operation === 'BatchGetItem';
    const itemUnits = () => costs.get(source) ?? (isBatch ? COSTLIEST_ITEM : undefined);
    const reserved = await bucket.take(
      () => (itemUnits() === undefined && operation !== 'GetItem' ? FULL_PAGE : pageUnits),
      signal,
    );
    const perItem = itemUnits();
    const most =
      perItem === undefined || pageUnits >= FULL_PAGE
        ? Number.POSITIVE_INFINITY
        : Math.max(1, Math.floor(pageUnits / perItem));
    const { sent, held } = split(operation, input, most);
    let cost = 0;
    try {
      const output = await send(operation, sent, signal);
      cost = unitsOf(output);
      const items = output.ScannedCount ?? itemCount(output);
      if (items > 0 && (isBatch || cost >= TELLING_PAGE)) costs.set(source, cost / items);
      return held ? withHeld(output, held) : output;
    } finally {
      bucket.settle(cost - reserved);
    }
  };
}

const READS: ReadonlySet<Operation> = new Set(['GetItem', 'Query', 'Scan', 'BatchGetItem']);

/** Limits a request to at most `most` items. `held` are the keys of a batch that have to wait. */
function split(
  operation: Operation,
  input: object,
  most: number,
): { readonly sent: object; readonly held?: Batch } {
  if (most === Number.POSITIVE_INFINITY || operation === 'GetItem') return { sent: input };
  if (operation !== 'BatchGetItem') {
    const { Limit } = input as { Limit?: number };
    return { sent: { ...input, Limit: Math.min(Limit ?? most, most) } };
  }
  const { RequestItems } = input as { RequestItems: Batch };
  const part = (from: number, to?: number): Batch =>
    Object.fromEntries(
      Object.entries(RequestItems)
        .map(([table, request]) => [table, { ...request, Keys: request.Keys.slice(from, to) }] as const)
        .filter(([, request]) => request.Keys.length > 0),
    );
  return { sent: { ...input, RequestItems: part(0, most) }, held: part(most) };
}

/** Returns the keys held back as unprocessed, which callers request again in any case. */
function withHeld(output: Output, held: Batch): Output {
  const unprocessed: Record<string, Keys> = { ...(output.UnprocessedKeys as Batch | undefined) };
  for (const [table, request] of Object.entries(held)) {
    unprocessed[table] = { ...request, Keys: [...(unprocessed[table]?.Keys ?? []), ...request.Keys] };
  }
  return { ...output, UnprocessedKeys: unprocessed };
}

function itemCount(output: Output): number {
  return Object.values(output.Responses ?? {}).reduce((sum, items) => sum + items.length, 0);
}
