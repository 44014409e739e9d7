import type { Condition } from '../../dynamo/model/condition';
import { ALL_COLUMNS, type TableDefinition } from '../../dynamo/model/definition';
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
import type { Ask } from './ask';
import { conditionsOf } from './conditions';
import { withoutTypedSecret } from './hide-secrets';
import { checkKeySizes } from './key-sizes';
import type { TableLocation } from './table-name';
import { parseWhere } from './where-syntax';

/** A validated question with its plan. Only a Session can run it. */
export interface PreparedQuestion {
  readonly ask: Ask;
  readonly table: TableDefinition;
  readonly plan: Plan;
  /** All conditions of the question. Their origins don't quote values of secret attributes. */
  readonly conditions: readonly Condition[];
  /** The positions from the cursor. */
  readonly start: readonly Position[] | undefined;
  /** The time that ages are relative to, in epoch milliseconds. */
  readonly now: number;
  readonly secrets: Secrets;
  /** The result of DescribeTable, for a table without a command. */
  readonly described?: {
    readonly name: string;
    readonly location: TableLocation;
    readonly size: TableSize | undefined;
    /** The meter of the DescribeTable request. */
    readonly meter: Meter;
  };
}

/** Checks the parts of a question that don't depend on its table. Returns the decoded cursor, if any. Throws a usage error. */
export function checkSyntax(ask: Ask): Cursor | undefined {
  const { count, cursor, sort, order, columns, where } = ask;
  if (count && cursor !== undefined)
    throw usageError("A count covers all matching items, so it can't continue from a cursor.", undefined, {
      part: 'setting',
      name: 'count',
    });
  if (sort !== undefined && order)
    throw usageError(
      "An order by sort key can't be combined with sorting by a column.",
      { kind: 'sort-direction' },
      { part: 'setting', name: 'sort' },
    );
  const invalid = Array.isArray(columns) ? columns.find((column) => !parsePath(column)) : undefined;
  if (invalid !== undefined)
    throw usageError(`'${invalid}' is not a valid column: expected a name or a dotted path.`, undefined, {
      part: 'setting',
      name: 'columns',
    });
  if (sort !== undefined) readSort({ attributes: {} }, sort);
  for (const text of where) parseWhere(text);
  return cursor === undefined ? undefined : decodeCursor(cursor);
}

/** Turns a question into a plan. Sends nothing. `now` is in epoch milliseconds. Throws a usage error when the question is not valid. */
export function prepareQuestion(
  table: TableDefinition,
  tableName: string,
  ask: Ask,
  context: { readonly now: number; readonly secrets: Secrets },
): PreparedQuestion {
  const cursor = checkSyntax(ask);
  requireOptions(table, ask);
  // A continued question must keep its time window, so ages stay relative to the time of the first run.
  const now = cursor?.now ?? context.now;
  const requested = conditionsOf(table, ask, now);
  const pattern = patternOf(table, requested, ask);
  const conditions = [...requested, ...conditionsOfPattern(table, pattern, requested)];
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
  const { secrets } = context;
  const shown = conditions.map((condition) => withoutTypedSecret(condition, secrets.isSecret));
  return { ask, table, plan: chosen, conditions: shown, start, now, secrets };
}

/** Throws a usage error if a required option is missing. */
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
    throw usageError(`'${text}' is not a valid sort column.`, 'Use column, column:asc or column:desc.', {
      part: 'setting',
      name: 'sort',
    });
  return { column, descending: direction === 'desc', format: attributes[column]?.format };
}

function unanswerable({ command }: TableDefinition, attribute: string): Error {
  return usageError(
    `${attribute} can't be used in this combination: it exists only as part of a key, not as an attribute.`,
    { kind: 'help', command },
  );
}
