import type { Command, Option } from 'commander';
import { usageError } from '../../errors';
import { LazyCommand } from './commander';

/** How far a command line has been read: what the next word of it can be. */
export interface ParseState {
  readonly command: Command;
  /** Arguments of the command so far. */
  readonly operands: readonly string[];
  readonly given: readonly Option[];
  /** The last option, if it takes a value that has not come yet. */
  readonly pending: Option | undefined;
  /** After a `--` there are no more options. */
  readonly isEnded: boolean;
}

/** The state before the first word. */
function startOf(program: Command): ParseState {
  return { command: program, operands: [], given: [], pending: undefined, isEnded: false };
}

/** The state after these words, by the declarations of the commands. */
export function stateAfter(program: Command, words: readonly string[]): ParseState {
  return words.reduce(next, startOf(program));
}

function next(state: ParseState, word: string): ParseState {
  const { command, pending, isEnded } = state;
  if (pending && (pending.required || !word.startsWith('-'))) return { ...state, pending: undefined };
  if (!isEnded && word === '--') return { ...state, pending: undefined, isEnded: true };
  if (!isEnded && word.startsWith('-')) {
    const [name = '', assigned] = word.split(/=(.*)/s);
    const option = findOption(command, name);
    const takes = option && assigned === undefined && (option.required || option.optional);
    return {
      ...state,
      given: option ? [...state.given, option] : state.given,
      pending: takes ? option : undefined,
    };
  }
  const subcommand = subcommands(command).find((candidate) => candidate.name() === word);
  if (subcommand && state.operands.length === 0)
    return { command: subcommand, operands: [], given: [], pending: undefined, isEnded };
  return { ...state, pending: undefined, operands: [...state.operands, word] };
}

/** All options of a command. */
export function optionsOf(command: Command): readonly Option[] {
  return (command instanceof LazyCommand ? command.declared() : command).options;
}

export function findOption(command: Command, name: string): Option | undefined {
  return optionsOf(command).find((option) => option.long === name || option.short === name);
}

export function subcommands(command: Command): readonly Command[] {
  return command.createHelp().visibleCommands(command);
}

/**
 * Throws a usage error where the value of an option looks like the next option (`--tenant --status failure`): commander would take it for
 * the value, and complain about something else or about nothing.
 */
export function refuseForgottenValue(program: Command, words: readonly string[]): void {
  let state = startOf(program);
  for (const word of words) {
    const { command, pending } = state;
    if (pending?.required && isOption(command, word)) {
      throw usageError(
        `${pending.long} needs a value.`,
        `A value that begins with a dash follows an equals sign: ${pending.long}=<value>.`,
      );
    }
    state = next(state, word);
  }
}

function isOption(command: Command, word: string): boolean {
  const [name = ''] = word.split('=');
  return name === '--help' || name === '-h' || findOption(command, name) !== undefined;
}
