import { Argument, type Command } from 'commander';
import type { Context } from '../../context';
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
  addCommand(program, 'completion')
    .addArgument(new Argument('<shell>', 'your shell').choices(SHELLS))
    .summary('print a script that completes commands, options and values in your shell')
    .description('Prints a script that makes your shell complete commands, options and known values.')
    .addHelpText('after', EXAMPLES)
    .action(async (shell: (typeof SHELLS)[number]) => {
      const { COMPLETION_SCRIPTS } = await import('./scripts');
      await write(context.stdout, COMPLETION_SCRIPTS[shell]);
    });
  addCommand(program, '__complete', true)
    .argument('[words...]')
    .helpOption(false)
    .allowUnknownOption()
    .passThroughOptions()
    .action(async (words: readonly string[]) => {
      const { complete } = await import('./complete');
      const { candidates, path } = complete(program, words, { '--context': context.config.contexts ?? [] });
      const lines = candidates.map(
        ({ value, description }) => `${visible(value)}\t${visibleLine(description)}\n`,
      );
      await write(context.stdout, lines.join('') + (path ? `:${path}\n` : ''));
    });
}
