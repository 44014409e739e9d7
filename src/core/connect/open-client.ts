import type { Client } from '../../dynamo/client/connect';
import type { Connection } from '../../dynamo/client/connection';
import { refusePlainHttp } from '../../dynamo/client/plain-http';
import { REGION_NAME } from '../../dynamo/model/definition';
import { rateLimited } from '../../dynamo/read/rate-limit';
import { usageError } from '../../errors';
import type { Origin } from '../../origin';
import type { SecretTest } from '../../redact/redact';
import { logRequests, type RequestListener } from './log-requests';
import { redactErrors } from './redact-errors';
import { LOCAL_ENDPOINT, type Target } from './target';

export type Environment = Readonly<Record<string, string | undefined>>;

const DUMMY_CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

export interface ClientOptions {
  readonly env: Environment;
  /** Attributes whose values neither a listener nor an error may show. */
  readonly isSecret: SecretTest;
  readonly onRequest?: RequestListener | undefined;
  /** The endpoint of the demo engine, if it is used. */
  readonly demoEndpoint?: string | undefined;
  /** The region to use when nothing else sets one. */
  readonly fallbackRegion?: string | undefined;
}

/**
 * Creates a client for the DynamoDB that the target and the environment select. {@link checkTargetConnection} must have accepted the
 * target. Sends nothing yet.
 */
export async function openClient(target: Target, options: ClientOptions): Promise<Client> {
  // Loads the SDK only now, because errors in the question are reported without it.
  const { connect } = await import('../../dynamo/client/connect');
  const client = await connect(connectionOf(target, options));
  const { isSecret, onRequest } = options;
  const safe = redactErrors(client.send, isSecret);
  const logged = onRequest ? logRequests(safe, isSecret, onRequest) : safe;
  return { ...client, send: target.maxRcu === undefined ? logged : rateLimited(logged, target.maxRcu) };
}

function connectionOf(target: Target, { env, demoEndpoint, fallbackRegion }: ClientOptions): Connection {
  const engine = demoEndpoint ?? (target.local ? LOCAL_ENDPOINT : undefined);
  if (engine !== undefined) return { endpoint: engine, region: 'us-east-1', credentials: DUMMY_CREDENTIALS };
  return {
    endpoint: endpointOf(target, env)?.url,
    region: target.region ?? (target.profile ? undefined : regionOf(env)) ?? target.defaultRegion,
    fallbackRegion,
    profile: target.profile,
    defaultProfile: env.AWS_PROFILE,
    credentials: target.profile ? undefined : credentialsOf(env),
    maxAttempts: maxAttemptsOf(env),
    insecure: target.insecure,
  };
}

/** Throws a usage error for settings that can't be combined, and for endpoints that would receive requests over unencrypted HTTP. */
export function checkTargetConnection(target: Target, env: Environment): void {
  const { local, demo, endpoint: named, insecure } = target;
  const names = Object.entries({ demo, local, endpoint: named }).flatMap(([name, value]) =>
    value ? [name] : [],
  );
  if (names.length > 1) throw usageError("can't be combined.", undefined, { part: 'settings', names });
  maxAttemptsOf(env);
  const endpoint = endpointOf(target, env);
  if (demo || local || endpoint === undefined) return;
  const { origin } = endpoint;
  const invalid = (message: string) => usageError(message, undefined, origin);
  if (!URL.canParse(endpoint.url) || !/^https?:$/.test(new URL(endpoint.url).protocol))
    throw invalid(`'${endpoint.url}' is not an http or https URL.`);
  const url = new URL(endpoint.url);
  if (url.username !== '' || url.password !== '')
    throw invalid('The address contains a user name or password, which AWS does not support.');
  if (url.search !== '' || url.hash !== '')
    throw invalid(`'${url.search}${url.hash}' can't be part of an endpoint URL.`);
  if (!insecure) refusePlainHttp(url, origin);
}

/** Returns the endpoint and its origin, or undefined for the default endpoint of AWS. */
export function endpointOf(
  { endpoint, defaultEndpoint }: Pick<Target, 'endpoint' | 'defaultEndpoint'>,
  env: Environment,
): { readonly url: string; readonly origin: Origin } | undefined {
  if (endpoint !== undefined) return { url: endpoint, origin: { part: 'setting', name: 'endpoint' } };
  for (const name of ['AWS_ENDPOINT_URL_DYNAMODB', 'AWS_ENDPOINT_URL']) {
    const url = env[name];
    if (url) return { url, origin: { part: 'variable', name } };
  }
  if (defaultEndpoint === undefined) return undefined;
  return { url: defaultEndpoint, origin: { part: 'setting', name: 'context' } };
}

function maxAttemptsOf({ AWS_MAX_ATTEMPTS: text }: Environment): number | undefined {
  if (!text) return undefined;
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw usageError(`'${text}' is not a whole number from 1 to 999.`, undefined, {
    part: 'variable',
    name: 'AWS_MAX_ATTEMPTS',
  });
}

function regionOf(env: Environment): string | undefined {
  for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION']) {
    const region = env[name];
    if (!region) continue;
    if (REGION_NAME.test(region)) return region;
    throw usageError(`'${region}' is not a valid AWS region name.`, undefined, { part: 'variable', name });
  }
  return undefined;
}

/** Credentials in the environment make the provider chain unnecessary, which is slow to load. */
function credentialsOf(env: Environment) {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = env;
  if (!accessKeyId || !secretAccessKey) return undefined;
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
}
