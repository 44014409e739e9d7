import type { TableFacts } from '../../core/inspect/tables';
import type { AttributeDefinition } from '../../dynamo/model/attribute-definition';
import { describedKey, describedProjection } from '../../dynamo/model/from-describe-table';
import type {
  IndexDescription,
  KeyElement,
  TableDescription,
  TimeToLive,
} from '../../dynamo/model/table-description';
import type { Row } from '../../format/rows';
import { readableBytes } from '../../units';

const UNKNOWN = 'unknown';

/** Returns the description of a table as one row for machines. `command` is the command that queries it. */
export function describedRow({ description, ttl, recovery }: TableFacts, command: string): Row {
  return {
    table: description.TableName,
    command,
    arn: description.TableArn ?? null,
    status: description.TableStatus ?? UNKNOWN,
    created: createdAt(description),
    ...keyRow(description.KeySchema, description),
    items: description.ItemCount ?? null,
    bytes: description.TableSizeBytes ?? null,
    indexes: indexesOf(description).map((index) => ({
      index: index.IndexName,
      local: index.local,
      status: index.IndexStatus ?? null,
      ...keyRow(index.KeySchema, description),
      projection: describedProjection(index.Projection),
      items: index.ItemCount ?? null,
      bytes: index.IndexSizeBytes ?? null,
    })),
    ttl: { status: ttl?.TimeToLiveStatus ?? UNKNOWN, attribute: ttl?.AttributeName ?? null },
    stream: streamOf(description) ?? null,
    billing: billingMode(description),
    ...(billingMode(description) === 'PROVISIONED' && {
      readCapacityUnits: description.ProvisionedThroughput?.ReadCapacityUnits ?? null,
      writeCapacityUnits: description.ProvisionedThroughput?.WriteCapacityUnits ?? null,
    }),
    deletionProtection: protection(description),
    pointInTimeRecovery: recovery ?? UNKNOWN,
  };
}

/** The types and formats of the first lines of {@link describedRecords}. */
export const RECORD_ATTRIBUTES: Readonly<Record<string, AttributeDefinition>> = {
  table: { type: 'S' },
  command: { type: 'S' },
  index: { type: 'S' },
  kind: { type: 'S' },
  status: { type: 'S', format: 'status' },
  created: { type: 'S', format: 'time' },
};

/** Returns the description of a table for people: one record for the table, then one for each index. */
export function describedRecords(
  { description, ttl, recovery }: TableFacts,
  command: string,
): readonly Row[] {
  const table: Row = {
    table: description.TableName,
    command,
    status: description.TableStatus?.toLowerCase() ?? UNKNOWN,
    created: createdAt(description),
    ...keyTexts(description.KeySchema, description),
    items: `${description.ItemCount ?? UNKNOWN} (DynamoDB updates counts and sizes about every six hours)`,
    size: sizeText(description.TableSizeBytes),
    billing: billingText(description),
    'time to live': ttlText(ttl),
    stream: streamOf(description)?.toLowerCase().replaceAll('_', ' ') ?? 'off',
    'deletion protection': onOff(protection(description)),
    'point-in-time recovery': onOff(recovery ?? UNKNOWN),
    ARN: description.TableArn,
  };
  const indexes = indexesOf(description).map((index): Row => {
    const projection = describedProjection(index.Projection);
    return {
      index: index.IndexName,
      kind: index.local ? 'local' : 'global',
      status: index.IndexStatus?.toLowerCase(),
      ...keyTexts(index.KeySchema, description),
      projection:
        typeof projection === 'string'
          ? projection.toLowerCase().replaceAll('_', ' ')
          : `keys, ${projection.join(', ')}`,
      items: String(index.ItemCount ?? UNKNOWN),
      size: sizeText(index.IndexSizeBytes),
    };
  });
  return [table, ...indexes];
}

function indexesOf(description: TableDescription): readonly (IndexDescription & { local: boolean })[] {
  return [
    ...(description.GlobalSecondaryIndexes ?? []).map((index) => ({ ...index, local: false })),
    ...(description.LocalSecondaryIndexes ?? []).map((index) => ({ ...index, local: true })),
  ];
}

function typeOf(name: string, { AttributeDefinitions }: TableDescription): string {
  return AttributeDefinitions.find(({ AttributeName }) => AttributeName === name)?.AttributeType ?? UNKNOWN;
}

function keyRow(elements: readonly KeyElement[], description: TableDescription): Row {
  const { partitionKey, sortKey = [] } = describedKey(elements);
  const typed = (name: string) => ({ name, type: typeOf(name, description) });
  return { partitionKey: partitionKey.map(typed), sortKey: sortKey.map(typed) };
}

function keyTexts(elements: readonly KeyElement[], description: TableDescription): Row {
  const { partitionKey, sortKey } = describedKey(elements);
  const text = (names: readonly string[]) =>
    names.map((name) => `${name} (${typeOf(name, description)})`).join(', ');
  return { 'partition key': text(partitionKey), 'sort key': sortKey && text(sortKey) };
}

function createdAt({ CreationDateTime: seconds }: TableDescription): string | null {
  return seconds === undefined ? null : new Date(seconds * 1000).toISOString();
}

function streamOf({ StreamSpecification: stream }: TableDescription): string | undefined {
  return stream?.StreamEnabled ? stream.StreamViewType : undefined;
}

/** DynamoDB reports the mode only for tables that are, or have been, on demand. */
function billingMode({ BillingModeSummary }: TableDescription): string {
  return BillingModeSummary?.BillingMode ?? 'PROVISIONED';
}

function billingText(description: TableDescription): string {
  const mode = billingMode(description);
  if (mode !== 'PROVISIONED') return mode === 'PAY_PER_REQUEST' ? 'on demand' : mode;
  const { ReadCapacityUnits: read, WriteCapacityUnits: write } = description.ProvisionedThroughput ?? {};
  return `provisioned, ${read ?? UNKNOWN} read and ${write ?? UNKNOWN} write units`;
}

function protection({ DeletionProtectionEnabled: enabled }: TableDescription): string {
  return enabled === undefined ? UNKNOWN : enabled ? 'ENABLED' : 'DISABLED';
}

function onOff(status: string): string {
  return status === 'ENABLED' ? 'on' : status === 'DISABLED' ? 'off' : status.toLowerCase();
}

function ttlText(ttl: TimeToLive | undefined): string {
  const state = onOff(ttl?.TimeToLiveStatus ?? UNKNOWN);
  return ttl?.AttributeName === undefined ? state : `${state}, by ${ttl.AttributeName}`;
}

function sizeText(bytes: number | undefined): string {
  return bytes === undefined ? UNKNOWN : readableBytes(bytes);
}
