import type { Command } from 'commander';
import type { Context } from '../../context';
import { addCommand } from '../argv/commander';
import { declareListOptions } from '../listing/options';

const EXAMPLES = `
Examples:
  $ ddbdbg patterns
      every question that has a command
  $ ddbdbg patterns fusion executions
      those of one command
  $ ddbdbg patterns jobs -o json
      for machines`;

/** Adds `patterns`, which lists every access pattern that is known. */
export function addPatterns(program: Command, context: Context): void {
  const patterns = addCommand(program, 'patterns')
    .argument('[command...]', 'only those of this command, or of this system')
    .summary('every access pattern known: question, table, index, key condition')
    .description(
      'Every access pattern known: the question, a command line that asks it, and how it is asked.',
    )
    .addHelpText('after', EXAMPLES);
  declareListOptions(patterns, false);
  patterns.action(async (words: readonly string[]) => {
    const { listSettings } = await import('../listing/settings');
    const settings = listSettings(patterns, context);
    const { runPatterns } = await import('./run');
    await runPatterns(words, settings, context);
  });
}
