import { DdbdbgError } from '../../errors';
import type { Send } from '../transport';

/** The part of DescribeTable's response that is used here. */
export interface TableDescription {
  readonly TableName: string;
  readonly TableStatus?: string;
  readonly TableArn?: string;
  readonly CreationDateTime?: number;
  readonly TableSizeBytes?: number;
  readonly ItemCount?: number;
  readonly KeySchema: readonly KeyElement[];
  readonly AttributeDefinitions: readonly {
    readonly AttributeName: string;
    readonly AttributeType: 'S' | 'N' | 'B';
  }[];
  readonly GlobalSecondaryIndexes?: readonly IndexDescription[];
  readonly LocalSecondaryIndexes?: readonly IndexDescription[];
  readonly BillingModeSummary?: { readonly BillingMode?: string };
  readonly ProvisionedThroughput?: {
    readonly ReadCapacityUnits?: number;
    readonly WriteCapacityUnits?: number;
  };
  readonly StreamSpecification?: { readonly StreamEnabled?: boolean; readonly StreamViewType?: string };
  readonly DeletionProtectionEnabled?: boolean;
}

export interface KeyElement {
  readonly AttributeName: string;
  readonly KeyType: 'HASH' | 'RANGE';
}

export interface IndexDescription {
  readonly IndexName: string;
  readonly IndexStatus?: string;
  readonly KeySchema: readonly KeyElement[];
  readonly Projection: { readonly ProjectionType: string; readonly NonKeyAttributes?: readonly string[] };
  readonly IndexSizeBytes?: number;
  readonly ItemCount?: number;
}

/** The size of a table as DynamoDB last counted it (about every six hours). */
export interface TableSize {
  readonly bytes: number;
  readonly items: number;
}

/** Describes a table. Throws what `send` throws, and a DdbdbgError for a response without a table. */
export async function describeTable(
  name: string,
  send: Send,
  signal?: AbortSignal,
): Promise<TableDescription> {
  const { Table } = await send('DescribeTable', { TableName: name }, signal);
  if (Table) return Table as TableDescription;
  throw new DdbdbgError(
    'service',
    `The server is not DynamoDB: its response to DescribeTable for ${name} has no table.`,
    {
      remedy: { kind: 'check', what: ['endpoint'] },
    },
  );
}

/** Returns the size of a table, or undefined without permission to describe it. */
export async function tableSize(
  name: string,
  send: Send,
  signal?: AbortSignal,
): Promise<TableSize | undefined> {
  try {
    const { TableSizeBytes, ItemCount } = await describeTable(name, send, signal);
    if (TableSizeBytes === undefined) return undefined;
    return { bytes: TableSizeBytes, items: ItemCount ?? 0 };
  } catch (error) {
    // The table may be readable without permission to describe it. If there are no credentials at all, the next request reports that.
    if (error instanceof DdbdbgError && error.code === 'credentials') return undefined;
    throw error;
  }
}
