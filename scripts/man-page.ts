import type { Command, Option } from 'commander';
import { description, version } from '../package.json';
import { argumentTerm } from '../src/commands/help';
import { buildProgram } from '../src/commands/program';
import { SHARED_OPTIONS } from '../src/commands/options/shared-options';
import { askWords, commandLine } from '../src/commands/argv/command-line';
import { optionsOf } from '../src/commands/argv/parse-state';
import type { Context } from '../src/context';
import { CATALOG } from '../src/queries/registry';
import { paragraph, plain } from './roff';

/** What each exit code means, as the contract has it. */
const EXIT_STATUS: readonly (readonly [string, string])[] = [
  ['0', 'Done. No items is also done.'],
  ['1', 'DynamoDB or the network failed after retries, or there is a bug in ddbdbg.'],
  ['2', 'The command line or the configuration is wrong; nothing was sent.'],
  ['3', 'Credentials are missing, expired or not allowed.'],
  ['4', '--expect was not met.'],
  ['5', 'The table or index does not exist.'],
  ['6', 'Refused: the question needs a full scan of a large table, and --allow-scan was not given.'],
  ['130, 143', 'Interrupted, terminated. What was printed is whole; stderr gives the cursor to go on from.'],
];

const ENVIRONMENT: readonly (readonly [string, string])[] = [
  ['AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN', 'Credentials.'],
  ['AWS_PROFILE', 'Profile in the files of the AWS CLI, where --profile is absent.'],
  ['AWS_REGION, AWS_DEFAULT_REGION', 'Region, where --region is absent.'],
  ['AWS_ENDPOINT_URL_DYNAMODB, AWS_ENDPOINT_URL', 'Endpoint, where --endpoint-url is absent.'],
  ['AWS_MAX_ATTEMPTS', 'How often a request is sent at most.'],
  ['DDBDBG_CONFIG', 'Configuration file, where --config is absent.'],
  ['DDBDBG_OUTPUT', 'Format, where --output is absent.'],
  ['DDBDBG_STAGE', 'Stage, where --stage is absent.'],
  ['DDBDBG_SCAN_LIMIT_MB', 'Up to how many megabytes a table may be read in full without --allow-scan.'],
  [
    'DDBDBG_<COMMAND>_<OPTION>',
    'How the values of an option are stored: DDBDBG_EXECUTIONS_STATUS=failure=FAILURE|error.',
  ],
  [
    'DDBDBG_NO_CACHE',
    'Keeps no compiled code in XDG_CACHE_HOME or ~/.cache, from which the next run would start faster.',
  ],
  ['NO_COLOR, FORCE_COLOR', 'Never or always colour, where --color is absent.'],
  ['TERM, CI', 'A dumb terminal gets no colour, and neither it nor a build gets a progress line.'],
];

const FILES: readonly (readonly [string, string])[] = [
  [
    'ddbdbg.config.yaml, ddbdbg.config.json',
    "A team's own tables, defaults and contexts: in the working directory or the nearest folder above it, else in a folder ddbdbg of XDG_CONFIG_HOME or ~/.config.",
  ],
];

/** The options that many commands share. */
const SHARED = Object.values(SHARED_OPTIONS);

/** The manual page, in roff, made of the commands' own declarations. */
export function manPage(): string {
  const program = buildProgram(NOWHERE);
  return [
    `.TH DDBDBG 1 "" "ddbdbg ${plain(version)}" "User Commands"`,
    // Neither hyphens nor blanks are put into what may be copied from here.
    '.nh',
    '.ad l',
    '.SH NAME',
    paragraph(`ddbdbg - ${description}`),
    '.SH SYNOPSIS',
    '.B ddbdbg',
    '\\fIcommand\\fR [\\fIargument\\fR] [\\fIoption\\fR ...]',
    '.SH DESCRIPTION',
    paragraph(
      'You say what you want to know; ddbdbg knows the keys and indexes of each table and sends the cheapest correct request. ' +
        'stdout carries only the result; everything else goes to stderr.',
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
    ...CATALOG.flatMap(({ command, patterns }) =>
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

/** Help is made without any streams to write to. */
const silent = { write: () => true, on: () => undefined, off: () => undefined };
const NOWHERE: Context = {
  argv: [],
  env: {},
  stdout: silent,
  stderr: silent,
  now: 0,
  signal: new AbortController().signal,
  cwd: '/',
  programFile: '',
  config: { catalog: CATALOG, defaults: {} },
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

/** A command and its own options; those of its subcommands in its place. */
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
      'Those of every lookup; --since and --until where the table is sorted by a time. Other commands take what makes sense for them.',
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
