import type { Context } from '../context';
import { type Client, connect } from '../dynamo/client/connect';
import type { TableDefinition } from '../dynamo/definition';
import { usageError } from '../errors';
import type { Settings } from './settings';

/** Where `ddbdbg local start` listens. */
export const LOCAL_ENDPOINT = 'http://127.0.0.1:8042';

const DUMMY_CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

/** A table of the catalog, and what it is called where it is asked. */
export interface KnownTable {
  readonly table: TableDefinition;
  readonly name: string;
}

/** The settings that decide where requests go. */
export type Place = Pick<Settings, 'profile' | 'region' | 'endpointUrl' | 'local' | 'demo' | 'insecure'>;

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
  if (settings.demo) {
    const { startDemo } = await import('../local/demo');
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
    endpoint: endpointOf(settings, context.env),
    region: settings.region ?? (settings.profile ? undefined : regionOf(context.env)),
    fallbackRegion: tables[0]?.table.region,
    profile: settings.profile,
    credentials: settings.profile ? undefined : credentialsOf(context.env),
  });
}

/** What can't be together, and what would send credentials over the network in the clear. */
export function checkPlace(settings: Place, env: Context['env']): void {
  const { local, demo, endpointUrl, insecure } = settings;
  const chosen = [demo && '--demo', local && '--local', endpointUrl && '--endpoint-url'].filter(Boolean);
  if (chosen.length > 1) throw usageError(`${chosen.join(' and ')} can't be given together.`);
  const endpoint = endpointOf(settings, env);
  if (demo || local || endpoint === undefined) return;
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol)) {
    throw usageError(`--endpoint-url: '${endpoint}' is no http or https address.`);
  }
  const url = new URL(endpoint);
  if (url.protocol === 'http:' && !isLoopback(url.hostname) && !insecure) {
    throw usageError(
      `--endpoint-url: ${url.host} would be reached in the clear.`,
      'Use https, or permit it with --insecure.',
    );
  }
}

/** Whether a host name can only mean this machine. */
export function isLoopback(host: string): boolean {
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '[::1]' ||
    /^127(?:\.\d{1,3}){3}$/.test(host)
  );
}

function endpointOf({ endpointUrl }: Place, env: Context['env']): string | undefined {
  return endpointUrl ?? (env.AWS_ENDPOINT_URL_DYNAMODB || env.AWS_ENDPOINT_URL || undefined);
}

function regionOf(env: Context['env']): string | undefined {
  return env.AWS_REGION || env.AWS_DEFAULT_REGION || undefined;
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
