import type { Argument, Command, Option } from 'commander';
import { DeclaredOption } from '../argv/commander';
import { findOption, optionsOf, type ParseState, stateAfter, subcommands } from '../argv/parse-state';
import { LOOKUPS } from '../lookup/declare';

/** A possible completion of the word being typed. */
interface Candidate {
  readonly value: string;
  readonly description: string;
}

interface Completion {
  readonly candidates: readonly Candidate[];
  /** Makes the shell complete paths instead. */
  readonly path?: 'file' | 'directory' | undefined;
}

/** Values from the configuration, by the long name of the option that takes them. */
type ConfiguredValues = Readonly<Record<string, readonly string[]>>;

/**
 * Completes the last of `words`, which are the words after the program's name. Uses only the declarations of the commands, and reads and
 * sends nothing.
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
  // Offer options when nothing else can follow.
  return matching(next.length > 0 || current !== '' ? next : options(state), current);
}

/** Returns subcommands and values of the next argument. */
function operands(program: Command, { command, operands }: ParseState): readonly Candidate[] {
  const below = operands.length === 0 ? subcommands(command) : [];
  const argument = command.registeredArguments[operands.length] ?? command.registeredArguments.at(-1);
  const takesMore = argument && (argument.variadic || operands.length < command.registeredArguments.length);
  return [
    ...below.map(described),
    ...(takesMore ? argumentValues(program, command, argument, operands) : []),
  ];
}

function argumentValues(
  program: Command,
  command: Command,
  argument: Argument,
  before: readonly string[],
): readonly Candidate[] {
  if (argument.name() !== 'command')
    return (argument.argChoices ?? []).map((value) => ({ value, description: '' }));
  // An argument with this name takes the words of a command: `help fusion`, `patterns fusion users`.
  return subcommands(stateAfter(program, before).command)
    .filter((candidate) => candidate.name() !== 'help' && (command.name() === 'help' || isLookup(candidate)))
    .map(described);
}

/** Whether a command is a lookup. Only lookups have access patterns. */
function isLookup(command: Command): boolean {
  return command.parent?.parent ? isLookup(command.parent) : command.helpGroup() === LOOKUPS;
}

function described(command: Command): Candidate {
  return { value: command.name(), description: command.summary() || command.description() };
}

/** Returns the options that can still be given. Those of every lookup may also precede the command, where help does not show them. */
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

/** Completes the value of an option. In a list, completes the part after the last comma and does not repeat earlier values. */
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
