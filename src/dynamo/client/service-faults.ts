import {
  both,
  codeOf,
  either,
  messageMatches,
  type Rule,
  type SdkError,
  withCode,
  withName,
} from './fault-rule';

/** Rules for missing tables, unreachable endpoints, other servers and throttling. The first rule that matches applies. */
export const SERVICE_RULES: readonly Rule[] = [
  [
    withName('ResourceNotFoundException'),
    ({ table, place }) => ({
      code: 'not-found',
      message: table ? `Table ${table} does not exist in ${place}.` : `The table does not exist in ${place}.`,
      remedy: [{ kind: 'check', what: ['region', 'profile', 'stage', 'table'] }, { kind: 'list-tables' }],
    }),
  ],
  [
    both(withName('ValidationException'), messageMatches(/does not have the specified index/i)),
    ({ error, table }) => ({
      code: 'not-found',
      message: `Table ${table} does not have this index (${error.message}).`,
      remedy: { kind: 'describe-table', table: table ?? '' },
    }),
  ],
  [
    withName('ProxyError'),
    ({ error: { message, proxyStatus, proxyVariable } }) => ({
      code: 'service',
      message,
      remedy:
        proxyStatus === 407
          ? `Put them into ${proxyVariable}, as in http://user:password@host:port.`
          : `Check ${proxyVariable}, or add the host to NO_PROXY to connect directly.`,
    }),
  ],
  [
    withCode('ENOTFOUND', 'EAI_AGAIN'),
    ({ error, region, endpoint }) => ({
      code: 'service',
      message: `Cannot reach DynamoDB: host ${hostOf(error, endpoint, region)} not found (${reasonOf(error)}).`,
      remedy: { kind: 'check', what: [endpoint ? 'endpoint' : 'region', 'network'] },
    }),
  ],
  [
    either(
      withCode('ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'EADDRNOTAVAIL'),
      withName('TimeoutError'),
    ),
    ({ error, place, proxy }) => ({
      code: 'service',
      message: `Cannot reach DynamoDB at ${place}${throughProxy(proxy)}: ${reasonOf(error)}`,
      remedy: [{ kind: 'check', what: ['network', 'region', 'endpoint'] }, { kind: 'start-local-engine' }],
    }),
  ],
  [
    both(withCode('EPROTO'), messageMatches(/wrong version number/)),
    ({ place }) => ({
      code: 'service',
      message: `The server at ${place} does not use HTTPS.`,
      remedy: { kind: 'check', what: ['endpoint'], because: 'the port may be for http:// only' },
    }),
  ],
  [
    (error) => /CERT|TLS|SSL|EPROTO/.test(error.code ?? ''),
    ({ error, place }) => ({
      code: 'service',
      message: `The connection to ${place} is not secure: ${error.message}`,
      remedy: 'If a proxy uses its own certificate, set AWS_CA_BUNDLE to a file with that certificate.',
    }),
  ],
  [
    either(withName('NotDynamoDbError'), isInvalidHttp),
    ({ error, place, proxy }) => ({
      code: 'service',
      message: `The server at ${place}${throughProxy(proxy)} is not DynamoDB (${error.message}).`,
      remedy: { kind: 'check', what: ['endpoint'], because: 'there may be a proxy in between' },
    }),
  ],
  [
    withName(
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

function throughProxy(proxy: string | undefined): string {
  return proxy === undefined ? '' : ` through the proxy ${proxy}`;
}

/** Whether Node's HTTP parser rejected the response, because it is not HTTP or its headers are too long. */
function isInvalidHttp(error: SdkError): boolean {
  return codeOf(error)?.startsWith('HPE_') ?? false;
}

/** Why there was no response, in a word or two. */
function reasonOf(error: SdkError): string {
  return codeOf(error) ?? (/did not establish/.test(error.message) ? 'could not connect' : 'no response');
}

function hostOf(error: SdkError, endpoint: string | undefined, region: string): string {
  const known = (error as { hostname?: unknown }).hostname;
  if (typeof known === 'string') return known;
  return endpoint ? new URL(endpoint).hostname : `dynamodb.${region}.amazonaws.com`;
}
