import { Command, Option } from 'commander';
import { usageError } from '../../errors';
import type { GivenOptions, OptionSet, OptionSpec } from '../options/option';

/** An option of a command, with its specification. */
export class DeclaredOption extends Option {
  constructor(readonly spec: OptionSpec) {
    super(spec.flags, spec.description);
  }
}

/** An option that a command does not have, as typed: its name without dashes, and the word after it, if that can be its value. */
export interface TypedOption {
  readonly name: string;
  readonly value: string | undefined;
}

type AnswerUnknownOption = (option: TypedOption) => Promise<Error | undefined>;

/** Ends the parsing at an option that a command does not have. What to say about it is only loaded then. */
class UnknownOption extends Error {
  constructor(
    readonly answer: () => Promise<Error | undefined>,
    /** Prints the usual message, and throws. */
    readonly usual: () => void,
  ) {
    super('unknown option');
  }
}

/** Parses the words of a command line and runs its command. Throws what the command throws, or a usage error or a CommanderError. */
export async function runCommand(program: Command, words: readonly string[]): Promise<void> {
  try {
    await program.parseAsync([...words], { from: 'user' });
  } catch (error) {
    if (!(error instanceof UnknownOption)) throw error;
    const answer = await error.answer();
    if (answer) throw answer;
    error.usual();
  }
}

/** A command that declares its options on first use, as a run needs only those of one command. */
export class LazyCommand extends Command {
  #declare: (() => void) | undefined;
  #answerUnknown: AnswerUnknownOption | undefined;
  #examples = () => '';

  override createCommand(name?: string): LazyCommand {
    return new LazyCommand(name);
  }

  /** Defers a function that declares options with {@link addOptions} until the options are needed. */
  declareLater(declare: () => void): void {
    this.#declare = declare;
  }

  /** Adds a text with examples to the end of the help. `text` is called when it is needed. */
  addExamples(text: () => string): this {
    this.#examples = text;
    return this.addHelpText('after', text);
  }

  /** Returns the command lines among the examples, without their explanations. */
  exampleLines(): readonly string[] {
    return [...this.#examples().matchAll(/^ *\$ (.+)$/gm)].map(([, line = '']) => line);
  }

  /** Returns the command after declaring all of its options. */
  declared(): this {
    const declare = this.#declare;
    this.#declare = undefined;
    declare?.();
    return this;
  }

  /** Sets the function that returns the error for an option that the command does not have. Undefined for the usual error. */
  answerUnknownOption(answer: AnswerUnknownOption): void {
    this.#answerUnknown = answer;
  }

  /** Called by commander with the first word that is not an option of the command. */
  unknownOption(word: string): void {
    const usual = () => Reflect.get(Command.prototype, 'unknownOption').call(this, word);
    const [, name, assigned] = /^--([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    const answer = this.#answerUnknown;
    if (name === undefined || !answer) usual();
    else throw new UnknownOption(() => answer({ name, value: assigned ?? wordAfter(word, this) }), usual);
  }

  override parseOptions(argv: string[]): ReturnType<Command['parseOptions']> {
    return this.declared() && super.parseOptions(argv);
  }

  override createHelp(): ReturnType<Command['createHelp']> {
    return this.declared() && super.createHelp();
  }
}

/** Returns the word after this one on the command line, unless it is an option. */
function wordAfter(word: string, command: Command): string | undefined {
  let program = command;
  while (program.parent) program = program.parent;
  const words = (program as Command & { readonly rawArgs?: readonly string[] }).rawArgs ?? [];
  const next = words[words.indexOf(word) + 1];
  return next?.startsWith('-') ? undefined : next;
}

/** Adds options to a command. */
export function addOptions(command: Command, options: OptionSet, help: 'shown' | 'hidden' = 'shown'): void {
  for (const spec of Object.values(options)) {
    const option = new DeclaredOption(spec).helpGroup(spec.group);
    if (help === 'hidden') option.hideHelp();
    // Only for help and completion: the schema of the option checks its value, with a better message.
    if (spec.choices) option.argChoices = [...spec.choices];
    if (spec.repeatable)
      option.argParser((value: string, earlier: readonly string[] = []) => [...earlier, value]);
    else if (spec.list || spec.once) option.argParser(once(option, spec));
    command.addOption(option);
  }
}

/** Returns a parser that accepts an option once, or joins its values with commas if it takes a list. Throws a usage error otherwise. */
function once({ long }: Option, spec: OptionSpec): (value: string, earlier: string | undefined) => string {
  return (value, earlier) => {
    if (earlier === undefined) return value;
    if (spec.list) return `${earlier},${value}`;
    throw usageError(`${long} was given twice.`, 'It takes only one value.');
  };
}

/** Returns the subcommand `name`, such as `fusion` of `fusion users`, and adds it if necessary. */
export function group(parent: Command, name: string, summary: string): LazyCommand {
  const known = parent.commands.find((command) => command.name() === name);
  return (known ?? parent.command(name).summary(summary).description(sentence(summary))) as LazyCommand;
}

/** Turns a summary, for lists of commands, into a description, for the help page: a sentence. */
export function sentence(summary: string): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
}

/** Adds a subcommand. */
export function addCommand(parent: Command, name: string, hidden = false): LazyCommand {
  return parent.command(name, { hidden }) as LazyCommand;
}

/**
 * Returns the options given to a command, or before it to the program. Defaults are not included, as they are applied where values are
 * checked.
 */
export function givenOptions(command: Command): GivenOptions {
  const inherited = command.parent ? givenOptions(command.parent) : {};
  const own = Object.entries(command.opts()).filter(([name]) => command.getOptionValueSource(name) === 'cli');
  return { ...inherited, ...Object.fromEntries(own) };
}

/** Throws a usage error for an option that the command does not declare: those of every lookup are accepted before any command. */
export function refuseUnsupported(command: Command, given: GivenOptions): void {
  const known = new Set(command.options.map((option) => option.attributeName()));
  const name = Object.keys(given).find((candidate) => !known.has(candidate));
  if (name === undefined) return;
  throw usageError(`does not apply to ${command.name()}.`, undefined, { part: 'setting', name });
}

/** Joins the lines of an error message of commander. */
export function errorText(text: string): string {
  const [message = '', similar] = text
    .replace(/^error: /, '')
    .replace('--stats=text', '--stats')
    .trimEnd()
    .split('\n');
  const suggestion = /^\((Did you mean .*\?)\)$/.exec(similar ?? '')?.[1];
  return [message.replace(/\.?$/, '.'), ...(suggestion ? [suggestion] : [])].join(' ');
}
