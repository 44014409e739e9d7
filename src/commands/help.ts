import { type Command, Help, type HelpConfiguration, type OutputConfiguration } from 'commander';
import type { Context } from '../context';
import { visible, visibleLine } from '../format/terminal-safe';
import { USUAL_WIDTH } from '../output';
import { errorText } from './argv/commander';

/** The maximum width in columns, as longer lines are hard to read. */
const MAX_WIDTH = 100;

/** Configures the layout of help pages. */
export function helpConfiguration({ stdout }: Context): HelpConfiguration {
  return {
    sortSubcommands: false,
    helpWidth: Math.min(stdout.columns ?? USUAL_WIDTH, MAX_WIDTH),
    // The texts may be those of a configuration file, which can be anybody's.
    subcommandTerm: (command) =>
      visible([command.name(), ...command.registeredArguments.map(argumentTerm)].join(' ')),
    subcommandDescription: (command) => visibleLine(command.summary() || command.description()),
    commandDescription: (command) => visibleLine(command.description()),
    commandUsage: (command) => visible(usageOf(command)),
    argumentTerm: (argument) => visible(argument.name()),
    argumentDescription: ({ description }) => visibleLine(description),
    optionDescription: ({ description, argChoices }) =>
      visibleLine(argChoices ? `${description}: ${argChoices.join(' ')}` : description),
  };
}

function usageOf(command: Command): string {
  return new Help().commandUsage(command);
}

/** Formats an argument for usage lines. */
export function argumentTerm(argument: Command['registeredArguments'][number]): string {
  const name = argument.name() + (argument.variadic ? '...' : '');
  return argument.required ? `<${name}>` : `[${name}]`;
}

/** Configures where help and usage errors are written. */
export function outputConfiguration({ stdout, stderr, config }: Context): OutputConfiguration {
  return {
    writeOut: (text) => stdout.write(text),
    // A word may be unknown only because the file that declares it is invalid. Then `main` reports that error instead.
    writeErr: (text) => config.problem === undefined && stderr.write(text),
    outputError: (text, write) => write(`ddbdbg: ${visible(errorText(text))}\n`),
  };
}

/** Adds a reference to further help after each error and each list of commands. */
export function pointToHelp(command: Command, parents: readonly string[] = []): void {
  const words = [...parents, command.name()];
  command.showHelpAfterError(`Try \`${words.join(' ')} --help\`.`);
  if (command.commands.length === 0) return;
  const more = `${words.join(' ')} <command> --help`;
  command.addHelpText('after', `\n\`${more}\` shows the options of a command, with examples.`);
  for (const subcommand of command.commands) pointToHelp(subcommand, words);
}
