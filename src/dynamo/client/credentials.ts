import type { Profile } from './aws-config';
import type { Connection, CredentialProvider, Credentials, Environment, ProviderOptions } from './connection';
import { containerAddress, containerCredentials } from './container-credentials';
import { QUIET } from './quiet';
import type { Settings } from './settings';

/** Milliseconds before their expiration at which credentials are replaced, unless they never lived that long. */
const RENEW_BEFORE = 60_000;

/** Everything that the sources of credentials need. */
export interface Sources {
  readonly connection: Connection;
  readonly profile: Profile;
  readonly settings: Settings;
  /** The SDK's HTTP handler, or its options. */
  readonly requestHandler: object;
}

/** Where credentials come from. The name is for messages. */
export interface CredentialSource {
  readonly name: string;
  /** The address that is asked, if it is not that of AWS. */
  readonly address: string | undefined;
}

/**
 * Returns a provider of credentials that looks where the AWS CLI looks, in the same order. Unlike the SDK's chain, it does not go on to the
 * next source when one that is configured fails, so that the error says what is wrong.
 */
export function credentialProvider(sources: Sources): CredentialProvider {
  const { source, get } = choose(sources);
  return renewed(async (options) => {
    try {
      return await get(options);
    } catch (error) {
      // Otherwise it would be taken for an error of DynamoDB.
      if (error instanceof Error) Object.assign(error, { credentialSource: source });
      throw error;
    }
  });
}

/**
 * Wraps a provider so that it is asked once, by all requests and clients together, until the credentials are about to expire. The SDK would ask
 * again for each request if they are valid for less than five minutes.
 */
export function renewed(provider: CredentialProvider, now: () => number = Date.now): CredentialProvider {
  let current: Promise<Credentials> | undefined;
  let renewAt = Number.POSITIVE_INFINITY;
  return (options) => {
    if (current && now() < renewAt) return current;
    renewAt = Number.POSITIVE_INFINITY;
    const asked = provider(options).then(
      (credentials) => {
        const left = (credentials.expiration?.getTime() ?? Number.POSITIVE_INFINITY) - now();
        renewAt = now() + Math.max(left - RENEW_BEFORE, left / 2);
        return credentials;
      },
      (error: unknown) => {
        current = undefined;
        throw error;
      },
    );
    current = asked;
    return asked;
  };
}

interface Choice {
  readonly source: CredentialSource;
  readonly get: CredentialProvider;
}

function choose(sources: Sources): Choice {
  const { connection, profile, settings } = sources;
  const { env = {} } = connection;
  const has = (name: string) => Boolean(profile.settings[name]);
  const sts = { name: 'AWS STS', address: settings.endpoints.STS };
  const sso = { name: 'AWS SSO', address: settings.endpoints.SSO };
  const isRole = has('role_arn') && (has('source_profile') || has('credential_source'));
  // A profile asked for comes before the environment, any other comes after.
  if (!connection.profile && !isRole && env.AWS_WEB_IDENTITY_TOKEN_FILE && env.AWS_ROLE_ARN)
    return { source: sts, get: ofWebIdentity(sources, env) };
  const container = containerAddress(env);
  if (isRole && container && !has('mfa_serial') && profile.settings.credential_source === 'EcsContainer')
    return {
      source: { name: 'The container endpoint or AWS STS', address: undefined },
      get: ofContainerRole(container, sources, env),
    };
  if (isRole || (has('role_arn') && has('web_identity_token_file')))
    return { source: sts, get: ofProfile(sources) };
  if (['sso_session', 'sso_start_url', 'sso_account_id'].some(has))
    return { source: sso, get: ofProfile(sources) };
  if (['aws_access_key_id', 'credential_process', 'login_session'].some(has))
    return { source: { name: 'The profile', address: undefined }, get: ofProfile(sources) };
  if (container)
    return {
      source: { name: 'The container endpoint', address: container },
      get: () => containerCredentials(container, env),
    };
  return { source: { name: 'The metadata service', address: undefined }, get: ofInstance(sources, env) };
}

/** The configuration of the SDK's clients for STS and SSO. */
function clientConfig({ settings, requestHandler }: Sources, service: 'STS' | 'SSO') {
  const endpoint = settings.endpoints[service];
  return {
    logger: QUIET,
    requestHandler,
    // SSO has its own region.
    ...(service === 'STS' && { region: settings.region }),
    // The SDK would look for an endpoint in the wrong profile.
    ignoreConfiguredEndpointUrls: true,
    useFipsEndpoint: endpoint === undefined && settings.useFipsEndpoint,
    useDualstackEndpoint: endpoint === undefined && settings.useDualstackEndpoint,
    ...(endpoint !== undefined && { endpoint }),
  };
}

function ofProfile(sources: Sources): CredentialProvider {
  const { profile, connection } = sources;
  const mfaCodeProvider = async (device: string) => {
    const code = await connection.askMfaCode?.(device);
    if (code) return code;
    throw Object.assign(new Error('The role requires an MFA code.'), { name: 'CredentialsProviderError' });
  };
  return async (options) => {
    const { fromIni, getDefaultRoleAssumer, getDefaultRoleAssumerWithWebIdentity } = await import(
      './credential-providers'
    );
    const sts = { ...clientConfig(sources, 'STS'), parentClientConfig: parent(options) };
    return fromIni({
      ...profile.files,
      ...(profile.name !== undefined && { profile: profile.name }),
      logger: QUIET,
      clientConfig: clientConfig(sources, 'SSO'),
      roleAssumer: getDefaultRoleAssumer(sts as never) as never,
      roleAssumerWithWebIdentity: getDefaultRoleAssumerWithWebIdentity(sts as never) as never,
      mfaCodeProvider,
    })(options as never);
  };
}

function ofWebIdentity(sources: Sources, env: Environment): CredentialProvider {
  return async (options) => {
    const { fromTokenFile, getDefaultRoleAssumerWithWebIdentity } = await import('./credential-providers');
    const sts = { ...clientConfig(sources, 'STS'), parentClientConfig: parent(options) };
    const { AWS_WEB_IDENTITY_TOKEN_FILE = '', AWS_ROLE_ARN = '', AWS_ROLE_SESSION_NAME } = env;
    return fromTokenFile({
      webIdentityTokenFile: AWS_WEB_IDENTITY_TOKEN_FILE,
      roleArn: AWS_ROLE_ARN,
      ...(AWS_ROLE_SESSION_NAME && { roleSessionName: AWS_ROLE_SESSION_NAME }),
      logger: QUIET,
      roleAssumerWithWebIdentity: getDefaultRoleAssumerWithWebIdentity(sts as never) as never,
    })(options as never);
  };
}

/** The configuration of the client that asks for credentials, from which that of STS takes what it lacks. */
function parent(options: ProviderOptions | undefined): object {
  return (options?.callerClientConfig as object | undefined) ?? {};
}

/** A role that the container's own credentials may assume. */
function ofContainerRole(address: string, sources: Sources, env: Environment): CredentialProvider {
  const { role_arn, role_session_name, external_id, duration_seconds } = sources.profile.settings;
  return async (options) => {
    const { getDefaultRoleAssumer } = await import('./credential-providers');
    const sts = { ...clientConfig(sources, 'STS'), parentClientConfig: parent(options) };
    const assume = getDefaultRoleAssumer(sts as never);
    return assume(await containerCredentials(address, env), {
      RoleArn: role_arn,
      RoleSessionName: role_session_name ?? `ddbdbg-${Date.now()}`,
      ...(external_id && { ExternalId: external_id }),
      DurationSeconds: Number(duration_seconds ?? 3_600),
    });
  };
}

function ofInstance({ profile, connection }: Sources, env: Environment): CredentialProvider {
  return async () => {
    const none = Object.assign(
      new Error(
        connection.profile
          ? `Profile ${profile.name} contains none, and neither this machine nor a container has any.`
          : 'Neither the environment, the default profile, nor this machine has any.',
      ),
      { name: 'CredentialsProviderError' },
    );
    if (env.AWS_EC2_METADATA_DISABLED && !/^false$/i.test(env.AWS_EC2_METADATA_DISABLED)) throw none;
    const { fromInstanceMetadata } = await import('./credential-providers');
    return fromInstanceMetadata({ logger: QUIET, timeout: 1_000, maxRetries: 0 })().catch(
      (cause: unknown) => {
        throw Object.assign(none, { cause });
      },
    );
  };
}
