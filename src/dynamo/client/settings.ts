import { usageError } from '../../errors';
import type { Origin } from '../../origin';
import { REGION_NAME } from '../model/definition';
import type { Profile } from './aws-config';
import type { Connection, Environment, Setting } from './connection';
import { checkEndpoint } from './plain-http';

/** The services that a question may need. */
type Service = 'DYNAMODB' | 'STS' | 'SSO';

/** How to reach the services of AWS, with all gaps filled. */
export interface Settings {
  readonly region: string;
  /** Undefined for the endpoints of AWS. */
  readonly endpoints: Readonly<Record<Service, string | undefined>>;
  readonly useFipsEndpoint: boolean;
  readonly useDualstackEndpoint: boolean;
  /** The path of a file with certificates to trust instead of the usual ones. */
  readonly caBundle: Setting | undefined;
}

/**
 * Returns the settings of a connection, in the order of the AWS CLI: what is asked for, the environment, the profile. Throws a usage error
 * for the first that is not valid.
 */
export function settingsOf(connection: Connection, profile: Profile): Settings {
  const { env = {}, insecure } = connection;
  const ignored = flag('ignore_configured_endpoint_urls', env, profile);
  const endpoint = (service: Service): string | undefined => {
    const isAsked = service === 'DYNAMODB';
    const found =
      (isAsked && connection.endpoint) ||
      (ignored ? undefined : endpointVariable(service, env)) ||
      (isAsked && connection.defaultEndpoint) ||
      (ignored ? undefined : profileEndpoint(service, profile));
    if (!found) return undefined;
    checkEndpoint(found.value, found.origin, insecure);
    return found.value;
  };
  return {
    region: regionOf(connection, profile),
    endpoints: { DYNAMODB: endpoint('DYNAMODB'), STS: endpoint('STS'), SSO: endpoint('SSO') },
    useFipsEndpoint: flag('use_fips_endpoint', env, profile),
    useDualstackEndpoint: flag('use_dualstack_endpoint', env, profile),
    caBundle: variable('AWS_CA_BUNDLE', env) ?? configured('ca_bundle', profile),
  };
}

function regionOf(connection: Connection, profile: Profile): string {
  const { env = {}, region, defaultRegion, fallbackRegion } = connection;
  if (region !== undefined) return region;
  const found = variable('AWS_REGION', env) ?? variable('AWS_DEFAULT_REGION', env);
  const setting = found ?? (defaultRegion === undefined ? configured('region', profile) : undefined);
  if (!setting) return defaultRegion ?? fallbackRegion ?? 'us-east-1';
  if (REGION_NAME.test(setting.value)) return setting.value;
  const remedy = found ? undefined : ({ kind: 'override-region' } as const);
  throw usageError(`'${setting.value}' is not a valid AWS region name.`, remedy, setting.origin);
}

function endpointVariable(service: Service, env: Environment): Setting | undefined {
  return variable(`AWS_ENDPOINT_URL_${service}`, env) ?? variable('AWS_ENDPOINT_URL', env);
}

function profileEndpoint(service: Service, profile: Profile): Setting | undefined {
  const value = profile.services[`${service.toLowerCase()}.endpoint_url`];
  return value ? { value, origin: configOrigin('endpoint_url') } : configured('endpoint_url', profile);
}

/** A setting that is on or off, by the environment or the profile, where it has the same name in lower case. */
function flag(name: string, env: Environment, profile: Profile): boolean {
  const setting = variable(`AWS_${name.toUpperCase()}`, env) ?? configured(name, profile);
  if (!setting) return false;
  if (/^(?:true|false)$/i.test(setting.value)) return setting.value.toLowerCase() === 'true';
  throw usageError(`'${setting.value}' is neither true nor false.`, undefined, setting.origin);
}

function variable(name: string, env: Environment): Setting | undefined {
  const value = env[name];
  return value ? { value, origin: { part: 'variable', name } } : undefined;
}

function configured(name: string, { settings }: Profile): Setting | undefined {
  const value = settings[name];
  return value ? { value, origin: configOrigin(name) } : undefined;
}

function configOrigin(name: string): Origin {
  return { part: 'aws-config', name };
}
