import type { Condition } from '../../dynamo/model/condition';
import type { TableDefinition } from '../../dynamo/model/definition';
import { parsePath } from '../../dynamo/model/path';
import type { TableSize } from '../../dynamo/model/table-description';
import { type Cursor, decodeCursor, resume } from '../../dynamo/plan/cursor';
import type { Plan, Sort } from '../../dynamo/plan/plan';
import { plan } from '../../dynamo/plan/planner';
import type { Position } from '../../dynamo/plan/position';
import type { Meter } from '../../dynamo/transport';
import { usageError } from '../../errors';
import type { Secrets } from '../../redact/redact';
import { conditionsOfPattern, patternOf } from './access-pattern';
import { ALL_COLUMNS, type Ask } from './ask';
import { conditionsOf } from './conditions';
import { checkKeySizes } from './key-sizes';
import { parseWhere } from './where-syntax';

/** A question that is ready to be asked: everything that can be wrong with it has been found. Sending it needs a Session. */
export interface PreparedQuestion {
  readonly ask: Ask;
  readonly table: TableDefinition;
  readonly plan: Plan;
  /** What the question asks of attributes. */
  readonly conditions: readonly Condition[];
  /** Where a cursor says to continue. */
  readonly start: readonly Position[] | undefined;
  /** What ages are counted from, in epoch milliseconds. */
  readonly now: number;
  readonly secrets: Secrets;
  /** What DynamoDB said of a table that no command asks. */
  readonly described?: {
    readonly name: string;
    readonly region: string | undefined;
    readonly size: TableSize | undefined;
    /** What asking for it cost. */
    readonly meter: Meter;
  };
}

/**
 * What is wrong with a question whatever table it is about. Throws a usage error; returns the cursor, decoded. `now` is in epoch
 * milliseconds.
 */
export function checkSyntax(ask: Ask): Cursor | undefined {
  const { count, cursor, sort, order, columns, where } = ask;
  if (count && cursor !== undefined)
    throw usageError("A count is about everything, so it can't continue from a cursor.", undefined, {
      part: 'setting',
      name: 'count',
    });
  if (sort !== undefined && order)
    throw usageError(
      'An order by sort key and one by a column contradict each other.',
      { kind: 'sort-direction' },
      { part: 'setting', name: 'sort' },
    );
  const bad = Array.isArray(columns) ? columns.find((column) => !parsePath(column)) : undefined;
  if (bad !== undefined)
    throw usageError(`'${bad}' is not a name or a dotted path.`, undefined, {
      part: 'setting',
      name: 'columns',
    });
  if (sort !== undefined) readSort({ attributes: {} }, sort);
  for (const text of where) parseWhere(text);
  return cursor === undefined ? undefined : decodeCursor(cursor);
}

/**
 * Turns a question into the plan by which it will be asked. Sends nothing. `now` is the present in epoch milliseconds. Throws a usage
 * error for what can't be asked.
 */
export function prepareQuestion(
  table: TableDefinition,
  tableName: string,
  ask: Ask,
  context: { readonly now: number; readonly secrets: Secrets },
): PreparedQuestion {
  const cursor = checkSyntax(ask);
  requireOptions(table, ask);
  // Continuing means the same window of time, so ages are counted from when the question was first asked.
  const now = cursor?.now ?? context.now;
  const asked = conditionsOf(table, ask, now);
  const pattern = patternOf(table, asked, ask);
  const conditions = [...asked, ...conditionsOfPattern(table, pattern, asked)];
  const { order, count, limit, segments, columns } = ask;
  const sort = ask.sort ?? (order ? undefined : pattern?.sort);
  const chosen = plan(table, tableName, {
    conditions,
    columns: columns === ALL_COLUMNS ? undefined : columns,
    order,
    sort: sort === undefined ? undefined : readSort(table, sort),
    count,
    limit,
    segments,
  });
  if (chosen.operation === 'none') throw unanswerable(table, chosen.attribute);
  checkKeySizes(chosen);
  const start = cursor && resume(chosen, cursor);
  return { ask, table, plan: chosen, conditions, start, now, secrets: context.secrets };
}

/** The values without which no key can be asked. */
function requireOptions(table: TableDefinition, { values }: Ask): void {
  const missing = table.required
    ?.map((name) => table.attributes[name]?.option)
    .find((option) => option !== undefined && values[option] === undefined);
  if (missing === undefined) return;
  const about = { part: 'setting', name: missing } as const;
  throw usageError('is required.', { kind: 'help', command: table.command }, about);
}

function readSort({ attributes }: Pick<TableDefinition, 'attributes'>, text: string): Sort {
  const [suffix = '', direction] = /:(asc|desc)$/.exec(text) ?? [];
  const column = text.slice(0, text.length - suffix.length);
  if (!parsePath(column) || (column.includes(':') && !column.startsWith('"')))
    throw usageError(`'${text}' is not a column.`, 'Use column, column:asc or column:desc.', {
      part: 'setting',
      name: 'sort',
    });
  return { column, descending: direction === 'desc', format: attributes[column]?.format };
}

function unanswerable({ command }: TableDefinition, attribute: string): Error {
  return usageError(
    `${attribute} can't be asked for like this: it exists only as a part of a key, and no item has it.`,
    { kind: 'help', command },
  );
}
