import { both, coded, codeOf, either, named, type Rule, type SdkError, says } from './fault-rule';

/** Tables that are not there, places that can't be reached, and a service that has had enough. The first rule that fits speaks. */
export const SERVICE_RULES: readonly Rule[] = [
  [
    named('ResourceNotFoundException'),
    ({ table, place }) => ({
      code: 'not-found',
      message: table ? `There is no table ${table} in ${place}.` : `There is no such table in ${place}.`,
      remedy: [{ kind: 'check', what: ['region', 'profile', 'stage', 'table'] }, { kind: 'list-tables' }],
    }),
  ],
  [
    both(named('ValidationException'), says(/does not have the specified index/i)),
    ({ error, table }) => ({
      code: 'not-found',
      message: `Table ${table} has no such index (${error.message}).`,
      remedy: { kind: 'describe-table', table: table ?? '' },
    }),
  ],
  [
    coded('ENOTFOUND', 'EAI_AGAIN'),
    ({ error, region, endpoint }) => ({
      code: 'service',
      message: `DynamoDB can't be reached: there is no host ${hostOf(error, endpoint, region)} (${silenceOf(error)}).`,
      remedy: { kind: 'check', what: [endpoint ? 'endpoint' : 'region', 'network'] },
    }),
  ],
  [
    either(
      coded('ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'EADDRNOTAVAIL'),
      named('TimeoutError'),
    ),
    ({ error, place }) => ({
      code: 'service',
      message: `DynamoDB can't be reached at ${place}: ${silenceOf(error)}`,
      remedy: [{ kind: 'check', what: ['network', 'region', 'endpoint'] }, { kind: 'start-local-engine' }],
    }),
  ],
  [
    both(coded('EPROTO'), says(/wrong version number/)),
    ({ place }) => ({
      code: 'service',
      message: `What answers at ${place} does not speak https.`,
      remedy: { kind: 'check', what: ['endpoint'], because: 'the port may be for http:// only' },
    }),
  ],
  [
    (error) => /CERT|TLS|SSL|EPROTO/.test(error.code ?? ''),
    ({ error, place }) => ({
      code: 'service',
      message: `The connection to ${place} is not safe: ${error.message}`,
      remedy: 'Behind a proxy with a certificate of its own, name that file in NODE_EXTRA_CA_CERTS.',
    }),
  ],
  [
    either(named('ForeignResponse'), isNoHttp),
    ({ error, place }) => ({
      code: 'service',
      message: `What answers at ${place} is not DynamoDB (${error.message}).`,
      remedy: { kind: 'check', what: ['endpoint'], because: 'there may be a proxy in between' },
    }),
  ],
  [
    named(
      'ProvisionedThroughputExceededException',
      'ThrottlingException',
      'RequestLimitExceeded',
      'RequestLimitExceededException',
    ),
    ({ error }) => ({
      code: 'service',
      message: `DynamoDB kept throttling: ${error.message}`,
      remedy: { kind: 'limit-rate' },
    }),
  ],
];

/** What Node's parser of HTTP says of an answer that is none, or has headers without end. */
function isNoHttp(error: SdkError): boolean {
  return codeOf(error)?.startsWith('HPE_') ?? false;
}

/** Why no answer came, in a word or two. */
function silenceOf(error: SdkError): string {
  return (
    codeOf(error) ?? (/did not establish/.test(error.message) ? 'no connection came about' : 'no answer')
  );
}

function hostOf(error: SdkError, endpoint: string | undefined, region: string): string {
  const known = (error as { hostname?: unknown }).hostname;
  if (typeof known === 'string') return known;
  return endpoint ? new URL(endpoint).hostname : `dynamodb.${region}.amazonaws.com`;
}
