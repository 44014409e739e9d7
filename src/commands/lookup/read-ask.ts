import { CommanderError } from 'commander';
import type { AskInput } from '../../core/question/ask';
import type { PatternAsk, TableDefinition } from '../../dynamo/model/definition';
import { usageError } from '../../errors';
import { normalizeArgv } from '../argv/argv';
import { addOptions, errorText, givenOptions, LazyCommand } from '../argv/commander';
import { settingsOf } from '../options/settings';
import { ownAsk } from './declare';
import { lookupOptions } from './options';

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

/** The parts of a question that an example has. */
const PARTS: Readonly<Record<keyof PatternAsk, true>> = {
  argument: true,
  values: true,
  since: true,
  until: true,
  where: true,
  not: true,
  order: true,
  sort: true,
  limit: true,
  columns: true,
  count: true,
  index: true,
  consistent: true,
};

/** Returns the parts of a question that say what to find, without empty ones. */
function exampleOf({ sort, limit, columns, ...rest }: AskInput): PatternAsk {
  const parts = {
    ...rest,
    sort: typeof sort === 'object' ? sort.join(',') : sort,
    limit: limit === undefined || limit === 'all' ? undefined : Number(limit),
    columns: typeof columns === 'string' ? [columns] : columns,
  };
  return Object.fromEntries(
    Object.entries(parts).filter(([name, part]) => Object.hasOwn(PARTS, name) && !isEmpty(part)),
  );
}

function isEmpty(part: unknown): boolean {
  return (
    part === undefined ||
    part === false ||
    (typeof part === 'object' && Object.keys(part as object).length === 0)
  );
}
