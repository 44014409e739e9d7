import { DdbdbgError } from '../../errors';
import type { Connection } from './connection';

interface SdkError extends Error {
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly attempts?: number };
}

/** Turns an error of the SDK, the service or the network into one that says what is wrong and what to do. */
export function explainFault(cause: unknown, connection: Connection, input: object): unknown {
  if (!(cause instanceof Error) || cause instanceof DdbdbgError || cause.name === 'AbortError') return cause;
  const error = cause as SdkError;
  const rule = RULES.find(({ test }) => test(error));
  const table = 'TableName' in input ? String(input.TableName) : undefined;
  const place =
    connection.endpoint ?? (connection.region ? `region ${connection.region}` : 'the region in use');
  const facts = { error, table, place, profile: connection.profile };
  if (!rule) return isFault(error) ? new DdbdbgError('service', faultText(error), { cause }) : cause;
  const { code, message, hint } = rule.say(facts);
  return new DdbdbgError(code, message, { hint, cause });
}

/** Whether the service or the network is to blame; anything else is a bug of this program. */
function isFault(error: SdkError): boolean {
  return '$fault' in error || '$retryable' in error || error.code !== undefined || error.name === 'TimeoutError';
}

function faultText({ name, message, code, $metadata }: SdkError): string {
  const tries = ($metadata?.attempts ?? 1) > 1 ? ` (${$metadata?.attempts} tries)` : '';
  return `DynamoDB could not be read: ${code ?? name}: ${message}${tries}`;
}

interface Facts {
  readonly error: SdkError;
  readonly table: string | undefined;
  readonly place: string;
  readonly profile: string | undefined;
}

interface Rule {
  readonly test: (error: SdkError) => boolean;
  readonly say: (facts: Facts) => {
    code: 'credentials' | 'not-found' | 'service';
    message: string;
    hint: string;
  };
}

const named =
  (...names: readonly string[]) =>
  (error: SdkError) =>
    names.includes(error.name);
const coded =
  (...codes: readonly string[]) =>
  (error: SdkError) =>
    codes.includes(error.code ?? '') || codes.includes((error.cause as SdkError | undefined)?.code ?? '');

/** The first rule that fits speaks. */
const RULES: readonly Rule[] = [
  {
    test: named('ResourceNotFoundException'),
    say: ({ table, place }) => ({
      code: 'not-found',
      message: `There is no table ${table ?? ''} in ${place}.`.replace('  ', ' '),
      hint: 'Check --region, --profile, --stage and --table; `ddbdbg tables` lists what is there.',
    }),
  },
  {
    test: (error) =>
      error.name === 'ValidationException' && /does not have the specified index/i.test(error.message),
    say: ({ error, table }) => ({
      code: 'not-found',
      message: `Table ${table} has no such index (${error.message}).`,
      hint: `\`ddbdbg tables ${table}\` shows its indexes.`,
    }),
  },
  {
    test: (error) => /SSO|sso/.test(error.message) && /Credentials|Token/.test(error.name),
    say: ({ profile }) => ({
      code: 'credentials',
      message: 'The SSO session has expired or there is none.',
      hint: `Run \`aws sso login${profile ? ` --profile ${profile}` : ''}\` and try again.`,
    }),
  },
  {
    test: named('CredentialsProviderError', 'TokenProviderError', 'ProviderError'),
    say: ({ error, profile }) => ({
      code: 'credentials',
      message: `No AWS credentials${profile ? ` for profile ${profile}` : ''}: ${error.message}`,
      hint: 'Set --profile or AWS_PROFILE, run `aws configure` or `aws sso login`, or try --demo.',
    }),
  },
  {
    test: named('ExpiredTokenException', 'ExpiredToken', 'RequestExpired'),
    say: ({ profile }) => ({
      code: 'credentials',
      message: 'The AWS credentials have expired.',
      hint: `Sign in again (\`aws sso login${profile ? ` --profile ${profile}` : ''}\`, or however you got them).`,
    }),
  },
  {
    test: named(
      'UnrecognizedClientException',
      'InvalidClientTokenId',
      'InvalidSignatureException',
      'SignatureDoesNotMatch',
      'MissingAuthenticationTokenException',
    ),
    say: ({ error }) => ({
      code: 'credentials',
      message: `AWS does not accept the credentials: ${error.message}`,
      hint: 'Check the access key, the profile, and that the clock of this machine is right.',
    }),
  },
  {
    test: named('AccessDeniedException', 'AccessDenied'),
    say: ({ error }) => ({
      code: 'credentials',
      message: `Not allowed: ${error.message}`,
      hint: 'Ask for this permission, or use another --profile.',
    }),
  },
  {
    test: coded('ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'),
    say: ({ error, place }) => ({
      code: 'service',
      message: `DynamoDB can't be reached at ${place}: ${error.code ?? error.message}`,
      hint: 'Check the network, --region and --endpoint-url; for --local, run `ddbdbg local start` first.',
    }),
  },
  {
    test: named('ProvisionedThroughputExceededException', 'ThrottlingException', 'RequestLimitExceeded'),
    say: ({ error }) => ({
      code: 'service',
      message: `DynamoDB kept throttling: ${error.message}`,
      hint: 'Try again later, or hold the rate down with --max-rcu.',
    }),
  },
];
