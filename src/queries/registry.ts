import type { TableDefinition } from '../dynamo/model/definition';
import { executions } from './executions';
import { fusion } from './fusion';
import { indexExecutions } from './index-executions';
import { jobs } from './jobs';
import { policy } from './policy';

/** Every built-in table, one line per system. */
export const CATALOG: readonly TableDefinition[] = [executions, indexExecutions, jobs, ...fusion, ...policy];

/** Returns the table of a command, by its words or those of an alias: `['fusion', 'helpers']`. */
export function findTable(
  words: readonly string[],
  tables: readonly TableDefinition[] = CATALOG,
): TableDefinition | undefined {
  const wanted = words.join(' ');
  return tables.find((table) =>
    [table.command, ...(table.aliases ?? [])].some((command) => command.join(' ') === wanted),
  );
}
