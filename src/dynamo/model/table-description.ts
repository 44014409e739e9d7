/** The part of the DescribeTable response that is used. */
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

/** Size of a table. DynamoDB updates it about every six hours. */
export interface TableSize {
  readonly bytes: number;
  readonly items: number;
}

/** The sizes of a table and of its indexes, by name. Undefined or absent where unknown. */
export interface TableSizes {
  readonly table: TableSize | undefined;
  readonly indexes: Readonly<Record<string, TableSize>>;
}

/** Returns the size of an index, or of the table itself without one. */
export function sizeOf(
  { index }: { readonly index?: string | undefined },
  { table, indexes }: TableSizes,
): TableSize | undefined {
  if (index === undefined) return table;
  return Object.hasOwn(indexes, index) ? indexes[index] : undefined;
}

/** Returns the sizes in a response of DescribeTable. */
export function sizesOf(description: TableDescription): TableSizes {
  const {
    TableSizeBytes,
    ItemCount = 0,
    GlobalSecondaryIndexes = [],
    LocalSecondaryIndexes = [],
  } = description;
  const indexes = [...GlobalSecondaryIndexes, ...LocalSecondaryIndexes].flatMap(
    ({ IndexName, IndexSizeBytes, ItemCount: items }): [string, TableSize][] =>
      IndexSizeBytes === undefined || items === undefined
        ? []
        : [[IndexName, { bytes: IndexSizeBytes, items }]],
  );
  return {
    table: TableSizeBytes === undefined ? undefined : { bytes: TableSizeBytes, items: ItemCount },
    indexes: Object.fromEntries(indexes),
  };
}

/** The time-to-live settings of a table. */
export interface TimeToLive {
  readonly TimeToLiveStatus?: string;
  readonly AttributeName?: string;
}
