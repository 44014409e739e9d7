import { DdbdbgError } from '../../errors';
import { CREDENTIAL_RULES } from './credential-faults';
import type { Facts, Rule, SdkError } from './fault-rule';
import { SERVICE_RULES } from './service-faults';

/** The service's own messages are at most a few hundred characters long. */
const MAX_CHARACTERS = 2_000;

/** Where requests are sent, as far as messages name it. */
export type FaultPlace = Pick<Facts, 'region' | 'endpoint' | 'profile' | 'proxy'>;

const RULES: readonly Rule[] = [...CREDENTIAL_RULES, ...SERVICE_RULES];

/**
 * Turns an error of the SDK, the service or the network into a DdbdbgError that says what is wrong and what to do. Returns any
 * other error as it is.
 */
export function explainFault(
  cause: unknown,
  { region, endpoint, profile, proxy }: FaultPlace,
  input: object,
): unknown {
  if (!(cause instanceof Error) || cause instanceof DdbdbgError || cause.name === 'AbortError') return cause;
  const error = cause as SdkError;
  const facts: Facts = {
    error,
    table: 'TableName' in input ? String(input.TableName) : undefined,
    region,
    endpoint,
    place: endpoint ?? `region ${region}`,
    profile,
    proxy,
  };
  const explain = RULES.find(([test]) => test(error))?.[1];
  if (!explain)
    return isFault(error) ? new DdbdbgError('service', truncated(faultText(error)), { cause }) : cause;
  const { code, message, remedy } = explain(facts);
  return new DdbdbgError(code, truncated(message), { remedy, cause });
}

/** The text comes from the server, which may send any amount of it. */
function truncated(message: string): string {
  return message.length > MAX_CHARACTERS ? `${message.slice(0, MAX_CHARACTERS)}…` : message;
}

/** Whether the service or the network caused the error. Anything else is a bug of this program. */
function isFault(error: SdkError): boolean {
  return (
    '$fault' in error || '$retryable' in error || error.code !== undefined || error.name === 'TimeoutError'
  );
}

function faultText({ name, message, code, $metadata }: SdkError): string {
  const tries = ($metadata?.attempts ?? 1) > 1 ? ` (${$metadata?.attempts} tries)` : '';
  const what = message.startsWith(code ?? name) ? message : `${code ?? name}: ${message}`;
  return `DynamoDB could not be read: ${what}${tries}`;
}
