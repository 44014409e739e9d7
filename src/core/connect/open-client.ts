import type { Context } from '../../context';
import type { Client } from '../../dynamo/client/connect';
import type { Connection } from '../../dynamo/client/connection';
import { refusePlainHttp } from '../../dynamo/client/plain-http';
import type { TableDefinition } from '../../dynamo/model/definition';
import { rateLimited } from '../../dynamo/read/rate-limit';
import { usageError } from '../../errors';
import { looksSecret } from '../../redact/looks-secret';
import { type SecretTest, secretTest } from '../../redact/redact';
import type { Settings } from '../../commands/options/settings';
import { debugged } from '../../commands/output/log-requests';
import { discreet } from '../../redact/redact-errors';

/** Where `ddbdbg local start` listens. */
export const LOCAL_ENDPOINT = 'http://127.0.0.1:8042';

const DUMMY_CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

/** A table of the catalog, and what it is called where it is asked. */
export interface KnownTable {
  readonly table: TableDefinition;
  readonly name: string;
  /** A demo needs no items in it, which take most of the time to make. */
  readonly empty?: boolean;
}

/** The settings that decide where requests go, how fast, and what is told about them. */
export type Place = Pick<
  Settings,
  'profile' | 'region' | 'defaultRegion' | 'endpointUrl' | 'defaultEndpoint' | 'local' | 'demo' | 'insecure'
> &
  Partial<Pick<Settings, 'maxRcu' | 'debug' | 'reveal'>>;

/**
 * A client for the DynamoDB that the settings, the environment and the table name together mean. With `--demo` it is an engine in
 * this process that holds the sample data of the tables. Throws a usage error for settings that contradict each other.
 */
export async function reach(
  settings: Place,
  context: Context,
  tables: readonly KnownTable[],
): Promise<Client> {
  checkPlace(settings, context.env);
  const client = await clientFor(settings, context, tables);
  const hidden = hiddenOf(settings, tables);
  const send = discreet(client.send, hidden);
  const told = settings.debug ? debugged(send, hidden, context.stderr) : send;
  return { ...client, send: settings.maxRcu === undefined ? told : rateLimited(told, settings.maxRcu) };
}

async function clientFor(settings: Place, context: Context, tables: readonly KnownTable[]): Promise<Client> {
  const { env } = context;
  if (settings.demo) {
    const { startDemo } = await import('../../local/demo');
    const demo = await startDemo(tables, context.now);
    const client = await connect({
      endpoint: demo.endpoint,
      region: 'us-east-1',
      credentials: DUMMY_CREDENTIALS,
    });
    return {
      send: client.send,
      close() {
        client.close();
        void demo.stop();
      },
    };
  }
  if (settings.local) {
    return connect({ endpoint: LOCAL_ENDPOINT, region: 'us-east-1', credentials: DUMMY_CREDENTIALS });
  }
  return connect({
    endpoint: endpointOf(settings, env)?.url,
    region: settings.region ?? (settings.profile ? undefined : regionOf(env)) ?? settings.defaultRegion,
    fallbackRegion: tables[0]?.table.region,
    profile: settings.profile,
    defaultProfile: env.AWS_PROFILE,
    credentials: settings.profile ? undefined : credentialsOf(env),
    maxAttempts: maxAttemptsOf(env),
    insecure: settings.insecure,
  });
}

/** Loads what it takes to send a request only now: what is wrong with the question has been told without it. */
async function connect(connection: Connection): Promise<Client> {
  const client = await import('../../dynamo/client/connect');
  return client.connect(connection);
}

/** What neither `--debug` nor an error may show: secrets of the tables, and in case it is about another one, all that look like secrets. */
function hiddenOf({ reveal }: Place, tables: readonly KnownTable[]): SecretTest {
  if (reveal) return () => false;
  const tests = tables.map(({ table }) => secretTest(table));
  return (name) => looksSecret(name) || tests.some((test) => test(name));
}

/** What can't be together, and what would send credentials over the network in the clear. */
function checkPlace(settings: Place, env: Context['env']): void {
  const { local, demo, endpointUrl, insecure } = settings;
  const chosen = [demo && '--demo', local && '--local', endpointUrl && '--endpoint-url'].filter(Boolean);
  if (chosen.length > 1) throw usageError(`${chosen.join(' and ')} can't be given together.`);
  maxAttemptsOf(env);
  const endpoint = endpointOf(settings, env);
  if (demo || local || endpoint === undefined) return;
  const { source } = endpoint;
  if (!URL.canParse(endpoint.url) || !/^https?:$/.test(new URL(endpoint.url).protocol)) {
    throw usageError(`${source}: '${endpoint.url}' is no http or https address.`);
  }
  const url = new URL(endpoint.url);
  if (url.username !== '' || url.password !== '')
    throw usageError(`${source}: the address holds a user name or password, which AWS has no use for.`);
  if (url.search !== '' || url.hash !== '')
    throw usageError(`${source}: '${url.search}${url.hash}' can't be part of an endpoint.`);
  if (!insecure) refusePlainHttp(url, source);
}

/** The endpoint and who says so, if anybody does. */
export function endpointOf({ endpointUrl, defaultEndpoint }: Place, env: Context['env']) {
  if (endpointUrl !== undefined) return { url: endpointUrl, source: '--endpoint-url' };
  for (const source of ['AWS_ENDPOINT_URL_DYNAMODB', 'AWS_ENDPOINT_URL']) {
    const url = env[source];
    if (url) return { url, source };
  }
  return defaultEndpoint === undefined ? undefined : { url: defaultEndpoint, source: '--context' };
}

function maxAttemptsOf({ AWS_MAX_ATTEMPTS: text }: Context['env']): number | undefined {
  if (!text) return undefined;
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw usageError(`AWS_MAX_ATTEMPTS: '${text}' is no whole number from 1 to 999.`);
}

function regionOf(env: Context['env']): string | undefined {
  for (const source of ['AWS_REGION', 'AWS_DEFAULT_REGION']) {
    const region = env[source];
    if (!region) continue;
    if (/^[a-z0-9-]+$/.test(region)) return region;
    throw usageError(`${source}: '${region}' is no region name.`);
  }
  return undefined;
}

/** Credentials that stand in the environment need no provider chain, which takes a while to load. */
function credentialsOf(env: Context['env']) {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = env;
  if (!accessKeyId || !secretAccessKey) return undefined;
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
}
