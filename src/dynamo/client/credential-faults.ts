import {
  both,
  codeOf,
  either,
  messageMatches,
  type Rule,
  type SdkError,
  type Test,
  withName,
} from './fault-rule';
import { maskSecrets } from './mask-secrets';

/** A source of credentials failed. */
const ofSource: Test = (error) => error.credentialSource !== undefined;

/** What Node and the SDK call a server that can't be reached. SSO's provider keeps only the text of such an error. */
const UNREACHABLE =
  /\b(?:ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|TimeoutError)\b/;

/** A credential provider failed or has no credentials. */
const withoutCredentials = withName('CredentialsProviderError', 'TokenProviderError', 'ProviderError');

/** Rules for credentials that are missing, expired, wrong or insufficient. The first rule that matches applies. */
export const CREDENTIAL_RULES: readonly Rule[] = [
  [
    both(ofSource, (error) => withName('ProxyError')(error) || /^ProxyError: /.test(error.message)),
    ({ error, profile }) => ({
      code: 'credentials',
      message: `${notObtained(profile)}: ${error.message.replace(/^ProxyError: /, '')}`,
      remedy: 'Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY.',
    }),
  ],
  [
    both(ofSource, (error) => UNREACHABLE.test([codeOf(error), error.name, error.message].join(' '))),
    ({ error, profile }) => ({
      code: 'credentials',
      message: `${notObtained(profile)}: ${sourceText(error)} can't be reached (${unreachableReason(error)}).`,
      remedy: { kind: 'check', what: ['network', 'profile'] },
    }),
  ],
  [
    both(ofSource, (error) => /^E(?:NOENT|ACCES|ISDIR|NOTDIR)$/.test(error.code ?? '')),
    ({ error, profile }) => ({
      code: 'credentials',
      message: `${notObtained(profile)}: ${(error as NodeJS.ErrnoException).path ?? 'A file'} can't be read (${error.code}).`,
      remedy: 'Check AWS_WEB_IDENTITY_TOKEN_FILE, or web_identity_token_file in the AWS config file.',
    }),
  ],
  [
    both(withoutCredentials, messageMatches(/\bsso\b|Session token not found or invalid/i)),
    ({ error, profile }) => ({
      code: 'credentials',
      message: `The SSO session${ofProfile(profile)} has expired or does not exist${/config/i.test(error.message) ? `: ${error.message}` : '.'}`,
      remedy: { kind: 'sso-login', profile },
    }),
  ],
  [
    both(withoutCredentials, messageMatches(/^Command failed: /)),
    ({ error, profile }) => ({
      code: 'credentials',
      message: `The credential_process${ofProfile(profile)} failed: ${stderrOf(error.message)}`,
      remedy: 'Run the command from the AWS config file to see why.',
    }),
  ],
  [
    both(withoutCredentials, messageMatches(/requires an MFA code/)),
    ({ profile }) => ({
      code: 'credentials',
      message: `The role${ofProfile(profile)} requires an MFA code, and there is no terminal to ask for it.`,
      remedy: { kind: 'mfa-session', profile },
    }),
  ],
  [
    messageMatches(/MultiFactorAuthentication failed/),
    ({ error, profile }) => ({
      code: 'credentials',
      message: `AWS did not accept the MFA code for the role${ofProfile(profile)}: ${error.message}`,
      remedy: 'Wait for the next code and try again.',
    }),
  ],
  [
    withoutCredentials,
    ({ error, profile }) => ({
      code: 'credentials',
      message: `No AWS credentials found${profile ? ` for profile ${profile}` : ''}: ${maskSecrets(error.message)}`,
      remedy: { kind: 'find-credentials', profile },
    }),
  ],
  [
    withName('ExpiredTokenException', 'ExpiredToken'),
    ({ profile }) => ({
      code: 'credentials',
      message: 'The AWS credentials have expired.',
      remedy: { kind: 'sso-login', profile, expired: true },
    }),
  ],
  [
    either(
      withName('RequestExpired', 'RequestTimeTooSkewed'),
      messageMatches(/^Signature (?:expired|not yet)/),
    ),
    ({ error }) => ({
      code: 'credentials',
      message: `This machine's clock is wrong, according to AWS: ${error.message}`,
      remedy: 'Set the clock and try again.',
    }),
  ],
  [
    withName(
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
      message: `AWS rejected the credentials${ofProfile(profile)}: ${error.message}`,
      remedy: { kind: 'check-credentials' },
    }),
  ],
  [
    withName('AccessDeniedException', 'AccessDenied'),
    ({ error }) => ({
      code: 'credentials',
      message: `Access denied: ${error.message}`,
      remedy: { kind: 'ask-for-permission' },
    }),
  ],
  [
    ofSource,
    ({ error, profile }) => ({
      code: 'credentials',
      message: `${notObtained(profile)}: ${sourceText(error)}: ${maskSecrets(error.message)}`,
      remedy: { kind: 'check-credentials' },
    }),
  ],
];

function notObtained(profile: string | undefined): string {
  return `The AWS credentials${ofProfile(profile)} can't be obtained`;
}

function sourceText({ credentialSource }: SdkError): string {
  const { name = 'The source', address } = credentialSource ?? {};
  return address === undefined ? name : `${name} at ${address}`;
}

/** Why a source can't be reached, in a few words. */
function unreachableReason(error: SdkError): string {
  const host = (error as { hostname?: unknown }).hostname;
  const reason = codeOf(error) ?? UNREACHABLE.exec(error.message)?.[0] ?? 'no response';
  if (typeof host === 'string') return `${reason} ${host}`;
  return error.name === 'TimeoutError' || reason === 'TimeoutError' ? 'no response' : reason;
}

function ofProfile(profile: string | undefined): string {
  return profile ? ` of profile ${profile}` : '';
}

/** The stderr output of a failed command, without the command line itself, which may contain a password. */
function stderrOf(message: string): string {
  const lines = message
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.trim())
    .filter(Boolean);
  const text = maskSecrets(lines.slice(-3).join(' / '));
  if (text === '') return 'it printed no error.';
  return text.length > 400 ? `…${text.slice(-400)}` : text;
}
