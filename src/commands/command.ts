import { type Command, Option } from 'commander';
import type { OptionSpec } from './option';

/** Takes the exit code of a command that ended in good order. */
export type OnExit = (code: number) => void;

/** Declares an option of a command out of its one description. */
export function addOption(command: Command, spec: OptionSpec): void {
  const option = new Option(spec.flags, spec.description).helpGroup(spec.group);
  if (spec.choices) option.choices([...spec.choices]);
  if (spec.repeatable)
    option.argParser((value: string, earlier: readonly string[] = []) => [...earlier, value]);
  command.addOption(option);
}

/** The subcommand called `name`, made if it is not there yet: `fusion` of `fusion users`. */
export function group(parent: Command, name: string, description: string): Command {
  const known = parent.commands.find((command) => command.name() === name);
  return known ?? parent.command(name).description(description);
}
