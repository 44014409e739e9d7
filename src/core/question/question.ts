import type { Context } from '../../context';
import type { Condition } from '../../dynamo/model/condition';
import type { AccessPattern, TableDefinition } from '../../dynamo/model/definition';
import { parsePath } from '../../dynamo/model/path';
import type { Question, Sort } from '../../dynamo/plan/plan';
import { usageError } from '../../errors';
import type { Settings } from '../../commands/options/settings';
import { conditionsOf, fixedBy, type Request, requireOptions } from './conditions';
import { patternOf } from './access-pattern';
import { whereConditions } from './where';

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
  refuseContradictions(settings);
  const asked = [
    ...conditionsOf(table, request),
    ...settings.where.flatMap((text) => whereConditions(table, text, request.now)),
  ];
  const pattern = patternOf(table, asked, request.options);
  const sort = settings.sort ?? (settings.order ? undefined : pattern?.sort);
  return {
    conditions: [...asked, ...conditionsOfPattern(table, pattern, asked)],
    columns: chosenColumns(settings),
    order: settings.order,
    sort: sort === undefined ? undefined : readSort(table, sort),
    count: settings.count,
    limit: settings.limit ?? (context.stdout.isTTY && !settings.count ? TERMINAL_LIMIT : undefined),
    segments: settings.segments,
  };
}

/** What the pattern says of attributes that the user has said nothing about. */
function conditionsOfPattern(
  table: TableDefinition,
  pattern: AccessPattern | undefined,
  asked: readonly Condition[],
): readonly Condition[] {
  return Object.entries(pattern?.where ?? {})
    .filter(([name]) => !asked.some((condition) => condition.path[0] === name))
    .map(([name, word]) => fixedBy(table, name, [word], name));
}

function refuseContradictions({ count, cursor, sort, order, columns }: Settings): void {
  if (count && cursor !== undefined) throw usageError('--count counts everything, so it takes no --cursor.');
  if (sort !== undefined && order)
    throw usageError('--sort and --order contradict each other.', 'Say --sort column:desc.');
  const bad = columns?.find((column) => !parsePath(column));
  if (bad !== undefined) throw usageError(`--columns: '${bad}' is no name and no dotted path.`);
}

/** The columns that the user named; none for `all`. */
function chosenColumns({ columns }: Settings): readonly string[] | undefined {
  return columns?.includes('all') ? undefined : columns;
}

function readSort(table: TableDefinition, text: string): Sort {
  const [suffix = '', direction] = /:(asc|desc)$/.exec(text) ?? [];
  const column = text.slice(0, text.length - suffix.length);
  if (!parsePath(column) || (column.includes(':') && !column.startsWith('"')))
    throw usageError(`--sort: '${text}' is no column.`, 'Say column, column:asc or column:desc.');
  return { column, descending: direction === 'desc', format: table.attributes[column]?.format };
}
