import type { Argument, Command, Option } from 'commander';
import { DeclaredOption } from '../command';

/** One word that the word being typed could become. */
interface Candidate {
  readonly value: string;
  readonly description: string;
}

interface Completion {
  readonly candidates: readonly Candidate[];
  /** The shell is to offer its own paths instead. */
  readonly path?: 'file' | 'directory' | undefined;
}

/** Where in the command line the word being typed stands. */
interface Place {
  readonly command: Command;
  /** Arguments of the command so far. */
  readonly operands: readonly string[];
  readonly given: readonly Option[];
  /** The option before, which wants a value. */
  readonly pending: Option | undefined;
  /** Behind a `--` there are no options any more. */
  readonly isEnded: boolean;
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
  const place = placeOf(program, words.slice(0, -1));
  const { pending, isEnded } = place;
  if (pending?.required || (pending?.optional && !current.startsWith('-')))
    return completeValue(pending, current, configured);
  if (isEnded) return matching(operands(program, place), current);
  const assigned = /^(--[\w-]+=)(.*)$/s.exec(current);
  if (assigned) return assignment(place.command, assigned[1] ?? '', assigned[2] ?? '', configured);
  if (current.startsWith('-')) return matching(options(place), current);
  const next = operands(program, place);
  // Where only options are left, they are what is looked for.
  return matching(next.length > 0 || current !== '' ? next : options(place), current);
}

function placeOf(program: Command, words: readonly string[]): Place {
  let place: Place = { command: program, operands: [], given: [], pending: undefined, isEnded: false };
  for (const word of words) place = after(place, word);
  return place;
}

function after(place: Place, word: string): Place {
  const { command, pending, isEnded } = place;
  if (pending && (pending.required || !word.startsWith('-'))) return { ...place, pending: undefined };
  if (!isEnded && word === '--') return { ...place, pending: undefined, isEnded: true };
  if (!isEnded && word.startsWith('-')) {
    const [name = '', assigned] = word.split(/=(.*)/s);
    const option = findOption(command, name);
    const takes = option && assigned === undefined && (option.required || option.optional);
    return {
      ...place,
      given: option ? [...place.given, option] : place.given,
      pending: takes ? option : undefined,
    };
  }
  const subcommand = subcommands(command).find((candidate) => candidate.name() === word);
  if (subcommand && place.operands.length === 0) {
    return { command: subcommand, operands: [], given: [], pending: undefined, isEnded };
  }
  return { ...place, pending: undefined, operands: [...place.operands, word] };
}

function findOption(command: Command, name: string): Option | undefined {
  return command.options.find((option) => option.long === name || option.short === name);
}

function subcommands(command: Command): readonly Command[] {
  return command.createHelp().visibleCommands(command);
}

/** Subcommands, or what the next argument may be. */
function operands(program: Command, { command, operands }: Place): readonly Candidate[] {
  const below = operands.length === 0 ? subcommands(command) : [];
  const argument = command.registeredArguments[operands.length] ?? command.registeredArguments.at(-1);
  const isWanted = argument && (argument.variadic || operands.length < command.registeredArguments.length);
  return [...below.map(described), ...(isWanted ? argumentValues(program, argument, operands) : [])];
}

function argumentValues(
  program: Command,
  argument: Argument,
  before: readonly string[],
): readonly Candidate[] {
  if (argument.name() !== 'command')
    return (argument.argChoices ?? []).map((value) => ({ value, description: '' }));
  // An argument of this name takes the words of a command: `help fusion`, `patterns fusion users`.
  const { command } = placeOf(program, before);
  return subcommands(command)
    .filter((candidate) => candidate.name() !== 'help')
    .map(described);
}

function described(command: Command): Candidate {
  return { value: command.name(), description: command.summary() || command.description() };
}

/** The options that are left to give. Those of every lookup may also stand before it, where help doesn't show them. */
function options({ command, given }: Place): readonly Candidate[] {
  const isRepeatable = (option: Option) => option instanceof DeclaredOption && option.spec.repeatable;
  const left = (option: Option) => !given.includes(option) || isRepeatable(option);
  const hidden = command.parent ? [] : command.options.filter((option) => option.hidden);
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
