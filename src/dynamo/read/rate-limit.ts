import { setTimeout as sleep } from 'node:timers/promises';
import { type Operation, type Output, type Send, unitsOf } from '../transport';
import { CapacityBucket, type Clock } from './capacity-bucket';

/** A request takes a fifth of a second's units at most, so that the rate is even and not a page of 128 units now and then. */
const GRAIN_SECONDS = 0.2;

/** What a full page costs: 1 MB, read eventually consistent. */
const PAGE_UNITS = 128;

/** What an item is taken to cost before any has been seen: the most there is, for 400 KB. */
const FIRST_GUESS = 50;

const realClock: Clock = {
  now: () => performance.now(),
  sleep: (millis, signal) => sleep(millis, undefined, signal && { signal }),
};

interface Keys {
  readonly Keys: readonly unknown[];
}
type Batch = Readonly<Record<string, Keys>>;

/**
 * A sender that holds everything sent through it to a rate of read capacity units, whoever sends: it lets a request go when
 * there are units for it, keeps pages small by `Limit` (and batches by leaving keys unprocessed), and settles by what the
 * answer says it cost.
 */
export function rateLimited(send: Send, unitsPerSecond: number, clock: Clock = realClock): Send {
  const bucket = new CapacityBucket(unitsPerSecond, clock);
  const grain = Math.min(unitsPerSecond * GRAIN_SECONDS, PAGE_UNITS);
  const costs = new Map<string, number>();

  return async (operation, input, signal) => {
    if (!READS.has(operation)) return send(operation, input, signal);
    await bucket.take(grain, signal);
    const kind = `${operation} ${(input as { IndexName?: string }).IndexName ?? ''}`;
    const most =
      grain < PAGE_UNITS
        ? Math.max(1, Math.floor(grain / (costs.get(kind) ?? FIRST_GUESS)))
        : Number.POSITIVE_INFINITY;
    const { sent, held } = split(operation, input, most);
    let cost = 0;
    try {
      const output = await send(operation, sent, signal);
      cost = unitsOf(output);
      const items = output.ScannedCount ?? itemCount(output);
      if (items > 0) costs.set(kind, cost / items);
      return held ? withHeld(output, held) : output;
    } finally {
      bucket.settle(cost - grain);
    }
  };
}

const READS: ReadonlySet<Operation> = new Set(['GetItem', 'Query', 'Scan', 'BatchGetItem']);

/** The request made so small that it reads at most so many items, and the keys of a batch that have to wait. */
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

/** What was held back is handed to the caller as unprocessed, who asks for that again anyway. */
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
