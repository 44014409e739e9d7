import type { Command } from 'commander';
import type { Context } from '../../context';
import { addCommand } from '../argv/commander';
import { declareListOptions } from '../listing/options';

const EXAMPLES = `
Examples:
  $ ddbdbg patterns
      all access patterns
  $ ddbdbg patterns fusion executions
      only those of one command
  $ ddbdbg patterns jobs -o json
      as JSON`;

/** Adds `patterns`, which lists all known access patterns. */
export function addPatterns(program: Command, context: Context): void {
  const patterns = addCommand(program, 'patterns')
    .argument('[command...]', 'only those of this command or system')
    .summary('list all known access patterns: question, table, index, key condition')
    .description(
      'Lists all known access patterns: the question, a command that answers it, and the request that it sends.',
    )
    .addExamples(() => EXAMPLES);
  declareListOptions(patterns, false);
  patterns.action(async (words: readonly string[]) => {
    const { listSettings } = await import('../listing/settings');
    const settings = listSettings(patterns, context);
    const { runPatterns } = await import('./run');
    await runPatterns(words, settings, context);
  });
}
