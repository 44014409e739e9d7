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
  rejectionReason,
  requestedAttributes,
  virtualAttributeIn,
} from './candidates';
import { withinLimits } from './filter-limits';
import {
  type Plan,
  type PlanNote,
  type QueryPlan,
  type Question,
  type Rejected,
  SCAN,
  type Sort,
} from './plan';

/** No path can answer: a condition uses an attribute that exists only inside a key that the question does not complete. */
export interface Unanswerable {
  readonly operation: 'none';
  readonly attribute: string;
  readonly rejected: readonly Rejected[];
}

/**
 * Chooses the cheapest correct plan for `question` to the table called `tableName`: GetItem for a whole primary key; Query if every
 * partition attribute is fixed; several merged Queries if a partition attribute has few known values; else Scan. Conditions that the path
 * does not use become filters, so none is lost. Pure, and never throws.
 */
export function plan(table: TableDefinition, tableName: string, question: Question): Plan | Unanswerable {
  const chosen = choose(table, tableName, question);
  return chosen.operation === 'none' ? chosen : withinLimits(chosen);
}

function choose(table: TableDefinition, tableName: string, question: Question): Plan | Unanswerable {
  const { ranked, impossible } = candidates(table, question);
  const get = ranked.find((candidate) => isWholeKey(question, candidate));
  const winner = get ?? ranked[0];
  if (!winner) return scan(table, tableName, question, impossible);
  const rejected: readonly Rejected[] = [
    ...ranked
      .filter((c) => c !== winner)
      .map((c) => ({ path: pathName(c.index), reason: { kind: rejectionReason(table, winner, c) } })),
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
  const virtual = virtualAttributeIn(table, question.conditions);
  if (virtual) return { operation: 'none', attribute: virtual, rejected };
  const schema = table.keyIsAssumed ? { partitionKey: [] } : table;
  const filterable = question.conditions.filter((condition) => !reachesIntoKey(table, condition));
  const filter = [...filterable, ...entityFilter(table)];
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

/** Returns the order for a Scan: a Scan is unordered, so a requested order sorts by the table's time attribute or sort key. */
function orderOfScan(table: TableDefinition, { order }: Question): Sort | undefined {
  const column = timeAttribute(table) ?? table.sortKey?.[0];
  if (!order || column === undefined) return undefined;
  return { column, descending: order === 'desc', format: table.attributes[column]?.format };
}

/** Returns the members that all plans have in common. */
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
 * Returns the attributes to request: those of the columns, and those needed to execute the plan (keys for merging and cursors, and the
 * attributes of the residual and the sort). Undefined for all attributes, if the user named no columns. A count requests only the
 * attributes that its residual checks.
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
  const wanted = question.count ? [] : requestedAttributes(question);
  if (question.count && checked.length === 0) return undefined;
  // Cursors and BatchGetItem need the table's real key, so while it is unknown, all attributes are requested.
  if (wanted === 'all' || (table.keyIsAssumed && (incomplete || !question.count))) return undefined;
  const keys = question.count && !incomplete ? [] : [...keyAttributes(table), ...keyAttributes(schema)];
  const ttl = table.ttl && !question.count ? [table.ttl] : [];
  const names = [...new Set([...wanted, ...keys, ...ttl, ...checked])].sort();
  // A global index rejects a projection with attributes that it does not have. If they matter, they are read from the table.
  return projected && !incomplete ? names.filter((name) => projected.has(name)) : names;
}

/** Whether GetItem can answer: the whole primary key is fixed, and no filter is left. A count uses Query instead. */
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

/** Returns the limitations of a path that affect the answer. */
function notes(table: TableDefinition, candidate: Candidate): readonly PlanNote[] {
  const { index, schema, assumed, incomplete, prefix } = candidate;
  const result: PlanNote[] = [];
  for (const name of assumed) {
    const values = table.attributes[name]?.values?.flatMap((value) => value.stored) ?? [];
    result.push({ kind: 'assumed-values', attribute: name, values });
  }
  if (index) {
    const optional = keyAttributes(schema).filter(
      (name) => !keyAttributes(table).includes(name) || table.keyIsAssumed,
    );
    if (optional.length > 0) result.push({ kind: 'sparse-index', index: index.name, attributes: optional });
  }
  if (prefix) result.push({ kind: 'key-prefix', attribute: prefix.attribute, prefix: prefix.text });
  if (incomplete && index)
    result.push({ kind: 'not-projected', index: index.name, by: index.local ? 'DynamoDB' : 'BatchGetItem' });
  return result;
}
