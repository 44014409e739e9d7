import type { Command } from 'commander';
import type { Context } from '../../context';
import { addCommand } from '../argv/commander';
import { declareListOptions } from '../listing/options';

const EXAMPLES = `
Examples:
  $ ddbdbg tables --profile staging
      all tables, each with its command
  $ ddbdbg tables fusion helpers
      the table of a command: keys, indexes, size, time to live, protection
  $ ddbdbg tables mfh-dev-helpers -o json
      the same by the name of the table, as JSON`;

/** Adds `tables`, which lists tables or describes one. */
export function addTables(program: Command, context: Context): void {
  const tables = addCommand(program, 'tables')
    .argument('[name...]', 'name or ARN of a table, or the command that queries it')
    .summary('list tables; describe one: keys, indexes, item count, size, TTL')
    .description('Lists the tables of the account and region, or describes one in detail.')
    .addExamples(() => EXAMPLES);
  declareListOptions(tables, true);
  tables.action(async (words: readonly string[]) => {
    const { listSettings } = await import('../listing/settings');
    const settings = listSettings(tables, context);
    const { runTables } = await import('./run');
    await runTables(words, settings, context);
  });
}
