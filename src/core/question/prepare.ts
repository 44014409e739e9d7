import { didYouMean } from '../../did-you-mean';
import type { Condition } from '../../dynamo/model/condition';
import { ALL_COLUMNS, type TableDefinition } from '../../dynamo/model/definition';
import { splitColumns } from '../../dynamo/model/path';
import type { TableSizes } from '../../dynamo/model/table-description';
import { type Cursor, continuesPlan, continuesReplacement, resume } from '../../dynamo/plan/cursor';
import { isQuery, OWN_KEY, type Plan, type Question } from '../../dynamo/plan/plan';
import { plan } from '../../dynamo/plan/planner';
import type { Position } from '../../dynamo/plan/position';
import type { Meter } from '../../dynamo/transport';
import { usageError } from '../../errors';
import type { Origin } from '../../origin';
import type { Secrets } from '../../redact/redact';
import { impliedConditions, patternOf, type WindowTimes, windowOf } from './access-pattern';
import type { Ask } from './ask';
import { checkSyntax, readSort } from './check-syntax';
import { conditionsOf } from './conditions';
import { contradiction } from './contradictions';
import { withoutTypedSecret } from './hide-secrets';
import { checkKeySizes } from './key-sizes';
import type { TableLocation } from './table-name';

/** A validated question with its plan. Only a Session can run it. */
export interface PreparedQuestion {
  readonly ask: Ask;
  readonly table: TableDefinition;
  readonly plan: Plan;
  /** All conditions of the question. Their origins don't quote values of secret attributes. */
  readonly conditions: readonly Condition[];
  /** What was planned. */
  readonly question: Question;
  readonly cursor: Cursor | undefined;
  /** Parts of the question that no item can meet together, so that the answer is empty whatever the table holds. */
  readonly contradiction: readonly Origin[] | undefined;
  /** The positions from the cursor. */
  readonly start: readonly Position[] | undefined;
  /** The time that ages are relative to, in epoch milliseconds. */
  readonly now: number;
  readonly secrets: Secrets;
  /** The result of DescribeTable, for a table without a command. */
  readonly described?: {
    readonly name: string;
    readonly location: TableLocation;
    readonly sizes: TableSizes;
    /** The meter of the DescribeTable request. */
    readonly meter: Meter;
  };
}

/** Turns a question into a plan. Sends nothing. `now` is in epoch milliseconds. Throws a usage error when the question is not valid. */
export function prepareQuestion(
  table: TableDefinition,
  tableName: string,
  ask: Ask,
  context: WindowTimes & { readonly secrets: Secrets; readonly sizes?: TableSizes | undefined },
): PreparedQuestion {
  const cursor = checkSyntax(ask);
  requireOptions(table, ask);
  // A continued question must keep its time window, so ages stay relative to the time of the first run.
  const now = cursor?.now ?? context.now;
  const { secrets } = context;
  const requested = conditionsOf(table, ask, { ...context, now });
  const pattern = patternOf(table, requested, ask);
  const conditions = [
    ...requested,
    ...windowOf(table, pattern, ask, { ...context, now }),
    ...impliedConditions(table, pattern, requested, ask),
  ].map((condition) => withoutTypedSecret(condition, secrets.isSecret));
  const { order, count, limit, segments, columns, consistent } = ask;
  checkIndex(table, ask);
  const sort = ask.sort ?? (order || pattern?.sort === undefined ? undefined : splitColumns(pattern.sort));
  // The last part of an ID alone fits no index, and a whole index would cost as much as the table, and hold no more.
  const isPartOfId =
    conditions.length > 0 &&
    conditions.every(({ origin, operator }) => origin.part === 'argument' && operator === 'any');
  const index = ask.index ?? (isPartOfId ? OWN_KEY : undefined);
  const question: Question = {
    conditions,
    columns: columns === ALL_COLUMNS ? undefined : columns,
    order,
    sort: sort === undefined ? undefined : readSort(table, sort),
    count,
    limit: limit === 'all' ? undefined : limit,
    segments,
    index,
    consistent,
  };
  const planned = (asked: Question) => {
    const chosen = plan(table, tableName, asked, context.sizes);
    if (chosen.operation === 'none') throw unanswerable(table, chosen.attribute, asked.conditions, ask);
    checkKeySizes(chosen);
    return { question: asked, plan: chosen };
  };
  const chosen = cursor ? continued(cursor, question, planned) : planned(question);
  const start =
    cursor && !continuesReplacement(chosen.plan, cursor) ? resume(chosen.plan, cursor) : undefined;
  const excluding = contradiction(conditions);
  return {
    ...{ ask, table, question: chosen.question, conditions, cursor, start, now, secrets },
    plan: excluding ? nothingToRead(chosen.plan) : context.sizes ? chosen.plan : withLookUp(chosen.plan),
    contradiction: (excluding ?? unmetKey(chosen.plan, conditions))?.map(({ origin }) => origin),
  };
}

interface Planned {
  readonly question: Question;
  readonly plan: Plan;
}

/** Plans a question that continues. Whether a Scan is sorted depends on its limit, but a cursor also continues with another limit. */
function continued(cursor: Cursor, question: Question, planned: (question: Question) => Planned): Planned {
  const isOf = ({ plan: chosen }: Planned) =>
    continuesPlan(chosen, cursor) || continuesReplacement(chosen, cursor);
  const usual = planned(question);
  if (usual.plan.operation !== 'scan' || isOf(usual)) return usual;
  const other = planned({ ...question, newestFirst: usual.plan.sort === undefined });
  return isOf(other) ? other : usual;
}

/** Adds to a Scan that the run looks for a better path, which only the table's description can show. */
function withLookUp(chosen: Plan): Plan {
  return chosen.operation === 'scan'
    ? { ...chosen, notes: [...chosen.notes, { kind: 'looks-for-key' }] }
    : chosen;
}

/** Throws a usage error for an index that the table does not have, or that can't be read as requested. */
function checkIndex({ indexes = [] }: TableDefinition, { index, consistent }: Ask): void {
  if (index === undefined || index === OWN_KEY) return;
  const names = [OWN_KEY, ...indexes.map(({ name }) => name)];
  const found = indexes.find(({ name }) => name === index);
  if (!found)
    throw usageError(
      `'${index}' is not an index of this table.${didYouMean(index, names)}`,
      `Use one of ${names.join(', ')}.`,
      { part: 'setting', name: 'index' },
    );
  if (consistent && !found.local)
    throw usageError(`'${index}' is a global index, which does not support consistent reads.`, undefined, {
      part: 'settings',
      names: ['index', 'consistent'],
    });
}

/** Returns a plan without requests, for a question that no item can meet. */
function nothingToRead(chosen: Plan): Plan {
  const { table, index, schema, tableKey, filter, residual, projection, count, limit, sort, rejected } =
    chosen;
  return {
    ...{ table, index, schema, tableKey, filter, residual, projection, count, limit, sort, rejected },
    operation: 'merge',
    branches: [],
    descending: isQuery(chosen) && chosen.descending,
    allAttributes: false,
    complete: false,
    notes: [],
  };
}

/** Returns the conditions that leave no possible value of a key. */
function unmetKey(chosen: Plan, conditions: readonly Condition[]): readonly Condition[] | undefined {
  if (!isQuery(chosen) || chosen.branches.length > 0) return undefined;
  const rest = [...chosen.filter, ...chosen.residual];
  return conditions.filter((condition) => !rest.includes(condition));
}

/** Throws a usage error if a required option is missing. The argument, which is an ID, replaces all of them. */
function requireOptions(table: TableDefinition, { values, argument }: Ask): void {
  if (argument !== undefined) return;
  const missing = table.required
    ?.map((name) => table.attributes[name]?.option)
    .find((option) => option !== undefined && values[option] === undefined);
  if (missing === undefined) return;
  const about = { part: 'setting', name: missing } as const;
  throw usageError('is required.', { kind: 'help', command: table.command }, about);
}

function unanswerable(
  { command }: TableDefinition,
  attribute: string,
  conditions: readonly Condition[],
  { consistent, index }: Ask,
): Error {
  const onlyInKey = `'${attribute}' exists only as part of a key, not as an attribute`;
  // The key may be of an index that the question rules out.
  if (consistent || index !== undefined)
    return usageError(
      `${onlyInKey}, and ${consistent ? 'a global index does not support consistent reads' : `not of the key of ${index}`}.`,
      undefined,
      { part: 'setting', name: consistent ? 'consistent' : 'index' },
    );
  const window = conditions.find(({ path, origin }) => path[0] === attribute && origin.part === 'window');
  if (window)
    return usageError(
      `can't be used in this combination, as ${attribute} exists only as part of a key, not as an attribute.`,
      { kind: 'help', command },
      window.origin,
    );
  return usageError(
    `${attribute} can't be used in this combination: it exists only as part of a key, not as an attribute.`,
    { kind: 'help', command },
  );
}
