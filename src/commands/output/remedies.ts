import type { Remedy, TargetPart } from '../../errors';
import { commandLine, shellWords } from '../argv/command-line';

/** Formats a remedy as a sentence. */
export function remedyText(remedy: Remedy): string {
  if (typeof remedy === 'string') return remedy;
  switch (remedy.kind) {
    case 'help':
      return `Try \`${commandLine([...(remedy.command ?? []), '--help'])}\`.`;
    case 'check':
      return `Check ${listed(remedy.what.map((part) => TARGET_PARTS[part]))}${remedy.because ? `: ${remedy.because}` : ''}.`;
    case 'list-tables':
      return '`ddbdbg tables` lists the tables.';
    case 'where':
      return `Use --where '${remedy.condition.replaceAll("'", "'\\''")}'.`;
    case 'find-with':
      return `\`ddbdbg find <table> ${conditionWords([remedy.condition], remedy.isNegated)}\` finds it out from a few items.`;
    case 'list-patterns':
      return '`ddbdbg patterns` lists all access patterns.';
    case 'describe-table':
      return `\`${commandLine(['tables', remedy.table])}\` shows its indexes.`;
    case 'start-local-engine':
      return 'For --local, run `ddbdbg local start` first.';
    case 'allow-scan':
      return 'Add a condition that fits a key or index (`ddbdbg patterns` lists them), or permit the scan with --allow-scan.';
    case 'allow-plain-http':
      return 'Use https, or permit plain HTTP with --insecure.';
    case 'override-region':
      return 'It is set in the AWS configuration. Override it with --region.';
    case 'limit-rate':
      return 'Try again later, or lower the rate with --max-rcu.';
    case 'lower-limit':
      return 'The table is probably throttled. Try again later, or with a lower --limit.';
    case 'choose-columns':
      return `Name the columns with --columns, so that no items need to be buffered, or ${remedy.instead}.`;
    case 'conditions':
      return `Use ${conditionWords(remedy.conditions, remedy.isNegated)}.`;
    case 'ask-command':
      return `\`${commandLine([...remedy.command, `--${remedy.option}`, remedy.value])}\` asks for it.`;
    case 'sort-direction':
      return 'Use --sort column:desc.';
    case 'sso-login':
      return signIn(remedy.profile, remedy.expired ?? false);
    case 'mfa-session':
      return exportCredentials(remedy.profile);
    case 'find-credentials':
      return remedy.profile === undefined
        ? 'Set --profile or AWS_PROFILE, run `aws configure` or `aws sso login`, or try --demo.'
        : `Run \`${awsLine(['configure', '--profile', remedy.profile])}\`, use another --profile, or try --demo.`;
    case 'check-credentials':
      return 'Check the access key, --profile and --region (access keys are valid in only one AWS partition).';
    case 'ask-for-permission':
      return 'Request this permission (docs/iam.md lists all that ddbdbg needs), or use another --profile.';
    case 'repeat-question':
      return 'Repeat the command that printed the cursor (only options such as --limit, --columns and --output may change), or omit it.';
    case 'resume':
      return `Continue with --cursor ${remedy.cursor}`;
    case 'reveal-cursor':
      return secretCursorText(remedy.attribute);
    case 'trust-file':
      return `Review it, then run \`${commandLine(['trust', remedy.file])}\`${remedy.setting ? `, or set ${TARGET_PARTS[remedy.setting]}` : ''}.`;
    case 'name-config':
      return 'Name the file with --config or DDBDBG_CONFIG, which needs no trust.';
    case 'name-linked-file':
      return 'Name the file that the link leads to with --config.';
    case 'rename-definition':
      return 'Choose another name with --as or --system.';
    case 'print-definition':
      return 'Print the definition without --write, and add it by hand.';
    case 'choose-engine':
      return `${remedy.before}, or use --engine dynalite.`;
    case 'choose-port':
      return [remedy.before, 'Choose another with --port.'].filter(Boolean).join(' ');
  }
}

function conditionWords(conditions: readonly string[], isNegated: boolean): string {
  return shellWords(conditions.flatMap((condition) => [isNegated ? '--not' : '--where', condition]));
}

/** Explains why there is no cursor although there are more items. */
export function secretCursorText(attribute: string): string {
  return `There are more items, but the cursor is omitted because it would contain the secret ${attribute}. Use --reveal to print it.`;
}

const TARGET_PARTS: Readonly<Record<TargetPart, string>> = {
  endpoint: '--endpoint-url',
  region: '--region',
  profile: '--profile',
  stage: '--stage',
  table: '--table',
  network: 'the network',
};

/** A command line of the AWS CLI. */
function awsLine(words: readonly string[]): string {
  return commandLine(words).replace('ddbdbg', 'aws');
}

function ofProfile(profile: string | undefined): readonly string[] {
  return profile ? ['--profile', profile] : [];
}

function exportCredentials(profile: string | undefined): string {
  const line = awsLine(['configure', 'export-credentials', ...ofProfile(profile), '--format', 'env']);
  return `In a terminal, run \`eval "$(${line})"\`, then try again without a profile.`;
}

function signIn(profile: string | undefined, expired: boolean): string {
  const login = awsLine(['sso', 'login', ...ofProfile(profile)]);
  return expired
    ? `Sign in again (\`${login}\`, or however you obtained the credentials).`
    : `Run \`${login}\` and try again.`;
}

/** `a, b and c` */
export function listed(words: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}
