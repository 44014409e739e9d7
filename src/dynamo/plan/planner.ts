import { needsCheck } from '../model/condition';
import {
  isTime,
  type KeySchema,
  keyAttributes,
  type TableDefinition,
  timeAttribute,
} from '../model/definition';
import { entityFilter } from '../model/entity-filter';
import type { Item } from '../model/values';
import {
  type Candidate,
  candidates,
  pathName,
  reachesIntoKey,
  strayVirtual,
  wantedAttributes,
  whyRejected,
} from './candidates';
import {
  type Plan,
  type PlanNote,
  type QueryPlan,
  type Question,
  type Rejected,
  SCAN,
  type Sort,
} from './plan';

/** No path can answer: a condition stands only inside a key that the question doesn't complete. */
export interface Unanswerable {
  readonly operation: 'none';
  readonly attribute: string;
  readonly rejected: readonly Rejected[];
}

/**
 * Chooses the cheapest correct way to ask `question` of the table called `tableName`: GetItem for a whole primary key;
 * Query where every partition attribute is fixed; several Queries, merged, where a missing one has a few known values;
 * else Scan. What the path does not use becomes a filter, so no condition is ever lost. Pure and total.
 */
export function plan(table: TableDefinition, tableName: string, question: Question): Plan | Unanswerable {
  const { ranked, impossible } = candidates(table, question);
  const get = ranked.find((candidate) => isWholeKey(question, candidate));
  const winner = get ?? ranked[0];
  if (!winner) return scan(table, tableName, question, impossible);
  const rejected: readonly Rejected[] = [
    ...ranked
      .filter((c) => c !== winner)
      .map((c) => ({ path: pathName(c.index), reason: { kind: whyRejected(table, winner, c) } })),
    ...impossible,
    { path: SCAN, reason: { kind: 'reads-everything' } },
  ];
  const base = {
    table: tableName,
    schema: winner.schema,
    ...shared(table, question),
    projection: projection(table, question, winner),
    filter: winner.filter,
    residual: winner.residual,
    rejected,
    notes: notes(table, winner),
  };
  if (winner === get) return { ...base, operation: 'get', key: keyOf(winner), complete: false };
  const local = winner.index?.local === true;
  return {
    ...base,
    operation: winner.branches.length === 1 ? 'query' : 'merge',
    index: winner.index?.name,
    branches: winner.branches,
    descending: isDescending(table, question, winner.schema),
    allAttributes: winner.incomplete && local,
    complete: winner.incomplete && !local,
  } satisfies QueryPlan;
}

function scan(
  table: TableDefinition,
  tableName: string,
  question: Question,
  rejected: readonly Rejected[],
): Plan | Unanswerable {
  const stray = strayVirtual(table, question.conditions);
  if (stray) return { operation: 'none', attribute: stray, rejected };
  const schema = table.keyIsAssumed ? { partitionKey: [] } : table;
  const asked = question.conditions.filter((condition) => !reachesIntoKey(table, condition));
  const filter = [...asked, ...entityFilter(table)];
  const residual = question.conditions.filter((one) => needsCheck(one) || !filter.includes(one));
  const sort = question.sort ?? orderOfScan(table, question);
  return {
    operation: 'scan',
    table: tableName,
    schema,
    ...shared(table, { ...question, sort }),
    projection: projection(
      table,
      { ...question, sort },
      { schema, residual, projected: undefined, incomplete: false },
    ),
    filter,
    residual,
    segments: question.segments ?? 1,
    complete: false,
    rejected,
    notes: question.order && !sort ? [{ kind: 'unordered' }] : [],
  };
}

/** A Scan has no order of its own, so one that is asked for is made: by the time that the table is about, or its sort key. */
function orderOfScan(table: TableDefinition, { order }: Question): Sort | undefined {
  const column = timeAttribute(table) ?? table.sortKey?.[0];
  if (!order || column === undefined) return undefined;
  return { column, descending: order === 'desc', format: table.attributes[column]?.format };
}

/** What every plan has in common. */
function shared(table: TableDefinition, question: Question) {
  return {
    tableKey: table.keyIsAssumed
      ? undefined
      : { partitionKey: table.partitionKey, sortKey: table.sortKey ?? [] },
    count: question.count === true,
    limit: question.limit,
    sort: question.sort,
  };
}

/**
 * The attributes to ask for: those of the columns, and those that the tool needs for itself (keys for merging and cursors,
 * the residual's and the sort's). Everything where the user named no columns. A count returns no attribute but those that a
 * residual must look at.
 */
function projection(
  table: TableDefinition,
  question: Question,
  {
    schema,
    residual,
    projected,
    incomplete,
  }: Pick<Candidate, 'schema' | 'residual' | 'projected' | 'incomplete'>,
): readonly string[] | undefined {
  const checked = residual.map((condition) => String(condition.path[0]));
  const wanted = question.count ? [] : wantedAttributes(question);
  if (question.count && checked.length === 0) return undefined;
  // Only the true key makes a cursor, and completes an item; while it is not known, nothing may be left out.
  if (wanted === 'all' || (table.keyIsAssumed && (incomplete || !question.count))) return undefined;
  const keys = question.count && !incomplete ? [] : [...keyAttributes(table), ...keyAttributes(schema)];
  const ttl = table.ttl && !question.count ? [table.ttl] : [];
  const names = [...new Set([...wanted, ...keys, ...ttl, ...checked])].sort();
  // A global index refuses to be asked for what it does not project; where that matters, the table is asked.
  return projected && !incomplete ? names.filter((name) => projected.has(name)) : names;
}

/** A whole primary key of one item, with nothing left to filter: GetItem. A count needs Query's COUNT instead. */
function isWholeKey({ count }: Question, { index, schema, branches, filter, residual }: Candidate): boolean {
  if (index || branches.length !== 1 || count) return false;
  if (filter.length > 0 || residual.length > 0) return false;
  const equalities = branches[0]?.key.filter((condition) => condition.operator === '=') ?? [];
  return equalities.length === keyAttributes(schema).length;
}

function keyOf(candidate: Candidate): Item {
  const conditions = candidate.branches[0]?.key ?? [];
  return Object.fromEntries(
    conditions.flatMap((c) => (c.operator === 'between' ? [] : [[c.attribute, c.value]])),
  );
}

function isDescending(table: TableDefinition, question: Question, schema: KeySchema): boolean {
  if (question.order) return question.order === 'desc';
  return (schema.sortKey ?? []).some((name) => isTime(table.attributes[name]));
}

/** What to know about the answer of this path before trusting it. */
function notes(table: TableDefinition, candidate: Candidate): readonly PlanNote[] {
  const { index, schema, assumed, incomplete, prefix } = candidate;
  const result: PlanNote[] = [];
  for (const name of assumed) {
    const values = table.attributes[name]?.values?.flatMap((value) => value.stored) ?? [];
    result.push({ kind: 'assumed-values', attribute: name, values });
  }
  if (index) {
    const loose = keyAttributes(schema).filter(
      (name) => !keyAttributes(table).includes(name) || table.keyIsAssumed,
    );
    if (loose.length > 0) result.push({ kind: 'sparse-index', index: index.name, attributes: loose });
  }
  if (prefix) result.push({ kind: 'key-prefix', attribute: prefix.attribute, prefix: prefix.text });
  if (incomplete && index)
    result.push({ kind: 'not-projected', index: index.name, by: index.local ? 'DynamoDB' : 'BatchGetItem' });
  return result;
}
