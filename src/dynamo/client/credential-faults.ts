import { both, either, named, type Rule, says } from './fault-rule';
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
      remedy: { kind: 'sso-login', profile },
    }),
  ],
  [
    both(withoutCredentials, says(/^Command failed: /)),
    ({ error, profile }) => ({
      code: 'credentials',
      message: `The credential_process${ofProfile(profile)} failed: ${complaintOf(error.message)}`,
      remedy: 'Run that command by hand to see why; it is in the AWS config file.',
    }),
  ],
  [
    both(withoutCredentials, says(/multi-factor|MFA/)),
    ({ profile }) => ({
      code: 'credentials',
      message: `The role${ofProfile(profile)} wants an MFA code, which ddbdbg does not ask for.`,
      remedy: { kind: 'mfa-session' },
    }),
  ],
  [
    withoutCredentials,
    ({ error, profile }) => ({
      code: 'credentials',
      message: `No AWS credentials${profile ? ` for profile ${profile}` : ''}: ${maskSecrets(error.message)}`,
      remedy: { kind: 'find-credentials' },
    }),
  ],
  [
    named('ExpiredTokenException', 'ExpiredToken'),
    ({ profile }) => ({
      code: 'credentials',
      message: 'The AWS credentials have expired.',
      remedy: { kind: 'sso-login', profile, expired: true },
    }),
  ],
  [
    either(named('RequestExpired', 'RequestTimeTooSkewed'), says(/^Signature (?:expired|not yet)/)),
    ({ error }) => ({
      code: 'credentials',
      message: `The clock of this machine is wrong, AWS says: ${error.message}`,
      remedy: 'Set the clock and try again.',
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
      remedy: { kind: 'check-credentials' },
    }),
  ],
  [
    named('AccessDeniedException', 'AccessDenied'),
    ({ error }) => ({
      code: 'credentials',
      message: `Not allowed: ${error.message}`,
      remedy: { kind: 'ask-for-permission' },
    }),
  ],
];

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
