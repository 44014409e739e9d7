import {
  BatchGetItemCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  QueryCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import type { Connection } from './connection';
import { explainFault } from './faults';
import type { Operation, Output, Send } from '../run/send';
import { toSdk } from './sdk-input';
import { keepWireJson } from './wire';

const COMMANDS = {
  GetItem: GetItemCommand,
  Query: QueryCommand,
  Scan: ScanCommand,
  BatchGetItem: BatchGetItemCommand,
  DescribeTable: DescribeTableCommand,
  DescribeTimeToLive: DescribeTimeToLiveCommand,
  DescribeContinuousBackups: DescribeContinuousBackupsCommand,
  ListTables: ListTablesCommand,
} satisfies Record<Operation, unknown>;

/** Milliseconds to wait for a connection, and for silence on one, before trying again. */
const TIMEOUTS = { connectionTimeout: 2_000, requestTimeout: 20_000 };

export interface Client {
  readonly send: Send;
  /** Closes the connections. */
  close(): void;
}

/** A client whose answers are DynamoDB's own JSON. Signing, retries and errors stay the SDK's. Sends nothing yet. */
export async function connect(connection: Connection): Promise<Client> {
  const client = new DynamoDBClient({
    region: connection.region ?? (await regionOf(connection)),
    credentials: connection.credentials ?? (await chain(connection.profile)),
    retryMode: 'adaptive',
    maxAttempts: 6,
    requestHandler: TIMEOUTS,
    ...(connection.endpoint && { endpoint: connection.endpoint }),
    ...(connection.profile && { profile: connection.profile }),
  });
  keepWireJson(client);
  return {
    send: (operation, input, signal) => send(client, connection, operation, input, signal),
    close: () => client.destroy(),
  };
}

async function send(
  client: DynamoDBClient,
  connection: Connection,
  operation: Operation,
  input: object,
  signal: AbortSignal | undefined,
): Promise<Output> {
  // Each command wants its own input type; what `requests` builds is checked by DynamoDB, and by running it in the tests.
  const Command = COMMANDS[operation] as new (input: object) => QueryCommand;
  const command = new Command(toSdk(input));
  try {
    return (await client.send(command, signal ? { abortSignal: signal } : {})) as unknown as Output;
  } catch (error) {
    throw explainFault(error, connection, input);
  }
}

/** The region of the environment or the profile, as the SDK finds it; else the table's own. */
async function regionOf({ profile, fallbackRegion }: Connection): Promise<string> {
  const probe = new DynamoDBClient(profile ? { profile } : {});
  try {
    return await probe.config.region();
  } catch {
    return fallbackRegion ?? 'us-east-1';
  } finally {
    probe.destroy();
  }
}

async function chain(profile: string | undefined) {
  const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers');
  return fromNodeProviderChain(profile ? { profile } : {});
}
