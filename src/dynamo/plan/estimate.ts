import { readUnits } from './cost';
import type { Plan } from './plan';

/** What running a plan is likely to cost, in read capacity units. */
export interface Estimate {
  readonly capacityUnits: number;
  /** What that is the price of: `100 items`, `the whole table`. */
  readonly reading: string;
  /** Bytes of an item that were counted with, and whether DynamoDB said so or they are assumed. */
  readonly itemBytes: number;
  readonly measured: boolean;
  /** DynamoDB was asked for the table's size, but has not counted it yet. */
  readonly uncounted?: true;
}

/** Size of a table, as DynamoDB counts it. */
export interface Size {
  readonly bytes: number;
  readonly items: number;
}

/** An item that nothing is known of, in bytes. */
const ASSUMED_BYTES = 1024;

/** Items of an answer that the user has not limited. */
const ROUND_NUMBER = 1000;

/**
 * The likely cost of a plan, with the table's size where it is known. How many items an unlimited Query finds can't be known
 * beforehand: its price is that of each 1,000 items read.
 */
export function estimate(plan: Plan, told: Size | undefined): Estimate {
  // A table of 0 bytes is one that is new or has grown since it was last counted: who has an empty one asks no questions.
  const isUncounted = told?.bytes === 0;
  const size = isUncounted ? undefined : told;
  const measured = size !== undefined && size.items > 0;
  const itemBytes = measured ? Math.ceil(size.bytes / size.items) : ASSUMED_BYTES;
  const facts = { itemBytes, measured, ...(isUncounted && { uncounted: true as const }) };
  // An item that is read by itself, be it by GetItem, in a batch or for a local index, is rounded up by itself.
  const oneItem = Math.max(0.5, readUnits(itemBytes));
  if (plan.operation === 'get') return { ...facts, capacityUnits: oneItem, reading: 'one item' };
  if (plan.operation === 'scan') {
    if (size) return { ...facts, capacityUnits: readUnits(size.bytes), reading: 'the whole table' };
    return {
      ...facts,
      capacityUnits: readUnits(ROUND_NUMBER * itemBytes),
      reading: 'each 1,000 items of the table',
    };
  }
  const branches = plan.branches.length;
  if (branches === 0) return { ...facts, capacityUnits: 0, reading: 'nothing' };
  const drops = plan.filter.length > 0 || plan.residual.length > 0 || plan.sort !== undefined;
  const bounded = plan.limit !== undefined && !drops && !plan.count;
  const items = bounded ? plan.limit * branches : ROUND_NUMBER;
  const fetched = plan.complete || plan.allAttributes ? items * oneItem : 0;
  return {
    ...facts,
    capacityUnits: Math.max(branches * 0.5, readUnits(items * itemBytes)) + fetched,
    reading: bounded ? `at most ${items} items` : 'each 1,000 items read',
  };
}
