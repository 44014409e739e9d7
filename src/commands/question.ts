import type { Context } from '../context';
import type { TableDefinition } from '../dynamo/definition';
import type { Question } from '../dynamo/plan';
import { usageError } from '../errors';
import { conditionsOf, type Request, requireOptions } from './conditions';
import type { Settings } from './settings';

/** Rows that a terminal gets when the user sets no limit. */
const TERMINAL_LIMIT = 100;

/** What the command line asks of the table. Throws a usage error for what can't be asked. */
export function questionOf(
  table: TableDefinition,
  request: Request,
  settings: Settings,
  context: Context,
): Question {
  requireOptions(table, request);
  if (settings.count && settings.cursor !== undefined) {
    throw usageError('--count counts everything, so it takes no --cursor.');
  }
  const columns = settings.columns?.includes('all') ? undefined : settings.columns;
  if (columns?.some((column) => column === '')) throw usageError('--columns: there is an empty name.');
  return {
    conditions: conditionsOf(table, request),
    columns,
    order: settings.order,
    count: settings.count,
    limit: settings.limit ?? (context.stdout.isTTY && !settings.count ? TERMINAL_LIMIT : undefined),
  };
}
