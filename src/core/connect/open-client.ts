import type { Client } from '../../dynamo/client/connect';
import type { Connection, CredentialProvider, Environment } from '../../dynamo/client/connection';
import { rateLimited } from '../../dynamo/read/rate-limit';
import { usageError } from '../../errors';
import type { SecretTest } from '../../redact/redact';
import { logRequests, type RequestListener } from './log-requests';
import { redactErrors } from './redact-errors';
import { LOCAL_ENDPOINT, type Target } from './target';

export type { Environment };

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
  /** Providers of credentials by profile, shared by the clients of a session. */
  readonly providers: Map<string | undefined, CredentialProvider>;
  readonly askMfaCode?: Connection['askMfaCode'];
}

/**
 * Creates a client for the DynamoDB that the target and the environment select. {@link checkTargetConnection} must have accepted the
 * target. Sends nothing yet.
 */
export async function openClient(target: Target, options: ClientOptions): Promise<Client> {
  // Loads the SDK only now, because errors in the question are reported without it.
  const { connect } = await import('../../dynamo/client/connect');
  const { isSecret, onRequest, providers } = options;
  const client = await connect(connectionOf(target, options), { providers });
  const safe = redactErrors(client.send, isSecret);
  const logged = onRequest ? logRequests(safe, isSecret, onRequest) : safe;
  return { ...client, send: target.maxRcu === undefined ? logged : rateLimited(logged, target.maxRcu) };
}

function connectionOf(target: Target, options: ClientOptions): Connection {
  const { env, demoEndpoint, fallbackRegion, askMfaCode } = options;
  const engine = demoEndpoint ?? (target.local ? LOCAL_ENDPOINT : undefined);
  const maxAttempts = maxAttemptsOf(env);
  // An engine on this machine is reached directly and without credentials, whatever the environment says.
  if (engine !== undefined) {
    const endpoint = setting(engine, 'endpoint');
    return { env: {}, endpoint, region: 'us-east-1', credentials: DUMMY_CREDENTIALS, maxAttempts };
  }
  const { region, defaultRegion, profile, insecure } = target;
  return {
    env,
    endpoint: setting(target.endpoint, 'endpoint'),
    defaultEndpoint: setting(target.defaultEndpoint, 'context'),
    region,
    defaultRegion,
    fallbackRegion,
    profile,
    maxAttempts,
    insecure,
    askMfaCode,
  };
}

function setting(value: string | undefined, name: string): Connection['endpoint'] {
  return value === undefined ? undefined : { value, origin: { part: 'setting', name } };
}

/** Throws a usage error for settings that can't be combined. */
export function checkTargetConnection(target: Target, env: Environment): void {
  const { local, demo, endpoint } = target;
  const names = Object.entries({ demo, local, endpoint }).flatMap(([name, value]) => (value ? [name] : []));
  if (names.length > 1) throw usageError("can't be combined.", undefined, { part: 'settings', names });
  maxAttemptsOf(env);
}

function maxAttemptsOf({ AWS_MAX_ATTEMPTS: text }: Environment): number | undefined {
  if (!text) return undefined;
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw usageError(`'${text}' is not a whole number from 1 to 999.`, undefined, {
    part: 'variable',
    name: 'AWS_MAX_ATTEMPTS',
  });
}
