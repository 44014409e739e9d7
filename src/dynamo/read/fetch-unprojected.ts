import { setTimeout as sleep } from 'node:timers/promises';
import { DdbdbgError } from '../../errors';
import { canonical, type Item } from '../model/values';
import { ExpressionWriter } from '../plan/expression';
import type { Plan } from '../plan/plan';
import { keyAfter } from '../plan/position';
import { consistency, projectionOf } from '../plan/requests';
import type { Send } from '../transport';
import type { Clock } from './capacity-bucket';
import type { TableKey } from './table-key';

/** BatchGetItem takes at most this many keys (an AWS limit). */
const BATCH = 100;

const realPause: Clock['sleep'] = (millis, signal) => sleep(millis, undefined, signal && { signal });

/** How many batches are requested concurrently. */
const AT_ONCE = 4;

/**
 * Fetches the complete items from the table for the items that an index returned, in the same order. An item that has been deleted
 * since is undefined. Throws what `send` throws, and a DdbdbgError when DynamoDB keeps leaving keys unprocessed.
 */
export async function fetchUnprojected(
  plan: Plan,
  items: readonly Item[],
  tableKey: TableKey,
  send: Send,
  signal: AbortSignal | undefined,
  pause: Clock['sleep'] = realPause,
): Promise<readonly (Item | undefined)[]> {
  if (items.length === 0) return [];
  const names = await tableKey.likely();
  const textOf = (item: Item) => canonical({ M: keyAfter(item, names) });
  const texts = items.map(textOf);
  // BatchGetItem rejects a request that holds the same key twice.
  const keys = [...new Map(items.map((item, i) => [texts[i], keyAfter(item, names)])).values()];
  const found = new Map<string, Item>();
  const batches: Item[][] = [];
  for (let start = 0; start < keys.length; start += BATCH) batches.push(keys.slice(start, start + BATCH));
  for (let start = 0; start < batches.length; start += AT_ONCE) {
    const some = batches.slice(start, start + AT_ONCE);
    await Promise.all(
      some.map((batch) =>
        fetchBatch(plan, batch, send, signal, pause, (item) => found.set(textOf(item), item)),
      ),
    );
  }
  return texts.map((text) => found.get(text));
}

/** How many times in a row DynamoDB may process no key at all. */
const MAX_IDLE = 5;

interface Pending {
  readonly Keys: readonly Item[];
}

/** Sends a BatchGetItem, and repeats it for keys left unprocessed (a response holds at most 16 MB, or DynamoDB throttles). */
async function fetchBatch(
  plan: Plan,
  keys: readonly Item[],
  send: Send,
  signal: AbortSignal | undefined,
  pause: Clock['sleep'],
  onItem: (item: Item) => void,
): Promise<void> {
  const writer = new ExpressionWriter();
  const selection = {
    ...projectionOf(writer, plan.projection),
    ...writer.placeholders(),
    ...consistency(plan),
  };
  let pending: Pending = { Keys: keys, ...selection };
  for (let idle = 0; ; ) {
    const input = { RequestItems: { [plan.table]: pending }, ReturnConsumedCapacity: 'TOTAL' };
    const output = await send('BatchGetItem', input, signal);
    for (const item of output.Responses?.[plan.table] ?? []) onItem(item);
    const left = output.UnprocessedKeys?.[plan.table] as Pending | undefined;
    if (!left) return;
    idle = left.Keys.length < pending.Keys.length ? 0 : idle + 1;
    if (idle > MAX_IDLE) {
      throw new DdbdbgError(
        'service',
        `DynamoDB keeps leaving ${left.Keys.length} items of ${plan.table} unprocessed.`,
        {
          remedy: { kind: 'lower-limit' },
        },
      );
    }
    pending = left;
    await pause(Math.min(50 * 2 ** idle, 5000), signal);
  }
}
