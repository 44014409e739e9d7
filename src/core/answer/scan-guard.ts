import type { TableSize } from '../../dynamo/model/table-description';
import { readUnits } from '../../dynamo/plan/cost';
import type { ScanPlan } from '../../dynamo/plan/plan';
import { DdbdbgError } from '../../errors';
import { readableBytes } from '../../units';
import type { Note } from './note';

/** A Scan of a table up to this size, in megabytes, just runs. */
const DEFAULT_LIMIT_MB = 100;

/** What permits a Scan. */
export interface ScanPermission {
  readonly allowScan: boolean;
  /** A table up to this size may be scanned without further permission. */
  readonly limitMb?: number | undefined;
}

/**
 * Lets a Scan go ahead if it is permitted or the table is small, and reports its cost; refuses it otherwise (exit code 6). An unknown
 * `size` counts as large. The plan comes back with as many segments as suit that size, unless the user or the cursor (`segments`) says
 * how many.
 */
export function guardScan(
  plan: ScanPlan,
  segments: number | undefined,
  size: TableSize | undefined,
  { allowScan, limitMb = DEFAULT_LIMIT_MB }: ScanPermission,
  onNote: (note: Note) => void,
): ScanPlan {
  const limit = limitMb * 1_000_000;
  // DynamoDB updates a table's size now and then, so even 0 bytes may be wrong: a limit of 0 is meant for all tables.
  if (!allowScan && (size === undefined || size.bytes > limit || limit === 0)) {
    const why = size
      ? `${readableBytes(size.bytes)}; the limit is ${readableBytes(limit)}`
      : 'its size is unknown';
    throw new DdbdbgError(
      'scan-refused',
      `No key or index serves this question, and a Scan would read all of ${plan.table} (${why}).`,
      { remedy: { kind: 'allow-scan' } },
    );
  }
  // An engine on this machine may count nothing, and then there is no cost to report.
  const known = size?.items ? { size: { ...size, capacityUnits: readUnits(size.bytes) } } : {};
  onNote({ kind: 'scan', table: plan.table, ...known });
  return { ...plan, segments: segments ?? suitableSegments(size?.bytes ?? Number.POSITIVE_INFINITY) };
}

/** A segment for every few pages of the table, within reason. A page has at most 1 MB. */
function suitableSegments(bytes: number): number {
  return Math.max(1, Math.min(16, Math.floor(bytes / 4_000_000)));
}
