import type { Context } from '../../context';
import { dollars, readUnits } from '../../dynamo/plan/cost';
import type { ScanPlan } from '../../dynamo/plan/plan';
import type { TableSize } from '../../dynamo/read/describe';
import { DdbdbgError } from '../../errors';
import { readableBytes, readableDollars } from '../../format/units';
import type { Settings } from '../../commands/options/settings';

/** A Scan of a table up to this size just runs. */
const DEFAULT_LIMIT_MB = 100;

/**
 * Lets a Scan go ahead when it was asked for or the table is small (a `size` that is not known counts as large), and tells its cost;
 * refuses it otherwise (exit 6). The plan comes back with as many segments as suit that size, unless the user or the cursor
 * (`segments`) says how many.
 */
export function guardScan(
  plan: ScanPlan,
  segments: number | undefined,
  size: TableSize | undefined,
  settings: Settings,
  context: Context,
): ScanPlan {
  const limit = (settings.scanLimitMb ?? DEFAULT_LIMIT_MB) * 1_000_000;
  // DynamoDB counts a table's size now and then, so that even 0 B may be wrong: a limit of 0 is for all tables.
  if (!settings.allowScan && (size === undefined || size.bytes > limit || limit === 0)) {
    const why = size
      ? `${readableBytes(size.bytes)}; the limit is ${readableBytes(limit)}`
      : 'its size is not known';
    throw new DdbdbgError(
      'scan-refused',
      `No key or index serves this question, and a Scan would read all of ${plan.table} (${why}).`,
      {
        hint: 'Add a condition that an index serves (`ddbdbg patterns` lists them), or permit it with --allow-scan.',
      },
    );
  }
  if (!settings.quiet) {
    // An engine on this machine may count nothing, and then there is no cost to tell.
    const cost = size?.items
      ? `: ${readableBytes(size.bytes)}, about ${size.items} items, ${costText(readUnits(size.bytes))}`
      : '';
    context.stderr.write(`scan of the whole table ${plan.table}${cost}\n`);
  }
  return { ...plan, segments: segments ?? suitableSegments(size?.bytes ?? Number.POSITIVE_INFINITY) };
}

/** Capacity units, and what they cost on demand. */
function costText(units: number): string {
  return `${Math.ceil(units)} RCU (${readableDollars(dollars(units))})`;
}

/** A segment for each few pages of the table, within reason. A page is at most 1 MB. */
function suitableSegments(bytes: number): number {
  return Math.max(1, Math.min(16, Math.floor(bytes / 4_000_000)));
}
