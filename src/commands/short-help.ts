import type { Command, Option } from 'commander';
import type { Context } from '../context';
import { USUAL_WIDTH } from '../output';
import { DeclaredOption, LazyCommand, sentence } from './argv/commander';
import { optionsOf, pathOf, subcommands } from './argv/parse-state';
import { argumentTerm } from './help';
import { SHARED_OPTIONS } from './options/shared-options';
import { write } from './output/writer';

/** The screen that a short help fits into. */
const LINES = 24;

/** The maximum number of example lines. */
const EXAMPLES = 2;

/** Matches text of which each character takes one cell. */
const PLAIN = /^[\x20-\x7e]*$/;

function cutPlain(line: string, width: number): string {
  return line.length <= width ? line : `${line.slice(0, Math.max(width - 1, 0))}…`;
}

type Row = readonly [term: string, text: string];

/** Prints what is needed every day of a command on one screen. `--help` shows everything. */
export async function printShortHelp(command: Command, { stdout }: Context): Promise<void> {
  const width = Math.min(stdout.columns ?? USUAL_WIDTH, USUAL_WIDTH);
  const whole = shortHelp(command);
  // Measuring other characters takes a library that is as large as the rest of this.
  const cut = whole.every((line) => PLAIN.test(line))
    ? cutPlain
    : (await import('../format/text-width')).cutEnd;
  const lines = whole.map((line) => cut(line, width));
  await write(stdout, `${lines.join('\n')}\n`);
}

function shortHelp(command: Command): readonly string[] {
  const below = subcommands(command).filter((one) => one.name() !== 'help');
  const path = pathOf(command);
  const words = [
    ...(below.length > 0 ? ['<command>'] : command.registeredArguments.map(argumentTerm)),
    '[options]',
  ];
  const examples = command instanceof LazyCommand ? command.exampleLines().slice(0, EXAMPLES) : [];
  const summary = command.summary() ? sentence(command.summary()) : command.description();
  const head = [`Usage: ${path} ${words.join(' ')}`, summary, ''];
  const tail = [
    ...(examples.length > 0 ? ['', ...examples.map((example) => `  $ ${example}`)] : []),
    '',
    below.length > 0
      ? `\`${path} <command> -h\`: its usual options. \`--help\`: everything.`
      : `\`${path} --help\`: all options.`,
  ];
  const left = LINES - head.length - tail.length;
  const rows = below.length > 0 ? commandLines(below, left) : optionLines(command, left);
  return [...head, ...rows, ...tail];
}

/** Lists commands, with a heading for each group while there is room for it, and says how many are left out. */
function commandLines(commands: readonly Command[], room: number): readonly string[] {
  const rows = commands.map((one): Row => [one.name(), one.summary() || one.description()]);
  const groups = new Set(commands.map((one) => one.helpGroup()));
  const hasHeadings = groups.size > 1 && rows.length + groups.size <= room;
  const texts = aligned(shortened(rows, room, 'commands'));
  if (!hasHeadings) return texts;
  return texts.flatMap((text, i) => {
    const group = commands[i]?.helpGroup() ?? '';
    return group === commands[i - 1]?.helpGroup() ? [text] : [group, text];
  });
}

/** Lists the options of the command itself, and those shared ones that have a brief description. */
function optionLines(command: Command, room: number): readonly string[] {
  const shown = optionsOf(command).filter((option) => !option.hidden && option.long !== '--help');
  const own = shown
    .filter((option) => !isShared(option))
    .map((option): Row => [option.flags, option.description]);
  const daily = shown.flatMap((option): readonly Row[] => {
    const brief = isShared(option) && option instanceof DeclaredOption ? option.spec.brief : undefined;
    return brief === undefined ? [] : [[option.flags, brief]];
  });
  return aligned([...shortened(own, Math.max(1, room - daily.length), 'options'), ...daily]);
}

function isShared({ flags }: Option): boolean {
  return Object.values(SHARED_OPTIONS).some((one) => one.flags === flags);
}

function shortened(rows: readonly Row[], room: number, what: string): readonly Row[] {
  if (rows.length <= room) return rows;
  return [...rows.slice(0, room - 1), ['…', `and ${rows.length - room + 1} more ${what}`]];
}

function aligned(rows: readonly Row[]): readonly string[] {
  const width = Math.max(0, ...rows.map(([term]) => term.length));
  return rows.map(([term, text]) => `  ${term.padEnd(width)}  ${text}`);
}
