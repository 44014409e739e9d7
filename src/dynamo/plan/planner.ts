import { keyAttributes, type TableDefinition, templateVariables } from '../model/definition';
import type { TableSizes } from '../model/table-description';
import type { Item } from '../model/values';
import { type Candidate, candidates, isVirtual, pathName } from './candidates';
import { withinLimits } from './filter-limits';
import { isDescending, isSortedBy } from './order';
import { type DecodedAttribute, type Plan, type QueryPlan, type Question, type Rejected, SCAN } from './plan';
import { indexNotes, notes } from './plan-notes';
import { requestedAttributes } from './projection';
import { byRank, rejectionReason } from './ranking';
import { orderOfScan, scanPath, timeOf } from './scan-path';

/** No path can answer: a condition uses an attribute that exists only inside a key that the question does not complete. */
export interface Unanswerable {
  readonly operation: 'none';
  readonly attribute: string;
  readonly rejected: readonly Rejected[];
}

/**
 * Chooses the cheapest correct plan for `question` to the table called `tableName`: GetItem for a whole primary key; Query if every
 * partition attribute is fixed; several merged Queries if a partition attribute has few known values; else Scan. Conditions that the path
 * does not use become filters, so none is lost. `sizes` are those of the table and its indexes, if known. Pure, and never throws.
 */
export function plan(
  table: TableDefinition,
  tableName: string,
  question: Question,
  sizes?: TableSizes,
): Plan | Unanswerable {
  const chosen = choose(table, tableName, question, sizes);
  return chosen.operation === 'none' ? chosen : withinLimits(chosen);
}

function choose(
  table: TableDefinition,
  tableName: string,
  question: Question,
  sizes: TableSizes | undefined,
): Plan | Unanswerable {
  const { possible, impossible } = candidates(table, question, sizes);
  const ranked = byRank(table, possible);
  const get = ranked.find((candidate) => isWholeKey(question, candidate));
  const winner = get ?? ranked[0];
  if (!winner) return scan(table, tableName, question, sizes, impossible);
  const rejected: readonly Rejected[] = [
    ...ranked
      .filter((c) => c !== winner)
      .map((c) => ({ path: pathName(c.index), reason: { kind: rejectionReason(table, winner, c) } })),
    ...impossible,
    { path: SCAN, reason: { kind: 'reads-everything' } },
  ];
  const { sort } = question;
  const isSorted = sort !== undefined && isSortedBy(sort, winner.schema, winner.branches);
  const base = {
    table: tableName,
    schema: winner.schema,
    ...shared(table, question),
    sort: isSorted ? undefined : sort,
    ...(winner.mayLack.length > 0 && { mayLack: winner.mayLack }),
    projection: projection(table, question, winner),
    filter: winner.filter,
    residual: winner.residual,
    rejected,
    notes: notes(table, winner),
  };
  if (winner === get) return { ...base, operation: 'get', key: keyOf(winner), complete: false };
  const local = winner.index?.local === true;
  const decoded = decodedAttributes(table, winner);
  const time = (winner.schema.sortKey ?? []).length > 0 || base.sort ? undefined : timeOf(table);
  return {
    ...base,
    operation: winner.branches.length === 1 ? 'query' : 'merge',
    index: winner.index?.name,
    branches: winner.branches,
    descending: isSorted ? sort[0]?.descending === true : isDescending(table, question, winner.schema),
    allAttributes: winner.incomplete && local,
    complete: winner.incomplete && !local,
    ...(decoded.length > 0 && { decoded }),
    ...(time !== undefined && { time }),
  } satisfies QueryPlan;
}

/** Returns the key attributes whose templates give the values of attributes that exist only inside them and have to be checked. */
function decodedAttributes(
  table: TableDefinition,
  { schema, residual }: Candidate,
): readonly DecodedAttribute[] {
  const names = new Set(residual.filter((one) => isVirtual(table, one)).map(({ path }) => String(path[0])));
  return keyAttributes(schema).flatMap((attribute): readonly DecodedAttribute[] => {
    const variables = templateVariables(table, attribute);
    const { template } = table.attributes[attribute] ?? {};
    if (template === undefined || !variables.some((name) => names.has(name))) return [];
    const numbers = variables.filter((name) => table.attributes[name]?.type === 'N');
    return [{ attribute, template, numbers }];
  });
}

function scan(
  table: TableDefinition,
  tableName: string,
  question: Question,
  sizes: TableSizes | undefined,
  impossible: readonly Rejected[],
): Plan | Unanswerable {
  const virtual = question.conditions.find((condition) => isVirtual(table, condition));
  if (virtual) return { operation: 'none', attribute: String(virtual.path[0]), rejected: impossible };
  const path = scanPath(table, question, sizes);
  const { index, schema, filter, residual, incomplete, mayLack } = path;
  const sort = question.sort ?? orderOfScan(table, question);
  const local = index?.local === true;
  const time = sort ? undefined : timeOf(table);
  return {
    operation: 'scan',
    table: tableName,
    ...(index && { index: index.name }),
    schema,
    ...shared(table, question),
    sort,
    ...(mayLack.length > 0 && { mayLack }),
    projection: projection(table, { ...question, sort }, path),
    filter,
    residual,
    segments: question.segments ?? 1,
    complete: incomplete && !local,
    ...(incomplete && local && { allAttributes: true }),
    ...(time !== undefined && { time }),
    rejected: impossible.filter((rejection) => rejection.path !== index?.name),
    notes: [
      ...(index ? indexNotes(table, path) : []),
      ...(question.order && !sort ? [{ kind: 'unordered' } as const] : []),
    ],
  };
}

/** Returns the members that all plans have in common. */
function shared(table: TableDefinition, question: Question) {
  return {
    tableKey: table.keyIsAssumed
      ? undefined
      : { partitionKey: table.partitionKey, sortKey: table.sortKey ?? [] },
    count: question.count === true,
    limit: question.limit,
    ...(question.consistent && { consistent: true }),
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
  const checked = residual.flatMap((condition) =>
    isVirtual(table, condition) ? keyAttributes(schema) : String(condition.path[0]),
  );
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
