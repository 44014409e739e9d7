import { setMaxListeners } from 'node:events';
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
import { usageError } from '../../errors';
import { REGION_NAME } from '../model/definition';
import type { Operation, Output, Send } from '../transport';
import type { Connection } from './connection';
import { credentialChain, QUIET } from './credentials';
import { explainFault } from './explain-fault';
import { KnownSecrets } from './known-secrets';
import { guardPlainHttp } from './plain-http';
import { keepRawJson } from './raw-json';
import { limitRetries, MAX_ATTEMPTS, TIMEOUTS, type Timeouts } from './retry-limits';

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

const silent = () => {};

export interface Client {
  readonly send: Send;
  readonly region: string;
  /** Closes the connections. */
  close(): void;
}

/**
 * Creates a client that returns DynamoDB's own JSON. Signing, retries and errors are the SDK's. `timeouts` are in milliseconds. Sends
 * nothing yet.
 */
export async function connect(connection: Connection, timeouts: Timeouts = TIMEOUTS): Promise<Client> {
  const { connectionTimeout, socketTimeout } = timeouts;
  const region = connection.region ?? (await regionOf(connection));
  if (!REGION_NAME.test(region))
    throw usageError(`'${region}' is not a valid AWS region name.`, { kind: 'override-region' });
  const known = new KnownSecrets();
  const client = new DynamoDBClient({
    region,
    credentials: known.watch(connection.credentials ?? (await credentialChain(connection.profile))),
    // The client has one strategy, so when one segment is throttled all of them slow down.
    retryMode: 'adaptive',
    maxAttempts: connection.maxAttempts ?? MAX_ATTEMPTS,
    requestHandler: { connectionTimeout, socketTimeout, logger: QUIET },
    ...(connection.endpoint && { endpoint: connection.endpoint }),
    ...(connection.profile && { profile: connection.profile }),
  });
  if (!connection.insecure) guardPlainHttp(client);
  keepRawJson(client, await limitRetries(client, timeouts));
  const explain = (error: unknown, input: object) => {
    known.removeFrom(error);
    return explainFault(error, { ...connection, region }, input);
  };
  return {
    region,
    send: (operation, input, signal) => send(client, explain, operation, input, signal),
    close: () => client.destroy(),
  };
}

async function send(
  client: DynamoDBClient,
  explain: (error: unknown, input: object) => unknown,
  operation: Operation,
  input: object,
  signal: AbortSignal | undefined,
): Promise<Output> {
  // Each command has its own input type. What `requests` builds is checked by DynamoDB, and by running it in the tests.
  const Command = COMMANDS[operation] as new (input: object) => QueryCommand;
  const command = new Command(toSdkInput(input));
  try {
    const answer = client.send(command, signal ? { abortSignal: signal } : {});
    return (await untilAborted(answer, signal)) as unknown as Output;
  } catch (error) {
    throw explain(error, input);
  }
}

/** Needed because the SDK observes the signal only while it sends or waits, not while it fetches credentials. */
async function untilAborted<T>(answer: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return answer;
  // Every segment adds a listener. Node would report that as a leak on stderr.
  setMaxListeners(0, signal);
  let abort = silent;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(Object.assign(new Error('Request aborted'), { name: 'AbortError' }));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
  });
  return Promise.race([answer, aborted]).finally(() => signal.removeEventListener('abort', abort));
}

/** The region of the environment or the profile, as the SDK finds it, or else the table's own. */
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

/** Converts a request to the SDK's form, in which binary values are bytes instead of Base64 text. Other members stay as they are. */
function toSdkInput(input: object): object {
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name, VALUE_MEMBERS.has(name) ? mapValues(value) : value]),
  );
}

const VALUE_MEMBERS: ReadonlySet<string> = new Set([
  'Key',
  'ExclusiveStartKey',
  'ExpressionAttributeValues',
  'RequestItems',
]);

function mapValues(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(mapValues);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [[type, content] = []] = entries;
  if (entries.length === 1 && type === 'B' && typeof content === 'string')
    return { B: Buffer.from(content, 'base64') };
  if (entries.length === 1 && type === 'BS' && Array.isArray(content))
    return { BS: content.map((text) => Buffer.from(text, 'base64')) };
  return Object.fromEntries(entries.map(([name, inner]) => [name, mapValues(inner)]));
}
