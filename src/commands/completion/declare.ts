import { Argument, type Command } from 'commander';
import type { Context } from '../../context';
import { usageError } from '../../errors';
import { visible, visibleLine } from '../../format/terminal-safe';
import { addCommand } from '../argv/commander';
import { write } from '../output/writer';

const EXAMPLES = `
Examples:
  $ source <(ddbdbg completion bash)
      in ~/.bashrc
  $ source <(ddbdbg completion zsh)
      in ~/.zshrc, after compinit
  $ ddbdbg completion fish > ~/.config/fish/completions/ddbdbg.fish
      run once`;

const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** Adds `completion`, which prints a script for a shell, and the hidden command `__complete`, which those scripts call. */
export function addCompletion(program: Command, context: Context): void {
  const shell = new Argument('<shell>', 'your shell');
  shell.argChoices = [...SHELLS]; // checked by the action, with a better message
  addCommand(program, 'completion')
    .addArgument(shell)
    .summary('print a script that completes commands, options and values in your shell')
    .description('Prints a script that makes your shell complete commands, options and known values.')
    .addExamples(() => EXAMPLES)
    .action(async (name: string) => {
      const { COMPLETION_SCRIPTS } = await import('./scripts');
      const known = SHELLS.find((one) => one === name);
      if (!known)
        throw usageError(
          `completion: '${name}' is not a known shell.`,
          `Choose one of ${SHELLS.join(', ')}.`,
        );
      await write(context.stdout, COMPLETION_SCRIPTS[known]);
    });
  addCommand(program, '__complete', true)
    .argument('[words...]')
    .helpOption(false)
    .allowUnknownOption()
    .passThroughOptions()
    .action(async (words: readonly string[]) => {
      const { complete } = await import('./complete');
      const { candidates, path } = complete(program, words, context.config);
      const lines = candidates.map(
        ({ value, description }) => `${visible(value)}\t${visibleLine(description)}\n`,
      );
      await write(context.stdout, lines.join('') + (path ? `:${path}\n` : ''));
    });
}
