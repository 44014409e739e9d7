import { type Command, Option } from 'commander';
import { usageError } from '../../errors';
import { longName, type OptionSpec, type RawOptions } from '../options/option';

/** An option that knows how it was declared. */
export class DeclaredOption extends Option {
  constructor(readonly spec: OptionSpec) {
    super(spec.flags, spec.description);
  }
}

/** Declares an option of a command out of its one description. */
export function addOption(command: Command, spec: OptionSpec, help: 'shown' | 'hidden' = 'shown'): void {
  const option = new DeclaredOption(spec).helpGroup(spec.group);
  if (help === 'hidden') option.hideHelp();
  if (spec.choices) option.choices([...spec.choices]);
  if (spec.repeatable)
    option.argParser((value: string, earlier: readonly string[] = []) => [...earlier, value]);
  else if (spec.condition) option.argParser(once(spec));
  command.addOption(option);
}

/** Takes an option's value, more than one only where it is a list. */
function once(spec: OptionSpec): (value: string, earlier: string | undefined) => string {
  return (value, earlier) => {
    if (earlier === undefined) return value;
    if (spec.list) return `${earlier},${value}`;
    throw usageError(`--${longName(spec)} is there twice.`, 'It takes one value.');
  };
}

/** Lets the options of a command be declared when somebody first looks at them: of hundreds, a run needs those of one command. */
export function declareLater(command: Command, declare: () => void): void {
  const { options } = command;
  const get = () => {
    Object.defineProperty(command, 'options', { value: options });
    declare();
    return options;
  };
  Object.defineProperty(command, 'options', { configurable: true, get });
}

/** The subcommand called `name`, made if it is not there yet: `fusion` of `fusion users`. */
export function group(parent: Command, name: string, description: string): Command {
  const known = parent.commands.find((command) => command.name() === name);
  return known ?? parent.command(name).description(description);
}

/**
 * The options that were given to a command, or before it to the program. Defaults are left out: what an absent option means is
 * decided in one place, where its value is checked.
 */
export function givenOptions(command: Command): RawOptions {
  const inherited = command.parent ? givenOptions(command.parent) : {};
  const own = Object.entries(command.opts()).filter(([name]) => command.getOptionValueSource(name) === 'cli');
  return { ...inherited, ...Object.fromEntries(own) };
}
