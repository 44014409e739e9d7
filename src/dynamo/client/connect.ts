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
import type { Operation, Output, Send } from '../transport';
import type { Connection } from './connection';
import { credentialChain, QUIET } from './credentials';
import { explainFault } from './explain-fault';
import { KnownSecrets } from './known-secrets';
import { boundPatience, MAX_ATTEMPTS, TIMEOUTS, type Timeouts } from './retry-limits';
import { guardPlainHttp } from './plain-http';
import { toSdk } from './sdk-input';
import { keepWireJson } from './raw-json';

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
  /** Closes the connections. */
  close(): void;
}

/** A client whose answers are DynamoDB's own JSON. Signing, retries and errors stay the SDK's. Sends nothing yet. */
export async function connect(connection: Connection, timeouts: Timeouts = TIMEOUTS): Promise<Client> {
  const { connectionTimeout, socketTimeout } = timeouts;
  const region = connection.region ?? (await regionOf(connection));
  if (!/^[a-z0-9-]+$/.test(region))
    throw usageError(
      `'${region}' is not a valid AWS region name.`,
      { kind: 'override-region' },
    );
  const known = new KnownSecrets();
  const client = new DynamoDBClient({
    region,
    credentials: known.watch(connection.credentials ?? (await credentialChain(connection.profile))),
    // One strategy for the client: when one segment is throttled, all of them slow down.
    retryMode: 'adaptive',
    maxAttempts: connection.maxAttempts ?? MAX_ATTEMPTS,
    requestHandler: { connectionTimeout, socketTimeout, logger: QUIET },
    ...(connection.endpoint && { endpoint: connection.endpoint }),
    ...(connection.profile && { profile: connection.profile }),
  });
  if (!connection.insecure) guardPlainHttp(client);
  keepWireJson(client, await boundPatience(client, timeouts));
  const explain = (error: unknown, input: object) => {
    known.removeFrom(error);
    return explainFault(error, { ...connection, region }, input);
  };
  return {
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
  // Each command wants its own input type; what `requests` builds is checked by DynamoDB, and by running it in the tests.
  const Command = COMMANDS[operation] as new (input: object) => QueryCommand;
  const command = new Command(toSdk(input));
  try {
    const answer = client.send(command, signal ? { abortSignal: signal } : {});
    return (await untilAborted(answer, signal)) as unknown as Output;
  } catch (error) {
    throw explain(error, input);
  }
}

/** The SDK looks at the signal only while it sends or waits, not while it fetches credentials. */
async function untilAborted<T>(answer: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return answer;
  // Each of many segments listens; Node would take that for a leak, and say so on stderr.
  setMaxListeners(0, signal);
  let abort = silent;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(Object.assign(new Error('Request aborted'), { name: 'AbortError' }));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
  });
  return Promise.race([answer, aborted]).finally(() => signal.removeEventListener('abort', abort));
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
