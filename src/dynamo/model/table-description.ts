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

/** The time-to-live settings of a table. */
export interface TimeToLive {
  readonly TimeToLiveStatus?: string;
  readonly AttributeName?: string;
}
