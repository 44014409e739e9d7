import { type ItemChunks, OneChunk } from './item-chunks';
import type { Item } from './model/values';

/** Every DynamoDB operation that this program uses to read. */
export type Operation =
  | 'GetItem'
  | 'Query'
  | 'Scan'
  | 'BatchGetItem'
  | 'DescribeTable'
  | 'DescribeTimeToLive'
  | 'DescribeContinuousBackups'
  | 'ListTables';

/** A response of DynamoDB, in its own JSON. */
export interface Output {
  readonly Items?: readonly Item[];
  readonly Item?: Item;
  /** Replaces `Items` when there are many. */
  readonly chunks?: ItemChunks;
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

/** Sends one request and resolves to its response. Throws a DdbdbgError once the SDK's retries are used up. */
export type Send = (operation: Operation, input: object, signal?: AbortSignal) => Promise<Output>;

/** Returns the items of a response, from whichever member holds them. */
export function chunksOf({ chunks, Items, Item }: Output): ItemChunks {
  return chunks ?? new OneChunk(Items ?? (Item ? [Item] : []));
}

/** What a run has read so far. */
export interface Meter {
  requests: number;
  /** Items read, before filters are applied. */
  scanned: number;
  /** Items that DynamoDB returned. */
  returned: number;
  /** Read capacity units. */
  capacityUnits: number;
}

export function newMeter(): Meter {
  return { requests: 0, scanned: 0, returned: 0, capacityUnits: 0 };
}

/** Returns a sender that also adds up each request in `meter`. */
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

/** Returns the read capacity units that a response reports. */
export function unitsOf({ ConsumedCapacity: consumed }: Output): number {
  const all: readonly Consumed[] = Array.isArray(consumed) ? consumed : [consumed ?? {}];
  return all.reduce((sum, { CapacityUnits }) => sum + (CapacityUnits ?? 0), 0);
}
