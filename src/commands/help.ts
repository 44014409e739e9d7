import type { Command, HelpConfiguration, OutputConfiguration } from 'commander';
import type { Context } from '../context';
import { visible } from '../format/terminal-safe';
import { USUAL_WIDTH } from '../output';

/** Longer lines are hard to read, however wide the terminal is. */
const WIDEST = 100;

/** How the help pages look. */
export function helpConfiguration({ stdout }: Context): HelpConfiguration {
  return {
    sortSubcommands: false,
    helpWidth: Math.min(stdout.columns ?? USUAL_WIDTH, WIDEST),
    subcommandTerm: (command) => [command.name(), ...command.registeredArguments.map(argumentTerm)].join(' '),
    optionDescription: ({ description, argChoices }) =>
      argChoices ? `${description}: ${argChoices.join(' ')}` : description,
  };
}

/** An argument as usage lines show it. */
export function argumentTerm(argument: Command['registeredArguments'][number]): string {
  const name = argument.name() + (argument.variadic ? '...' : '');
  return argument.required ? `<${name}>` : `[${name}]`;
}

/** Where help and complaints about the command line go. */
export function outputConfiguration({ stdout, stderr, config }: Context): OutputConfiguration {
  return {
    writeOut: (text) => stdout.write(text),
    // A word may be unknown just because the file that declares it can't be read, which is all that `main` then tells.
    writeErr: (text) => config.problem === undefined && stderr.write(text),
    outputError: (text, write) => write(`ddbdbg: ${complaint(text)}\n`),
  };
}

/** What commander says in two lines, as one. */
function complaint(text: string): string {
  const [message = '', similar] = text
    .replace(/^error: /, '')
    .trimEnd()
    .split('\n');
  const suggestion = /^\((Did you mean .*\?)\)$/.exec(similar ?? '')?.[1];
  return visible([message.replace(/\.?$/, '.'), ...(suggestion ? [suggestion] : [])].join(' '));
}

/** Lets each complaint, and each list of commands, end with where to read more. */
export function pointToHelp(command: Command, parents: readonly string[] = []): void {
  const words = [...parents, command.name()];
  command.showHelpAfterError(`Try \`${words.join(' ')} --help\`.`);
  if (command.commands.length === 0) return;
  const more = `${words.join(' ')} <command> --help`;
  command.addHelpText('after', `\n\`${more}\` shows the options of a command, with examples.`);
  for (const subcommand of command.commands) pointToHelp(subcommand, words);
}
