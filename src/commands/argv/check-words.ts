import type { Command } from 'commander';
import { usageError } from '../../errors';
import { FORMATS } from '../../format/view';
import { LOOKUP_OPTIONS, WINDOW_OPTIONS } from '../options/shared-options';
import { DeclaredOption } from './commander';
import { findOption, initialState, next, type ParseState, pathOf, subcommands } from './parse-state';

/** A command line that commander can parse. */
export interface CheckedWords {
  readonly words: readonly string[];
  /** The command whose short help is requested, instead of running anything. */
  readonly shortHelp?: Command;
}

/**
 * Checks the words of a command line for mistakes that commander would misread, or report as a different error, and throws a usage error
 * for them. `words` are normalized; `asked` are those that the user typed.
 */
export function checkWords(
  program: Command,
  words: readonly string[],
  asked: readonly string[],
): CheckedWords {
  let state = initialState(program);
  for (const [i, word] of words.entries()) {
    refuseMissingValue(state, word);
    refuseStatsValue(state, words[i - 1], word);
    refuseSeparateValue(state, words[i - 1], word);
    refuseEarlyOption(program, state, word, words.slice(i + 1));
    const isHelp = isHelpOption(word) && !state.pending?.required && !state.isEnded;
    if (isHelp && state.operands.length > 0) {
      // Commander would show the help of the command above the unknown one. Without the request for help, it reports the error.
      if (subcommands(state.command).length > 0) return { words: words.filter((one) => !isHelpOption(one)) };
      if (asked[0] === 'help') throw noSubcommand(state);
    }
    if (isHelp && word === '-h') return { words, shortHelp: state.command };
    state = next(state, word);
  }
  return { words };
}

/** Throws when an option takes the place of a value (`--tenant --status failure`), which commander would use as the value. */
function refuseMissingValue({ command, pending }: ParseState, word: string): void {
  if (!pending?.required || !isOption(command, word)) return;
  throw usageError(
    `${pending.long} needs a value.`,
    `For a value that begins with a dash, use ${pending.long}=<value>.`,
  );
}

function isOption(command: Command, word: string): boolean {
  const [name = ''] = word.split('=');
  return isHelpOption(name) || findOption(command, name) !== undefined;
}

function isHelpOption(word: string): boolean {
  return word === '--help' || word === '-h';
}

/** Throws for a word after the value of an option that takes a list, if it is another value and not an argument of the command. */
function refuseSeparateValue(state: ParseState, before: string | undefined, word: string): void {
  const { given, pending, operands, isEnded } = state;
  const option = given.at(-1);
  if (pending || isEnded || before === undefined || !(option instanceof DeclaredOption)) return;
  const value = before.startsWith(`${option.long}=`) ? before.slice(before.indexOf('=') + 1) : before;
  const { list, suggestions = [] } = option.spec;
  if (!list || operands.at(-1) === before || value.startsWith('-') || !suggestions.includes(word)) return;
  throw usageError(
    `'${word}' is another value of ${option.long}, which takes a comma between values.`,
    `Use ${option.long} ${value},${word}.`,
  );
}

/** Words after `--stats` that are not meant as the argument of a command. */
const FORMAT_WORDS: ReadonlySet<string> = new Set([...FORMATS, 'JSON', 'yaml', 'xml', 'true', 'false']);

/** Misspellings of `json`. */
const LIKE_JSON = /^(?:js\w{0,3}|jaso?n|text)$/i;

/** Throws for a word after `--stats` that is neither `json` nor an argument of the command. */
function refuseStatsValue({ command, operands }: ParseState, before: string | undefined, word: string): void {
  if (before !== '--stats=text' || word.startsWith('-') || word === 'json') return;
  if (subcommands(command).length > 0 && operands.length === 0 && !FORMAT_WORDS.has(word)) return;
  const takesMore = command.registeredArguments.some(({ variadic }, i) => variadic || i >= operands.length);
  if (takesMore && !FORMAT_WORDS.has(word) && !LIKE_JSON.test(word)) return;
  throw usageError(`'${word}' is not 'json', the only value of --stats. (Without one, the summary is text.)`);
}

/** Throws for an option before the command that is only valid after it. */
function refuseEarlyOption(program: Command, state: ParseState, word: string, rest: readonly string[]): void {
  if (state.command !== program || state.operands.length > 0 || state.isEnded) return;
  if (state.pending || !word.startsWith('-') || word === '--') return;
  const [name = ''] = word.split('=');
  if (isOption(program, name)) return;
  const command = commandIn(program, rest);
  const shared = Object.values({ ...WINDOW_OPTIONS, ...LOOKUP_OPTIONS });
  const option = command
    ? findOption(command, name)
    : shared.find(({ flags }) => flags.split(/[ ,]+/).includes(name));
  if (!option) return;
  const path = command ? pathOf(command) : 'ddbdbg <command>';
  const usage = option.flags.replace(/^-\w, /, '');
  throw usageError(`${name} must come after the command: \`${path} ${usage}\`.`);
}

/** Returns the command that words name, which may follow options and their values. */
function commandIn(program: Command, words: readonly string[]): Command | undefined {
  let command = program;
  for (const word of words) command = subcommands(command).find((one) => one.name() === word) ?? command;
  return command === program ? undefined : command;
}

function noSubcommand({ command, operands }: ParseState): Error {
  return usageError(`unknown command '${operands[0]}': \`${pathOf(command)}\` has no commands of its own.`, {
    kind: 'help',
    command: pathOf(command).split(' ').slice(1),
  });
}
