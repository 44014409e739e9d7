import { CommanderError } from 'commander';
import type { AskInput } from '../../core/question/ask';
import type { PatternAsk, TableDefinition } from '../../dynamo/model/definition';
import { usageError } from '../../errors';
import { normalizeArgv } from '../argv/argv';
import { addOptions, errorText, givenOptions, LazyCommand } from '../argv/commander';
import { settingsOf } from '../options/settings';
import { lookupOptions, ownAsk } from './declare';

/** Parses the arguments of a table's command without running it. Throws a usage error for arguments that the command does not take. */
export function readAsk(table: TableDefinition, words: readonly string[]): PatternAsk {
  const command = new LazyCommand(table.command.at(-1))
    .exitOverride()
    .configureOutput({ writeErr: () => {}, writeOut: () => {} });
  if (table.argument) command.argument(`[${table.argument}]`);
  addOptions(command, lookupOptions(table));
  try {
    command.parse(normalizeArgv(words), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    throw usageError(errorText(error.message));
  }
  const given = givenOptions(command);
  const { ask } = settingsOf(given, { env: {} });
  return exampleOf({ ...ask, ...ownAsk(table, command.args[0], given) });
}

/** Returns the parts of a question that say what to find, without empty ones. */
function exampleOf({
  argument,
  values = {},
  since,
  until,
  where = [],
  not = [],
  order,
  sort,
  limit,
  columns,
  count,
}: AskInput): PatternAsk {
  return {
    ...(argument !== undefined && { argument }),
    ...(Object.keys(values).length > 0 && { values }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
    ...(where.length > 0 && { where }),
    ...(not.length > 0 && { not }),
    ...(order !== undefined && { order }),
    ...(sort !== undefined && { sort: typeof sort === 'string' ? sort : sort.join(',') }),
    ...(limit !== undefined && limit !== 'all' && { limit: Number(limit) }),
    ...(columns !== undefined && { columns: typeof columns === 'string' ? [columns] : columns }),
    ...(count && { count }),
  };
}
