import type { Argument, Command, Option } from 'commander';
import type { Configuration } from '../../config/configuration';
import { catalogTables } from '../../core/question/table-name';
import { DeclaredOption } from '../argv/commander';
import { findOption, optionsOf, type ParseState, stateAfter, subcommands } from '../argv/parse-state';
import { LOOKUPS } from '../lookup/declare';
import { withAttributes } from '../lookup/options';
import type { OptionSpec } from '../options/option';
import { conditionCompletions } from './conditions';

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

/**
 * Completes the last of `words`, which are the words after the program's name. Uses only the declarations of the commands, and reads and
 * sends nothing.
 */
export function complete(
  program: Command,
  words: readonly string[],
  { contexts = [], catalog }: Configuration,
): Completion {
  const current = words.at(-1) ?? '';
  const state = stateAfter(program, words.slice(0, -1));
  const { pending, isEnded } = state;
  const value = (option: Option, text: string) =>
    completeValue(specOf(option, state, catalog), text, option.long === '--context' ? contexts : []);
  if (pending?.required || (pending?.optional && !current.startsWith('-'))) return value(pending, current);
  if (isEnded) return matching(operands(program, state), current);
  const [, prefix, text = ''] = /^(--[\w-]+=)(.*)$/s.exec(current) ?? [];
  if (prefix !== undefined) {
    const option = findOption(state.command, prefix.slice(0, -1));
    if (!option) return { candidates: [] };
    const { candidates, path } = value(option, text);
    return { candidates: candidates.map((one) => ({ ...one, value: prefix + one.value })), path };
  }
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
  if (argument.name() !== 'command' && command.name() !== 'tables')
    return (argument.argChoices ?? []).map((value) => ({ value, description: '' }));
  // These take the words of a command: `help fusion`, `patterns fusion users`, `tables fusion users`.
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

/** Returns the specification of an option. That of `find` gets the attributes of a table that the catalog knows. */
function specOf(
  option: Option,
  { command, operands: [table = ''] }: ParseState,
  catalog: Configuration['catalog'],
): OptionSpec | undefined {
  if (!(option instanceof DeclaredOption)) return undefined;
  const known = command.name() === 'find' ? catalogTables(table, catalog)[0]?.table : undefined;
  return known
    ? withAttributes({ [option.attributeName()]: option.spec }, known)[option.attributeName()]
    : option.spec;
}

/**
 * Completes the value of an option. In a list, completes the part after the last comma and does not repeat earlier values. `others` are
 * values that its specification does not know.
 */
function completeValue(spec: OptionSpec | undefined, text: string, others: readonly string[]): Completion {
  if (!spec) return { candidates: [] };
  const { choices, suggestions, list, path, attributes } = spec;
  const plain = (value: string) => ({ value, description: '' });
  if (attributes) return matching(conditionCompletions(text, attributes).map(plain), text);
  const values = choices ?? suggestions ?? others;
  const earlier = list ? text.split(',').slice(0, -1) : [];
  const head = earlier.map((word) => `${word},`).join('');
  // A column to sort by may have a dash in front of it.
  const dash = list && text.startsWith('-', head.length) ? '-' : '';
  const left = values.filter((value) => !earlier.includes(value));
  return {
    ...matching(
      left.map((value) => plain(head + dash + value)),
      text,
    ),
    path,
  };
}

function matching(candidates: readonly Candidate[], current: string): Completion {
  return { candidates: candidates.filter(({ value }) => value.startsWith(current)) };
}
