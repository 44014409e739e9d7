import type { TableDefinition } from '../dynamo/model/definition';
import { executions } from './executions';
import { fusion } from './fusion';
import { indexExecutions } from './index-executions';
import { jobs } from './jobs';
import { policy } from './policy';

/** Every table known out of the box, one line a system. */
export const CATALOG: readonly TableDefinition[] = [executions, indexExecutions, jobs, ...fusion, ...policy];

/** The table that a command asks, by its words or those of an alias: `['fusion', 'helpers']`. */
export function findTable(
  words: readonly string[],
  tables: readonly TableDefinition[] = CATALOG,
): TableDefinition | undefined {
  const wanted = words.join(' ');
  return tables.find((table) =>
    [table.command, ...(table.aliases ?? [])].some((command) => command.join(' ') === wanted),
  );
}
