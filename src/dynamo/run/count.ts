import { matches } from '../condition';
import { countParts } from '../count';
import { isQuery, type Plan } from '../plan';
import { requests } from '../requests';
import type { Item } from '../values';
import type { Send } from './send';

/**
 * The number of items that a plan finds, without reading them: DynamoDB counts, page by page, all parts at the same time.
 * Items are looked at only where a residual has to be (see {@link countParts}). Throws what `send` throws.
 */
export async function countItems(plan: Plan, send: Send, signal?: AbortSignal): Promise<number> {
  const parts = isQuery(plan) ? countParts(plan) : [{ plan, sign: 1 as const }];
  const counts = parts.flatMap((part) =>
    requests(part.plan).map(async ({ operation, input }) => {
      let count = 0;
      let from: Item | undefined;
      do {
        const output = await send(operation, { ...input, ...(from && { ExclusiveStartKey: from }) }, signal);
        count += countOf(part.plan, output.Items ?? (output.Item ? [output.Item] : []), output.Count);
        from = output.LastEvaluatedKey;
      } while (from);
      return count * part.sign;
    }),
  );
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}

function countOf(plan: Plan, items: readonly Item[], counted: number | undefined): number {
  if (plan.residual.length === 0) return counted ?? items.length;
  return items.filter((item) => plan.residual.every((condition) => matches(condition, item))).length;
}
