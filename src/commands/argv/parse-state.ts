import type { Command, Option } from 'commander';

/** Where in the command line a word stands. */
export interface Place {
  readonly command: Command;
  /** Arguments of the command so far. */
  readonly operands: readonly string[];
  readonly given: readonly Option[];
  /** The option before, which wants a value. */
  readonly pending: Option | undefined;
  /** Behind a `--` there are no options any more. */
  readonly isEnded: boolean;
}

/** Where the first word stands. */
export function startOf(program: Command): Place {
  return { command: program, operands: [], given: [], pending: undefined, isEnded: false };
}

/** Where the word behind `words` stands, by the declarations of the commands. */
export function placeOf(program: Command, words: readonly string[]): Place {
  return words.reduce(after, startOf(program));
}

/** Where the word behind `word` stands, which itself stands at `place`. */
export function after(place: Place, word: string): Place {
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

export function findOption(command: Command, name: string): Option | undefined {
  return command.options.find((option) => option.long === name || option.short === name);
}

export function subcommands(command: Command): readonly Command[] {
  return command.createHelp().visibleCommands(command);
}
