import type { Command, Option } from 'commander';
import { description, version } from '../package.json';
import { askWords, commandLine } from '../src/commands/argv/command-line';
import { optionsOf } from '../src/commands/argv/parse-state';
import { argumentTerm } from '../src/commands/help';
import { SHARED_OPTIONS } from '../src/commands/options/shared-options';
import { buildProgram } from '../src/commands/program';
import type { Surroundings } from '../src/context';
import type { TableDefinition } from '../src/dynamo/model/definition';
import { CATALOG } from '../src/queries/registry';
import { paragraph, plain } from './roff';

/** The meaning of each exit code. */
const EXIT_STATUS: readonly (readonly [string, string])[] = [
  ['0', 'Success, including when no items were found.'],
  ['1', 'DynamoDB or the network failed after retries, or ddbdbg has a bug.'],
  ['2', 'The command line or the configuration is invalid; nothing was sent.'],
  ['3', 'Credentials are missing or expired, or lack a permission.'],
  ['4', 'The number of items does not match --expect.'],
  ['5', 'The table or index does not exist.'],
  ['6', 'Refused: the question requires a full scan of a large table, and --allow-scan was not given.'],
  [
    '130, 143',
    'Interrupted, terminated. The output so far is complete, and stderr has the cursor to continue from.',
  ],
];

const ENVIRONMENT: readonly (readonly [string, string])[] = [
  ['AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN', 'Credentials.'],
  ['AWS_PROFILE, AWS_DEFAULT_PROFILE', 'Profile in the AWS configuration files, unless --profile is given.'],
  ['AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE', 'AWS configuration files, instead of those in ~/.aws.'],
  ['AWS_WEB_IDENTITY_TOKEN_FILE, AWS_ROLE_ARN', 'Credentials for a web identity.'],
  [
    'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI, AWS_CONTAINER_CREDENTIALS_FULL_URI',
    'Credentials of a container.',
  ],
  ['AWS_EC2_METADATA_DISABLED', 'If set, no credentials are taken from the EC2 instance.'],
  ['AWS_REGION, AWS_DEFAULT_REGION', 'Region, unless --region is given.'],
  ['AWS_ENDPOINT_URL_DYNAMODB, AWS_ENDPOINT_URL', 'Endpoint, unless --endpoint-url is given.'],
  [
    'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS',
    'If true, endpoints of the environment and of the profile are not used.',
  ],
  ['AWS_USE_FIPS_ENDPOINT, AWS_USE_DUALSTACK_ENDPOINT', 'If true, use such an endpoint of AWS.'],
  ['HTTPS_PROXY, HTTP_PROXY, NO_PROXY', 'Proxies, and the hosts to connect to directly.'],
  ['AWS_CA_BUNDLE', 'File with the certificates to trust instead of the usual ones.'],
  ['AWS_MAX_ATTEMPTS', 'Maximum number of times to send a request, including retries.'],
  ['DDBDBG_CONFIG', 'Configuration file, unless --config is given.'],
  ['DDBDBG_OUTPUT', 'Output format, unless --output is given.'],
  ['DDBDBG_STAGE', 'Stage, unless --stage is given.'],
  ['DDBDBG_SCAN_LIMIT_MB', 'Maximum size in megabytes of a table that may be scanned without --allow-scan.'],
  [
    'DDBDBG_<COMMAND>_<OPTION>',
    'Stored values of an option, for example DDBDBG_EXECUTIONS_STATUS=failure=FAILURE|error.',
  ],
  [
    'DDBDBG_NO_CACHE',
    'Disables the cache of compiled code in XDG_CACHE_HOME or ~/.cache, which makes the next run start faster.',
  ],
  ['NO_COLOR, FORCE_COLOR', 'Never or always use color, unless --color is given.'],
  ['TERM, CI', 'No color in a dumb terminal (TERM=dumb), and no progress line there or in CI.'],
];

const FILES: readonly (readonly [string, string])[] = [
  [
    'ddbdbg.config.yaml, ddbdbg.config.json',
    'Your own tables, defaults and contexts. Looked up in the working directory and its parents, then in the folder ddbdbg of XDG_CONFIG_HOME or ~/.config.',
  ],
  [
    '~/.local/state/ddbdbg',
    'The configuration files that you trust (see ddbdbg trust), and where questions stopped (see --next). In XDG_STATE_HOME if it is set, and in LOCALAPPDATA on Windows.',
  ],
];

/** The options that many commands share. */
const SHARED = Object.values(SHARED_OPTIONS);

/** Generates the man page, in roff, from the declarations of the commands. */
export function manPage(catalog: readonly TableDefinition[] = CATALOG): string {
  const program = buildProgram({ ...NOWHERE, config: { catalog, defaults: {} } });
  return [
    `.TH DDBDBG 1 "" "ddbdbg ${plain(version)}" "User Commands"`,
    // No hyphenation and no justification, so that examples can be copied.
    '.nh',
    '.ad l',
    '.SH NAME',
    paragraph(`ddbdbg - ${description}`),
    '.SH SYNOPSIS',
    '.B ddbdbg',
    '\\fIcommand\\fR [\\fIargument\\fR] [\\fIoption\\fR ...]',
    '.SH DESCRIPTION',
    paragraph(
      'You state what you want to know. ddbdbg knows the keys and indexes of each table, and sends the cheapest correct request. ' +
        'Only the result goes to stdout; everything else goes to stderr.',
    ),
    ...commandSections(program),
    ...optionSections(),
    '.SH EXIT STATUS',
    ...EXIT_STATUS.flatMap(([code, meaning]) => tagged(`\\fB${plain(code)}\\fR`, meaning)),
    '.SH ENVIRONMENT',
    ...ENVIRONMENT.flatMap(([name, meaning]) => tagged(`\\fB${plain(name)}\\fR`, meaning)),
    '.SH FILES',
    ...FILES.flatMap(([name, meaning]) => tagged(`\\fI${plain(name)}\\fR`, meaning)),
    '.SH EXAMPLES',
    ...catalog.flatMap(({ command, patterns }) =>
      patterns
        .slice(0, 1)
        .flatMap(({ question, ask }) => tagged(plain(commandLine(askWords(ask, command))), question)),
    ),
    '.SH SEE ALSO',
    '.BR aws (1),',
    '.BR jq (1)',
    '',
  ].join('\n');
}

/** A context for the declarations, which neither read nor write anything. */
const silent = { write: () => true, on: () => undefined, off: () => undefined };
const NOWHERE: Surroundings = {
  argv: [],
  env: {},
  stdout: silent,
  stderr: silent,
  writeLast: () => {},
  keyboard: () => undefined,
  now: 0,
  signal: new AbortController().signal,
  cwd: '/',
  programFile: '',
};

function commandSections(program: Command): readonly string[] {
  const lines = ['.SH COMMANDS'];
  let group = '';
  for (const command of visible(program)) {
    if (command.helpGroup() !== group) lines.push(`.SS ${plain(command.helpGroup().replace(/:$/, ''))}`);
    group = command.helpGroup();
    lines.push(...described(command, ['ddbdbg']));
  }
  return lines;
}

function visible(command: Command): readonly Command[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .filter((one) => one.name() !== 'help');
}

/** The lines of a command and its own options, or those of its subcommands if it has any. */
function described(command: Command, parents: readonly string[]): readonly string[] {
  const words = [...parents, command.name()];
  const below = visible(command);
  if (below.length > 0) return below.flatMap((one) => described(one, words));
  const term = `\\fB${plain(words.join(' '))}\\fR ${command.registeredArguments.map((one) => plain(argumentTerm(one))).join(' ')}`;
  const own = optionsOf(command).filter(
    ({ flags, hidden }) => !hidden && !SHARED.some((one) => one.flags === flags),
  );
  return [
    ...tagged(term.trimEnd(), command.description()),
    ...(own.length > 0 ? ['.RS', ...own.flatMap((option) => optionLines(option)), '.RE'] : []),
  ];
}

function optionSections(): readonly string[] {
  const groups = [...new Set(SHARED.map(({ group }) => group))];
  return [
    '.SH OPTIONS',
    paragraph(
      'Every lookup takes these options; --since and --until apply to tables sorted by a time. Other commands take those that apply to them.',
    ),
    ...groups.flatMap((group) => [
      `.SS ${plain(group.replace(/:$/, ''))}`,
      ...SHARED.filter((one) => one.group === group).flatMap(optionLines),
    ]),
  ];
}

function optionLines({
  flags,
  description,
  ...more
}: Pick<Option, 'flags' | 'description'>): readonly string[] {
  const choices = 'choices' in more && Array.isArray(more.choices) ? `: ${more.choices.join(' ')}` : '';
  const term = flags.replace(/(--?[\w-]+)|(<[^>]+>|\[[^\]]+\])/g, (_, name?: string, value?: string) =>
    name === undefined ? `\\fI${plain(value ?? '')}\\fR` : `\\fB${plain(name)}\\fR`,
  );
  return tagged(term, description + choices);
}

function tagged(term: string, text: string): readonly string[] {
  return ['.TP', term, paragraph(text)];
}
