import type { Command, Option } from 'commander';
import { LazyCommand } from './commander';

/** The state of parsing a command line, which determines what the next word can be. */
export interface ParseState {
  readonly command: Command;
  /** The arguments of the command so far. */
  readonly operands: readonly string[];
  readonly given: readonly Option[];
  /** The last option, if its value has not followed yet. */
  readonly pending: Option | undefined;
  /** Whether a `--` has ended the options. */
  readonly isEnded: boolean;
}

/** The state before the first word. */
export function initialState(program: Command): ParseState {
  return { command: program, operands: [], given: [], pending: undefined, isEnded: false };
}

/** Returns the state after these words. */
export function stateAfter(program: Command, words: readonly string[]): ParseState {
  return words.reduce(next, initialState(program));
}

/** Returns the state after one more word. */
export function next(state: ParseState, word: string): ParseState {
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

/** Returns all options of a command, including those declared on demand. */
export function optionsOf(command: Command): readonly Option[] {
  return (command instanceof LazyCommand ? command.declared() : command).options;
}

export function findOption(command: Command, name: string): Option | undefined {
  return optionsOf(command).find((option) => option.long === name || option.short === name);
}

export function subcommands(command: Command): readonly Command[] {
  return command.createHelp().visibleCommands(command);
}

/** The words that run a command: `ddbdbg fusion users`. */
export function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}
