import { remainingItems } from '../item-chunks';
import type { Item } from '../model/values';
import { countParts } from '../plan/count-parts';
import { isQuery, type Plan } from '../plan/plan';
import { type ReadRequest, requests } from '../plan/requests';
import { chunksOf, type Output, type Send } from '../transport';
import { atMost, MAX_CONCURRENT_READS } from './at-most';
import { fetchUnprojected } from './fetch-unprojected';
import { PageLoopGuard } from './page-loop';
import { meetsResidual } from './residual';
import { TableKey } from './table-key';

/**
 * Returns the number of items that a plan finds. DynamoDB counts them page by page, all parts concurrently, without transferring
 * any. Items are read only where a residual condition has to be checked (see {@link countParts}). Throws what `sendOne` throws.
 */
export async function countItems(plan: Plan, sendOne: Send, signal?: AbortSignal): Promise<number> {
  const send = atMost(MAX_CONCURRENT_READS, sendOne);
  const parts = isQuery(plan) ? countParts(plan) : [{ plan, sign: 1 as const }];
  const failed = new AbortController();
  const either = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal;
  const tableKey = new TableKey(plan, send);
  const counts = parts.flatMap((part) =>
    requests(part.plan).map(
      async (request) => part.sign * (await countRequest(part.plan, request, tableKey, send, either)),
    ),
  );
  try {
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  } finally {
    failed.abort(); // when one part fails, the others stop
  }
}

async function countRequest(
  plan: Plan,
  { operation, input }: ReadRequest,
  tableKey: TableKey,
  send: Send,
  signal: AbortSignal,
): Promise<number> {
  let count = 0;
  let from: Item | undefined;
  const guard = new PageLoopGuard(from);
  do {
    const output = await send(operation, { ...input, ...(from && { ExclusiveStartKey: from }) }, signal);
    count +=
      plan.residual.length === 0
        ? (output.Count ?? 0)
        : await countChecked(plan, output, tableKey, send, signal);
    from = output.LastEvaluatedKey;
    guard.check(from);
  } while (from);
  return count;
}

async function countChecked(
  plan: Plan,
  output: Output,
  tableKey: TableKey,
  send: Send,
  signal: AbortSignal,
): Promise<number> {
  const source = remainingItems(chunksOf(output));
  const items = plan.complete ? await fetchUnprojected(plan, source, tableKey, send, signal) : source;
  return items.filter((item) => item && meetsResidual(plan, item)).length;
}
