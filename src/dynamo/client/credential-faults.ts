import { both, either, messageMatches, type Rule, withName } from './fault-rule';

/** A credential provider failed or has no credentials. */
const withoutCredentials = withName('CredentialsProviderError', 'TokenProviderError', 'ProviderError');

/** Rules for credentials that are missing, expired, wrong or insufficient. The first rule that matches applies. */
export const CREDENTIAL_RULES: readonly Rule[] = [
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
    both(withoutCredentials, messageMatches(/multi-factor|MFA/)),
    ({ profile }) => ({
      code: 'credentials',
      message: `The role${ofProfile(profile)} requires an MFA code, which ddbdbg cannot ask for.`,
      remedy: { kind: 'mfa-session' },
    }),
  ],
  [
    withoutCredentials,
    ({ error, profile }) => ({
      code: 'credentials',
      message: `No AWS credentials found${profile ? ` for profile ${profile}` : ''}: ${maskSecrets(error.message)}`,
      remedy: { kind: 'find-credentials' },
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
];

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

/**
 * Masks what looks like a credential in the output of another program: access key ids, whatever follows a word such as `secret`
 * or `token`, and long runs of random characters.
 */
export function maskSecrets(text: string): string {
  return text
    .replace(/\b(?:AKIA|ASIA)[A-Z0-9]{8,}\b/g, '[redacted]')
    .replace(
      /((?:secret|token|password|passwd|pwd|credential|key)\w*["']?\s*[:=]\s*)(?:"[^"]*"|'[^']*'|\S+)/gi,
      '$1[redacted]',
    )
    .replace(/[A-Za-z0-9+/=_-]{40,}/g, (run) => (looksRandom(run) ? '[redacted]' : run));
}

/** Whether the characters are Base64 rather than a path or a long name. */
function looksRandom(run: string): boolean {
  const slashes = run.split('/').length - 1;
  return /\d/.test(run) && /[A-Z]/.test(run) && /[a-z]/.test(run) && slashes < run.length / 15;
}
