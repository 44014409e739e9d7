import type { Argument, Command, Option } from 'commander';
import { DeclaredOption } from '../argv/commander';
import { findOption, optionsOf, type ParseState, stateAfter, subcommands } from '../argv/parse-state';
import { LOOKUPS } from '../lookup/declare';

/** What the word being typed could become. */
interface Candidate {
  readonly value: string;
  readonly description: string;
}

interface Completion {
  readonly candidates: readonly Candidate[];
  /** The shell offers its own paths instead. */
  readonly path?: 'file' | 'directory' | undefined;
}

/** Values that only the configuration knows, by the long name of the option that takes them. */
type ConfiguredValues = Readonly<Record<string, readonly string[]>>;

/**
 * What the last of `words` (those behind the program's name) could become. Everything comes from the declarations of the
 * commands; nothing is read or sent.
 */
export function complete(
  program: Command,
  words: readonly string[],
  configured: ConfiguredValues,
): Completion {
  const current = words.at(-1) ?? '';
  const state = stateAfter(program, words.slice(0, -1));
  const { pending, isEnded } = state;
  if (pending?.required || (pending?.optional && !current.startsWith('-')))
    return completeValue(pending, current, configured);
  if (isEnded) return matching(operands(program, state), current);
  const assigned = /^(--[\w-]+=)(.*)$/s.exec(current);
  if (assigned) return assignment(state.command, assigned[1] ?? '', assigned[2] ?? '', configured);
  if (current.startsWith('-')) return matching(options(state), current);
  const next = operands(program, state);
  // Where only options are left, they are what is looked for.
  return matching(next.length > 0 || current !== '' ? next : options(state), current);
}

/** Subcommands, or what the next argument may be. */
function operands(program: Command, { command, operands }: ParseState): readonly Candidate[] {
  const below = operands.length === 0 ? subcommands(command) : [];
  const argument = command.registeredArguments[operands.length] ?? command.registeredArguments.at(-1);
  const isWanted = argument && (argument.variadic || operands.length < command.registeredArguments.length);
  return [...below.map(described), ...(isWanted ? argumentValues(program, command, argument, operands) : [])];
}

function argumentValues(
  program: Command,
  command: Command,
  argument: Argument,
  before: readonly string[],
): readonly Candidate[] {
  if (argument.name() !== 'command')
    return (argument.argChoices ?? []).map((value) => ({ value, description: '' }));
  // An argument of this name takes the words of a command: `help fusion`, `patterns fusion users`.
  return subcommands(stateAfter(program, before).command)
    .filter((candidate) => candidate.name() !== 'help' && (command.name() === 'help' || isLookup(candidate)))
    .map(described);
}

/** Only lookups have patterns. */
function isLookup(command: Command): boolean {
  return command.parent?.parent ? isLookup(command.parent) : command.helpGroup() === LOOKUPS;
}

function described(command: Command): Candidate {
  return { value: command.name(), description: command.summary() || command.description() };
}

/** The options that are left to give. Those of every lookup may also stand before it, where help doesn't show them. */
function options({ command, given }: ParseState): readonly Candidate[] {
  const isRepeatable = (option: Option) => option instanceof DeclaredOption && option.spec.repeatable;
  const left = (option: Option) => !given.includes(option) || isRepeatable(option);
  const hidden = command.parent ? [] : optionsOf(command).filter((option) => option.hidden);
  return [...command.createHelp().visibleOptions(command), ...hidden]
    .filter(left)
    .flatMap(({ long, description }) => (long ? [{ value: long, description }] : []));
}

function assignment(
  command: Command,
  prefix: string,
  text: string,
  configured: ConfiguredValues,
): Completion {
  const option = findOption(command, prefix.slice(0, -1));
  if (!option) return { candidates: [] };
  const { candidates, path } = completeValue(option, text, configured);
  return { candidates: candidates.map((one) => ({ ...one, value: prefix + one.value })), path };
}

/** Values of an option. Of a list, those behind the last comma, each once. */
function completeValue(option: Option, text: string, configured: ConfiguredValues): Completion {
  if (!(option instanceof DeclaredOption)) return { candidates: [] };
  const { choices, suggestions, list, path } = option.spec;
  const values = choices ?? suggestions ?? configured[option.long ?? ''] ?? [];
  const earlier = list ? text.split(',').slice(0, -1) : [];
  const head = earlier.map((word) => `${word},`).join('');
  const left = values.filter((value) => !earlier.includes(value));
  return {
    ...matching(
      left.map((value) => ({ value: head + value, description: '' })),
      text,
    ),
    path,
  };
}

function matching(candidates: readonly Candidate[], current: string): Completion {
  return { candidates: candidates.filter(({ value }) => value.startsWith(current)) };
}
