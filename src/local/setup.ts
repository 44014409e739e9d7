import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
  type AttributeDefinition as KeyAttribute,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import {
  type IndexDefinition,
  type KeySchema,
  keyAttributes,
  type TableDefinition,
} from '../dynamo/model/definition';

/** Creates a client for a local engine, which accepts any credentials. */
export function engineClient(endpoint: string): DynamoDBClient {
  return new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    // The SDK would take these from the environment, where they are meant for AWS.
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    userAgentAppId: 'ddbdbg',
  });
}

/** Creates the table of a definition. Resolves to false, without any change, when it already exists. */
export async function createTable(
  client: DynamoDBClient,
  table: TableDefinition,
  name: string,
): Promise<boolean> {
  try {
    await client.send(new CreateTableCommand(tableInput(table, name)));
  } catch (error) {
    if (error instanceof ResourceInUseException) return false;
    throw error;
  }
  await untilActive(client, name);
  if (table.ttl) await enableTimeToLive(client, name, table.ttl);
  return true;
}

/** The input of CreateTable for a definition. */
function tableInput(table: TableDefinition, name: string): CreateTableCommandInput {
  const indexes = table.indexes ?? [];
  const global = indexes.filter((index) => !index.local).map(indexInput);
  const local = indexes.filter((index) => index.local).map(indexInput);
  const names = new Set([table, ...indexes].flatMap(keyAttributes));
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: keyInput(table),
    AttributeDefinitions: [...names].map((attribute) => ({
      AttributeName: attribute,
      AttributeType: (table.attributes[attribute]?.type ?? 'S') as KeyAttribute['AttributeType'],
    })),
    ...(global.length > 0 && { GlobalSecondaryIndexes: global }),
    ...(local.length > 0 && { LocalSecondaryIndexes: local }),
    ...(table.stream && { StreamSpecification: { StreamEnabled: true, StreamViewType: table.stream } }),
  };
}

function indexInput(index: IndexDefinition) {
  const { projection } = index;
  return {
    IndexName: index.name,
    KeySchema: keyInput(index),
    Projection:
      typeof projection === 'string'
        ? { ProjectionType: projection }
        : { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: [...projection] },
  };
}

function keyInput({ partitionKey, sortKey = [] }: KeySchema) {
  return [
    ...partitionKey.map((name) => ({ AttributeName: name, KeyType: 'HASH' as const })),
    ...sortKey.map((name) => ({ AttributeName: name, KeyType: 'RANGE' as const })),
  ];
}

async function untilActive(client: DynamoDBClient, name: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
    const indexes = Table?.GlobalSecondaryIndexes ?? [];
    if (Table?.TableStatus === 'ACTIVE' && indexes.every((index) => index.IndexStatus === 'ACTIVE')) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Ignores engines without time to live (dynalite). They keep expired items, which makes no difference to a reader. */
async function enableTimeToLive(client: DynamoDBClient, name: string, attribute: string): Promise<void> {
  const specification = { Enabled: true, AttributeName: attribute };
  try {
    await client.send(
      new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification: specification }),
    );
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'UnknownOperationException') throw error;
  }
}
