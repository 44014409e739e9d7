import type { TableSize } from '../model/table-description';
import { readUnits } from './cost';
import type { Plan } from './plan';

/** The estimated cost of a plan, in read capacity units. */
export interface Estimate {
  readonly capacityUnits: number;
  /** What the estimate covers: `100 items`, `the whole table`. */
  readonly reading: string;
  /** Item size in bytes used for the estimate, and whether it was measured by DynamoDB or is assumed. */
  readonly itemBytes: number;
  readonly measured: boolean;
  /** DynamoDB has not measured the table yet. */
  readonly uncounted?: true;
}

/** Assumed item size in bytes, if it is unknown. */
const ASSUMED_BYTES = 1024;

/** Number of items that the estimate of an unlimited question refers to. */
const REFERENCE_ITEMS = 1000;

/**
 * Estimates the cost of a plan. `reported` is the table's size, or that of the index that is scanned, if known. The number of items that an
 * unlimited Query reads is unknown, so its estimate is per 1,000 items read. A consistent read costs twice as much.
 */
export function estimate(plan: Plan, reported: TableSize | undefined): Estimate {
  const eventual = eventualEstimate(plan, reported);
  return { ...eventual, capacityUnits: eventual.capacityUnits * (plan.consistent ? 2 : 1) };
}

function eventualEstimate(plan: Plan, reported: TableSize | undefined): Estimate {
  // A table reported as 0 bytes is probably new and not measured yet, rather than empty.
  const isUncounted = reported?.bytes === 0;
  const size = isUncounted ? undefined : reported;
  const measured = size !== undefined && size.items > 0;
  const itemBytes = measured ? Math.ceil(size.bytes / size.items) : ASSUMED_BYTES;
  const facts = { itemBytes, measured, ...(isUncounted && { uncounted: true as const }) };
  // The size of an item read individually (by GetItem, in a batch, or for a local index) is rounded up individually.
  const oneItem = Math.max(0.5, readUnits(itemBytes));
  if (plan.operation === 'get') return { ...facts, capacityUnits: oneItem, reading: 'one item' };
  if (plan.operation === 'scan') {
    const what = plan.index ? 'index' : 'table';
    if (size) return { ...facts, capacityUnits: readUnits(size.bytes), reading: `the whole ${what}` };
    return {
      ...facts,
      capacityUnits: readUnits(REFERENCE_ITEMS * itemBytes),
      reading: `each 1,000 items of the ${what}`,
    };
  }
  const branches = plan.branches.length;
  if (branches === 0) return { ...facts, capacityUnits: 0, reading: 'nothing' };
  const drops = plan.filter.length > 0 || plan.residual.length > 0 || plan.sort !== undefined;
  const bounded = plan.limit !== undefined && !drops && !plan.count;
  const items = bounded ? plan.limit * branches : REFERENCE_ITEMS;
  const fetched = plan.complete || plan.allAttributes ? items * oneItem : 0;
  return {
    ...facts,
    capacityUnits: Math.max(branches * 0.5, readUnits(items * itemBytes)) + fetched,
    reading: bounded ? `at most ${items} items` : 'each 1,000 items read',
  };
}
