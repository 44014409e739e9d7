import { setMaxListeners } from 'node:events';
import {
  BatchGetItemCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  type DynamoDBClientConfig,
  GetItemCommand,
  ListTablesCommand,
  QueryCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import type { Operation, Output, Send } from '../transport';
import { NO_PROFILE, readProfile } from './aws-config';
import type { Connection, CredentialProvider, Credentials, Environment } from './connection';
import { credentialProvider } from './credentials';
import { explainFault } from './explain-fault';
import { KnownSecrets } from './known-secrets';
import { httpHandler, refusePlainHttpByProxy } from './network';
import { proxyFor, proxyName } from './proxy-choice';
import { QUIET } from './quiet';
import { keepRawJson } from './raw-json';
import { MAX_ATTEMPTS, RetryStrategy, TIMEOUTS, type Timeouts } from './retry-strategy';
import { toSdkInput } from './sdk-input';
import { type Settings, settingsOf } from './settings';

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
  /** The endpoint that requests go to instead of that of AWS, wherever it was set. */
  readonly endpoint: string | undefined;
  /** Closes the connections. */
  close(): void;
}

export interface ConnectOptions {
  /** Providers of credentials by profile, which clients share so that a user is asked once and a program is run once. */
  readonly providers?: Map<string | undefined, CredentialProvider>;
  readonly timeouts?: Timeouts;
}

/**
 * Creates a client that returns DynamoDB's own JSON. Signing, credentials and errors are the SDK's. Throws a usage error for settings of the
 * environment or the profile that are not valid, and a DdbdbgError if the profile does not exist. Sends nothing yet.
 */
export async function connect(
  connection: Connection,
  { providers = new Map(), timeouts = TIMEOUTS }: ConnectOptions = {},
): Promise<Client> {
  const { env = {}, maxAttempts = MAX_ATTEMPTS } = connection;
  const profile = connection.env ? await readProfile(connection.profile, env) : NO_PROFILE;
  const settings = settingsOf(connection, profile);
  const { region, useFipsEndpoint, useDualstackEndpoint } = settings;
  const endpoint = settings.endpoints.DYNAMODB;
  for (const address of Object.values(settings.endpoints))
    if (address !== undefined && !connection.insecure) refusePlainHttpByProxy(address, env);
  const requestHandler = (await httpHandler(timeouts, env, settings.caBundle)) as object;
  const strategy = new RetryStrategy(maxAttempts, () => {
    const { updateHttpClientConfig } = client.config.requestHandler as unknown as Handler;
    updateHttpClientConfig.call(client.config.requestHandler, 'socketTimeout', timeouts.laterSocketTimeout);
  });
  const provider =
    providers.get(profile.name) ?? credentialProvider({ connection, profile, settings, requestHandler });
  providers.set(profile.name, provider);
  const known = new KnownSecrets();
  const client = new DynamoDBClient({
    region,
    credentials: known.watch(credentialsOf(connection) ?? provider),
    retryStrategy: strategy as never,
    maxAttempts,
    requestHandler,
    logger: QUIET,
    // The SDK would look for an endpoint in the profile of the environment, even if another one is asked for.
    ignoreConfiguredEndpointUrls: true,
    // These choose among the endpoints of AWS, and can't be combined with another one.
    useFipsEndpoint: endpoint === undefined && useFipsEndpoint,
    useDualstackEndpoint: endpoint === undefined && useDualstackEndpoint,
    ...(endpoint !== undefined && { endpoint }),
    ...(profile.name !== undefined && { profile: profile.name }),
  } as DynamoDBClientConfig);
  keepRawJson(client, () => strategy.answered());
  const place = { region, endpoint, profile: profile.name, proxy: proxyTo(settings, env) };
  return {
    region,
    send: (operation, input, signal) => {
      const explain = (error: unknown) => {
        known.removeFrom(error);
        return explainFault(error, place, input);
      };
      return send(client, explain, operation, input, signal);
    },
    endpoint,
    close: () => client.destroy(),
  };
}

/** The part of the SDK's HTTP handler that is used here. */
interface Handler {
  updateHttpClientConfig(name: string, value: number): void;
}

/** Fixed credentials, or those of the environment unless a profile is asked for. */
function credentialsOf({ credentials, profile, env = {} }: Connection): Credentials | undefined {
  if (credentials || profile) return credentials;
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = env;
  if (!accessKeyId || !secretAccessKey) return undefined;
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
}

/** The proxy that leads to DynamoDB, for messages. */
function proxyTo({ endpoints, region }: Settings, env: Environment): string | undefined {
  const proxy = proxyFor(new URL(endpoints.DYNAMODB ?? `https://dynamodb.${region}.amazonaws.com`), env);
  return proxy && proxyName(proxy);
}

async function send(
  client: DynamoDBClient,
  explain: (error: unknown) => unknown,
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
    throw explain(error);
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
