import { Command, Option } from 'commander';
import { usageError } from '../../errors';
import type { GivenOptions, OptionSet, OptionSpec } from '../options/option';

/** An option of a command, with the object that it was made from. */
export class DeclaredOption extends Option {
  constructor(readonly spec: OptionSpec) {
    super(spec.flags, spec.description);
  }
}

/** A command whose options are declared when they are first needed: of hundreds, a run needs those of one command. */
export class LazyCommand extends Command {
  #declare: (() => void) | undefined;

  override createCommand(name?: string): LazyCommand {
    return new LazyCommand(name);
  }

  /** Declares options later, by the function, which may call {@link addOptions}. */
  declareLater(declare: () => void): void {
    this.#declare = declare;
  }

  /** The command with all of its options. */
  declared(): this {
    const declare = this.#declare;
    this.#declare = undefined;
    declare?.();
    return this;
  }

  override parseOptions(argv: string[]): ReturnType<Command['parseOptions']> {
    return this.declared() && super.parseOptions(argv);
  }

  override createHelp(): ReturnType<Command['createHelp']> {
    return this.declared() && super.createHelp();
  }
}

/** Adds options to a command. */
export function addOptions(command: Command, options: OptionSet, help: 'shown' | 'hidden' = 'shown'): void {
  for (const spec of Object.values(options)) {
    const option = new DeclaredOption(spec).helpGroup(spec.group);
    if (help === 'hidden') option.hideHelp();
    if (spec.choices) option.choices([...spec.choices]);
    if (spec.repeatable)
      option.argParser((value: string, earlier: readonly string[] = []) => [...earlier, value]);
    else if (spec.condition) option.argParser(once(option, spec));
    command.addOption(option);
  }
}

/** Takes an option's value; more than one only where it is a list. */
function once({ long }: Option, spec: OptionSpec): (value: string, earlier: string | undefined) => string {
  return (value, earlier) => {
    if (earlier === undefined) return value;
    if (spec.list) return `${earlier},${value}`;
    throw usageError(`${long} is given twice.`, 'It takes one value.');
  };
}

/** The subcommand called `name`, made if it does not exist yet: `fusion` of `fusion users`. */
export function group(parent: Command, name: string, description: string): LazyCommand {
  const known = parent.commands.find((command) => command.name() === name);
  return (known ?? parent.command(name).description(description)) as LazyCommand;
}

/** Adds a command to another. */
export function addCommand(parent: Command, name: string, hidden = false): LazyCommand {
  return parent.command(name, { hidden }) as LazyCommand;
}

/**
 * The options that were given to a command, or before it to the program. Defaults are left out: what an absent option means is decided in
 * one place, where its value is checked.
 */
export function givenOptions(command: Command): GivenOptions {
  const inherited = command.parent ? givenOptions(command.parent) : {};
  const own = Object.entries(command.opts()).filter(([name]) => command.getOptionValueSource(name) === 'cli');
  return { ...inherited, ...Object.fromEntries(own) };
}
