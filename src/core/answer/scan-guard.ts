import { DEFAULT_SCAN_LIMIT_MB, type KeySchema, keyAttributes } from '../../dynamo/model/definition';
import type { TableSize } from '../../dynamo/model/table-description';
import { readUnits } from '../../dynamo/plan/cost';
import type { ScanPlan } from '../../dynamo/plan/plan';
import { DdbdbgError } from '../../errors';
import { readableBytes } from '../../units';
import type { Note } from './note';

/** The conditions under which a Scan is permitted. */
export interface ScanPermission {
  readonly allowScan: boolean;
  /** A table up to this size may be scanned without further permission. */
  readonly limitMb?: number | undefined;
  /** The table's key, for the message of a refusal. */
  readonly key?: KeySchema | undefined;
}

/**
 * Returns the plan of a Scan that is permitted, or of a small table or index, and reports its cost as a note. Otherwise throws a DdbdbgError
 * (`scan-refused`), which names the table's `key` if the question could not know it. `size` is that of what is scanned; if unknown, it counts
 * as large. The returned plan has the number of segments that `segments` (from the user or the
 * cursor) gives, or else a number that suits the size.
 */
export function guardScan(
  plan: ScanPlan,
  segments: number | undefined,
  size: TableSize | undefined,
  { allowScan, limitMb = DEFAULT_SCAN_LIMIT_MB, key }: ScanPermission,
  onNote: (note: Note) => void,
): ScanPlan {
  const limit = limitMb * 1_000_000;
  // DynamoDB updates a table's size only every few hours, so even 0 bytes may be wrong. A limit of 0 applies to all tables.
  if (!allowScan && (size === undefined || size.bytes > limit || limit === 0)) {
    const why = size
      ? `${readableBytes(size.bytes)}; the limit is ${readableBytes(limit)}`
      : 'its size is unknown';
    throw new DdbdbgError(
      'scan-refused',
      `No key or index serves this question, and a Scan would read all of ${whatIsRead(plan)} (${why}).${keyText(key)}`,
      { remedy: { kind: 'allow-scan' } },
    );
  }
  // A local engine may not report a size, and then there is no cost to report.
  const capacityUnits = readUnits(size?.bytes ?? 0) * (plan.consistent ? 2 : 1);
  const known = size?.items ? { size: { ...size, capacityUnits } } : {};
  const { table, index } = plan;
  onNote({ kind: 'scan', table, ...(index !== undefined && { index }), ...known });
  return { ...plan, segments: segments ?? suitableSegments(size?.bytes ?? Number.POSITIVE_INFINITY) };
}

function whatIsRead({ table, index }: ScanPlan): string {
  return index === undefined ? table : `the index ${index} of ${table}`;
}

function keyText(key: KeySchema | undefined): string {
  return key ? ` The key of the table is ${keyAttributes(key).join(' and ')}.` : '';
}

/** One segment per 4 MB, up to 16. A page has at most 1 MB. */
function suitableSegments(bytes: number): number {
  return Math.max(1, Math.min(16, Math.floor(bytes / 4_000_000)));
}
