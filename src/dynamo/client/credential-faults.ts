import { both, either, named, type Rule, says } from './fault';
import { maskSecrets } from './mask';

/** The place that credentials come from had none. */
const withoutCredentials = named('CredentialsProviderError', 'TokenProviderError', 'ProviderError');

/** Credentials that are missing, expired, wrong or not enough. The first rule that fits speaks. */
export const CREDENTIAL_RULES: readonly Rule[] = [
  [
    both(withoutCredentials, says(/\bsso\b|Session token not found or invalid/i)),
    ({ error, profile }) => ({
      code: 'credentials',
      message: `The SSO session${ofProfile(profile)} has expired or there is none${/config/i.test(error.message) ? `: ${error.message}` : '.'}`,
      hint: `Run \`${login(profile)}\` and try again.`,
    }),
  ],
  [
    both(withoutCredentials, says(/^Command failed: /)),
    ({ error, profile }) => ({
      code: 'credentials',
      message: `The credential_process${ofProfile(profile)} failed: ${complaintOf(error.message)}`,
      hint: 'Run that command by hand to see why; it stands in the AWS config file.',
    }),
  ],
  [
    both(withoutCredentials, says(/multi-factor|MFA/)),
    ({ profile }) => ({
      code: 'credentials',
      message: `The role${ofProfile(profile)} wants an MFA code, which ddbdbg does not ask for.`,
      hint: 'Get a session with the AWS CLI first: `aws configure export-credentials --format env` prints one.',
    }),
  ],
  [
    withoutCredentials,
    ({ error, profile }) => ({
      code: 'credentials',
      message: `No AWS credentials${profile ? ` for profile ${profile}` : ''}: ${maskSecrets(error.message)}`,
      hint: 'Set --profile or AWS_PROFILE, run `aws configure` or `aws sso login`, or try --demo.',
    }),
  ],
  [
    named('ExpiredTokenException', 'ExpiredToken'),
    ({ profile }) => ({
      code: 'credentials',
      message: 'The AWS credentials have expired.',
      hint: `Sign in again (\`${login(profile)}\`, or however you got them).`,
    }),
  ],
  [
    either(named('RequestExpired', 'RequestTimeTooSkewed'), says(/^Signature (?:expired|not yet)/)),
    ({ error }) => ({
      code: 'credentials',
      message: `The clock of this machine is wrong, AWS says: ${error.message}`,
      hint: 'Set the clock and try again.',
    }),
  ],
  [
    named(
      'UnrecognizedClientException',
      'InvalidClientTokenId',
      'InvalidSignatureException',
      'SignatureDoesNotMatch',
      'IncompleteSignatureException',
      'IncompleteSignature',
      'MissingAuthenticationTokenException',
      'MissingAuthenticationToken',
    ),
    ({ error, profile }) => ({
      code: 'credentials',
      message: `AWS does not accept the credentials${ofProfile(profile)}: ${error.message}`,
      hint: 'Check the access key, --profile and --region (keys of one AWS partition do not fit another).',
    }),
  ],
  [
    named('AccessDeniedException', 'AccessDenied'),
    ({ error }) => ({
      code: 'credentials',
      message: `Not allowed: ${error.message}`,
      hint: 'Ask for this permission (docs/iam.md has all that ddbdbg needs), or use another --profile.',
    }),
  ],
];

function login(profile: string | undefined): string {
  return `aws sso login${profile ? ` --profile ${shellWord(profile)}` : ''}`;
}

function shellWord(text: string): string {
  return /^[\w.@/+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

function ofProfile(profile: string | undefined): string {
  return profile ? ` of profile ${profile}` : '';
}

/** What a failed command said on stderr, without the command line itself, which may hold a password. */
function complaintOf(message: string): string {
  const lines = message
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.trim())
    .filter(Boolean);
  const text = maskSecrets(lines.slice(-3).join(' / '));
  if (text === '') return 'it said nothing.';
  return text.length > 400 ? `…${text.slice(-400)}` : text;
}
