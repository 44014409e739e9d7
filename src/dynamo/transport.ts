import { type Batches, OneBatch } from './item-chunks';
import type { Item } from './model/values';

/** Every DynamoDB operation that this program reads with. Nothing in this folder, or above it, can write. */
export type Operation =
  | 'GetItem'
  | 'Query'
  | 'Scan'
  | 'BatchGetItem'
  | 'DescribeTable'
  | 'DescribeTimeToLive'
  | 'DescribeContinuousBackups'
  | 'ListTables';

/** What DynamoDB answered, as its JSON came over the wire. */
export interface Output {
  readonly Items?: readonly Item[];
  readonly Item?: Item;
  /** In place of `Items`, where there are many. */
  readonly batches?: Batches;
  readonly Count?: number;
  readonly ScannedCount?: number;
  readonly LastEvaluatedKey?: Item;
  readonly Responses?: Readonly<Record<string, readonly Item[]>>;
  readonly UnprocessedKeys?: Readonly<Record<string, unknown>>;
  readonly ConsumedCapacity?: Consumed | readonly Consumed[];
  readonly [member: string]: unknown;
}

interface Consumed {
  readonly CapacityUnits?: number;
}

/** Sends one request and waits for its answer. Throws a DdbdbgError once the SDK's retries are used up. */
export type Send = (operation: Operation, input: object, signal?: AbortSignal) => Promise<Output>;

/** The items of an answer, whichever way they came. */
export function batchesOf({ batches, Items, Item }: Output): Batches {
  return batches ?? new OneBatch(Items ?? (Item ? [Item] : []));
}

/** What a run has cost so far. */
export interface Meter {
  requests: number;
  /** Items read, before any filter. */
  scanned: number;
  /** Items that came back. */
  returned: number;
  /** Read capacity units. */
  capacityUnits: number;
}

export function newMeter(): Meter {
  return { requests: 0, scanned: 0, returned: 0, capacityUnits: 0 };
}

/** A sender that also counts what goes through it. */
export function metered(send: Send, meter: Meter): Send {
  return async (operation, input, signal) => {
    meter.requests++;
    const output = await send(operation, input, signal);
    meter.scanned += output.ScannedCount ?? (output.Item ? 1 : 0);
    meter.returned += output.Count ?? (output.Item ? 1 : 0);
    meter.capacityUnits += unitsOf(output);
    return output;
  };
}

/** Read capacity units that an answer says it took. */
export function unitsOf({ ConsumedCapacity: consumed }: Output): number {
  const all: readonly Consumed[] = Array.isArray(consumed) ? consumed : [consumed ?? {}];
  return all.reduce((sum, { CapacityUnits }) => sum + (CapacityUnits ?? 0), 0);
}
