import { ExpressionWriter } from '../expression';
import type { Plan } from '../plan';
import { projectionOf } from '../requests';
import { attributeOf, canonical, type Item } from '../values';
import type { Send } from './send';

/** BatchGetItem takes at most this many keys (an AWS limit). */
const BATCH = 100;

/**
 * The whole items behind the ones that an index gave, in the same order. An item that has been deleted since is undefined.
 * Throws what `send` throws.
 */
export async function completeItems(
  plan: Plan,
  items: readonly Item[],
  tableKey: readonly string[],
  send: Send,
  signal: AbortSignal,
): Promise<readonly (Item | undefined)[]> {
  const keys = items.map((item) => keyOf(item, tableKey));
  const found = new Map<string, Item>();
  for (let start = 0; start < keys.length; start += BATCH) {
    await fetchBatch(plan, keys.slice(start, start + BATCH), send, signal, (item) =>
      found.set(canonical({ M: keyOf(item, tableKey) }), item),
    );
  }
  return keys.map((key) => found.get(canonical({ M: key })));
}

function keyOf(item: Item, names: readonly string[]): Item {
  return Object.fromEntries(
    names.flatMap((name) => [[name, attributeOf(item, name) ?? { NULL: true }] as const]),
  );
}

/** One BatchGetItem, asked again for whatever DynamoDB left unprocessed (16 MB an answer, or throttled). */
async function fetchBatch(
  plan: Plan,
  keys: readonly Item[],
  send: Send,
  signal: AbortSignal,
  onItem: (item: Item) => void,
): Promise<void> {
  const writer = new ExpressionWriter();
  const selection = { ...projectionOf(writer, plan.projection), ...writer.placeholders() };
  let pending: unknown = { Keys: keys, ...selection };
  for (let pause = 50; pending !== undefined; pause = Math.min(pause * 2, 5000)) {
    const input = { RequestItems: { [plan.table]: pending }, ReturnConsumedCapacity: 'TOTAL' };
    const output = await send('BatchGetItem', input, signal);
    for (const item of output.Responses?.[plan.table] ?? []) onItem(item);
    pending = output.UnprocessedKeys?.[plan.table];
    if (pending !== undefined) await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
