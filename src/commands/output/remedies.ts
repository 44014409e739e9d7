import type { Remedy, TargetPart } from '../../errors';
import { commandLine } from '../argv/command-line';

/** What to do about an error, as a sentence for a terminal. */
export function remedyText(remedy: Remedy): string {
  if (typeof remedy === 'string') return remedy;
  switch (remedy.kind) {
    case 'help':
      return `Try \`${commandLine([...(remedy.command ?? []), '--help'])}\`.`;
    case 'check':
      return `Check ${listed(remedy.what.map((part) => TARGET_PARTS[part]))}${remedy.because ? `: ${remedy.because}` : ''}.`;
    case 'list-tables':
      return '`ddbdbg tables` lists what is there.';
    case 'list-patterns':
      return '`ddbdbg patterns` lists them all.';
    case 'describe-table':
      return `\`${commandLine(['tables', remedy.table])}\` shows its indexes.`;
    case 'start-local-engine':
      return 'For --local, run `ddbdbg local start` first.';
    case 'allow-scan':
      return 'Add a condition that an index serves (`ddbdbg patterns` lists them), or permit it with --allow-scan.';
    case 'allow-plain-http':
      return 'Use https, or permit it with --insecure.';
    case 'override-region':
      return 'It is set in the AWS config; --region overrides it.';
    case 'limit-rate':
      return 'Try again later, or lower the rate with --max-rcu.';
    case 'lower-limit':
      return 'It is probably throttled; try again later, or with a lower --limit.';
    case 'choose-columns':
      return `Name the columns with --columns, so that nothing needs to be kept; or ${remedy.instead}.`;
    case 'sort-direction':
      return 'Use --sort column:desc.';
    case 'sso-login':
      return signIn(remedy.profile, remedy.expired ?? false);
    case 'mfa-session':
      return 'Get a session with the AWS CLI first: `aws configure export-credentials --format env` prints one.';
    case 'find-credentials':
      return 'Set --profile or AWS_PROFILE, run `aws configure` or `aws sso login`, or try --demo.';
    case 'check-credentials':
      return 'Check the access key, --profile and --region (keys of one AWS partition do not fit another).';
    case 'ask-for-permission':
      return 'Ask for this permission (docs/iam.md lists all that ddbdbg needs), or use another --profile.';
    case 'repeat-question':
      return 'Repeat the command that printed it (only --limit, --columns, --output and the like may change), or leave it out.';
    case 'resume':
      return `Continue with --cursor ${remedy.cursor}`;
    case 'reveal-cursor':
      return secretCursorText(remedy.attribute);
    case 'rename-definition':
      return 'Choose another name with --as or --system, or remove the one that is there.';
    case 'print-definition':
      return 'Print the definition without --write, and put it where it belongs by hand.';
    case 'choose-engine':
      return `${remedy.before}, or use --engine dynalite.`;
    case 'choose-port':
      return [remedy.before, 'Choose another with --port.'].filter(Boolean).join(' ');
  }
}

/** Why there is more but no cursor that leads there. */
export function secretCursorText(attribute: string): string {
  return `There is more, but no cursor, as it would contain the secret ${attribute}; with --reveal there is one.`;
}

const TARGET_PARTS: Readonly<Record<TargetPart, string>> = {
  endpoint: '--endpoint-url',
  region: '--region',
  profile: '--profile',
  stage: '--stage',
  table: '--table',
  network: 'the network',
};

function signIn(profile: string | undefined, expired: boolean): string {
  const login = commandLine(['sso', 'login', ...(profile ? ['--profile', profile] : [])]).replace(
    'ddbdbg',
    'aws',
  );
  return expired
    ? `Sign in again (\`${login}\`, or however you got them).`
    : `Run \`${login}\` and try again.`;
}

/** `a, b and c` */
function listed(words: readonly string[]): string {
  const [last = '', ...others] = [...words].reverse();
  return others.length === 0 ? last : `${others.reverse().join(', ')} and ${last}`;
}
