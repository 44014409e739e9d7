/** An environment variable with an invalid value, and a pattern for the message. */
export type BadVariable = readonly [name: string, value: string, about: RegExp];

function bad(name: string, ...values: readonly string[]): BadVariable[] {
  return values.map((value) => [name, value, new RegExp(name)]);
}

export const BAD_VARIABLES: readonly BadVariable[] = [
  ...bad('DDBDBG_OUTPUT', 'xml', 'JSON', ' ', 'json,csv', '__proto__'),
  ...bad('DDBDBG_STAGE', 'a b', 'dev/prod', '{stage}', '$(id)', 'é'),
  ...bad('DDBDBG_SCAN_LIMIT_MB', 'abc', '-1', '1e3', '1 MB', '100MB', ' ', 'Infinity'),
  ...bad(
    'DDBDBG_EXECUTIONS_STATUS',
    'failure',
    'failure=',
    '=x',
    'failure=a||b',
    'fail ure=x',
    'failure=a,',
    ',',
    'failure=a;b=c,d',
    'failrue=X',
  ),
  ...bad('JOBS_TABLE', 'a b', 'ab', '{stage}', 'reports/prod'),
  ...bad('JOB_TTL_HOURS', '0', '-1', 'a day', '24h', ' '),
  ...bad('AWS_MAX_ATTEMPTS', '0', '-1', 'many', '1.5', '1000', ' 3'),
  ...bad(
    'AWS_ENDPOINT_URL',
    'localhost:8000',
    'http://example.com',
    'ftp://x',
    'nonsense',
    'http://a:b@localhost',
  ),
  ...bad('AWS_ENDPOINT_URL_DYNAMODB', 'http://10.0.0.1', 'x', 'http://evil.localhost'),
  ...bad('AWS_REGION', 'US-EAST-1', 'us east 1', 'us-east-1.evil.example', '../x'),
  ...bad('AWS_DEFAULT_REGION', 'us_east_1', 'a/b'),
];
