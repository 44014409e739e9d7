import { both, coded, codeOf, either, named, type Rule, type SdkError, says } from './fault';

/** Tables that are not there, places that can't be reached, and a service that has had enough. The first rule that fits speaks. */
export const SERVICE_RULES: readonly Rule[] = [
  [
    named('ResourceNotFoundException'),
    ({ table, place }) => ({
      code: 'not-found',
      message: table ? `There is no table ${table} in ${place}.` : `There is no such table in ${place}.`,
      hint: 'Check --region, --profile, --stage and --table; `ddbdbg tables` lists what is there.',
    }),
  ],
  [
    both(named('ValidationException'), says(/does not have the specified index/i)),
    ({ error, table }) => ({
      code: 'not-found',
      message: `Table ${table} has no such index (${error.message}).`,
      hint: `\`ddbdbg tables ${table}\` shows its indexes.`,
    }),
  ],
  [
    coded('ENOTFOUND', 'EAI_AGAIN'),
    ({ error, region, endpoint }) => ({
      code: 'service',
      message: `DynamoDB can't be reached: there is no host ${hostOf(error, endpoint, region)} (${silenceOf(error)}).`,
      hint: endpoint
        ? 'Check --endpoint-url and the network.'
        : `Is ${region} the right --region? If so, check the network.`,
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
      hint: 'Check the network, --region and --endpoint-url; for --local, run `ddbdbg local start` first.',
    }),
  ],
  [
    both(coded('EPROTO'), says(/wrong version number/)),
    ({ place }) => ({
      code: 'service',
      message: `What answers at ${place} does not speak https.`,
      hint: 'Check --endpoint-url: the port may be one for http:// only.',
    }),
  ],
  [
    (error) => /CERT|TLS|SSL|EPROTO/.test(error.code ?? ''),
    ({ error, place }) => ({
      code: 'service',
      message: `The connection to ${place} is not safe: ${error.message}`,
      hint: 'Behind a proxy with its own certificate, name that in NODE_EXTRA_CA_CERTS.',
    }),
  ],
  [
    either(named('ForeignResponse'), isNoHttp),
    ({ error, place }) => ({
      code: 'service',
      message: `What answers at ${place} is not DynamoDB (${error.message}).`,
      hint: 'Check --endpoint-url, and whether a proxy stands in between.',
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
      hint: 'Try again later, or hold the rate down with --max-rcu.',
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
