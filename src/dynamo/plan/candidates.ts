import { type Condition, needsCheck, topLevel } from '../model/condition';
import {
  type IndexDefinition,
  type KeySchema,
  keyAttributes,
  keySchemas,
  type TableDefinition,
  templateVariables,
} from '../model/definition';
import { entityFilter } from '../model/entity-filter';
import { parsePath } from '../model/path';
import type { TableSizes } from '../model/table-description';
import { itemsLeftOut, missableKeys, unprovenKeys } from './index-coverage';
import { type Binding, bindKey } from './key-binding';
import { isSortedBy } from './order';
import { type Disadvantage, OWN_KEY, type Question, type Rejected, type Rejection, TABLE_KEY } from './plan';

/** An access path that can answer the question, with the conditions left for filters. */
export interface Candidate extends Binding {
  readonly index: IndexDefinition | undefined;
  readonly schema: KeySchema;
  readonly filter: readonly Condition[];
  readonly residual: readonly Condition[];
  /** The attributes that the index projects. Undefined for all. */
  readonly projected: ReadonlySet<string> | undefined;
  /** The index does not project all attributes that the question needs. */
  readonly incomplete: boolean;
  /** See `mayLack` of a plan. */
  readonly mayLack: readonly string[];
  /** It contains every item that meets the conditions. */
  readonly isWhole: boolean;
  /** Its order is the one that the question requests. */
  readonly isSorted: boolean;
}

export function pathName(index: IndexDefinition | undefined): string {
  return index ? index.name : TABLE_KEY;
}

/** Returns all access paths of the table except Scan: those that can answer, best first, and the others with the reason why they can't. */
export function candidates(
  table: TableDefinition,
  question: Question,
  sizes?: TableSizes,
): { readonly ranked: readonly Candidate[]; readonly impossible: readonly Rejected[] } {
  const possible: Candidate[] = [];
  const impossible: Rejected[] = [];
  for (const { index, schema } of keySchemas(table)) {
    const path = pathName(index);
    const reason = exclusionOf(question, index);
    if (reason) {
      impossible.push({ path, reason });
      continue;
    }
    const binding = bindKey(table, schema, question.conditions);
    if ('unbound' in binding) {
      impossible.push({ path, reason: binding.unbound });
      continue;
    }
    const candidate = toCandidate(table, question, index, schema, binding, sizes);
    const virtual = [...candidate.filter, ...candidate.residual].find(
      (condition) => isVirtual(table, condition) && !isInKey(table, schema, condition),
    );
    if (virtual) impossible.push({ path, reason: { kind: 'never-has', attribute: String(virtual.path[0]) } });
    else possible.push(candidate);
  }
  return { ranked: possible.sort((a, b) => compare(table, a, b)), impossible };
}

/** Returns the reason why a question excludes a path, whatever its key. Undefined if it does not. */
export function exclusionOf(question: Question, index: IndexDefinition | undefined): Rejection | undefined {
  if (question.index !== undefined && question.index !== (index?.name ?? OWN_KEY))
    return { kind: 'not-asked' };
  if (!index) return undefined;
  if (question.consistent && !index.local) return { kind: 'not-consistent' };
  const absent = question.conditions.find(
    (condition) => requiresAbsence(condition) && keyAttributes(index).includes(topLevel(condition) ?? ''),
  );
  return absent && { kind: 'always-has', attribute: String(topLevel(absent)) };
}

/** Whether only items without the condition's attribute can meet it. */
function requiresAbsence(condition: Condition): boolean {
  if (condition.operator === 'any') return condition.any.every(requiresAbsence);
  return (
    condition.operator === 'not_exists' ||
    (condition.operator === 'not' && condition.not.operator === 'exists')
  );
}

/** Whether the attribute of a condition exists only inside keys. */
export function isVirtual({ attributes }: TableDefinition, { path }: Condition): boolean {
  return attributes[String(path[0])]?.virtual === true;
}

/** Whether the attribute of a condition is part of a key, so that it can be checked on the key of each item. */
function isInKey(table: TableDefinition, schema: KeySchema, { path }: Condition): boolean {
  return keyAttributes(schema).some((name) => templateVariables(table, name).includes(String(path[0])));
}

function toCandidate(
  table: TableDefinition,
  question: Question,
  index: IndexDefinition | undefined,
  schema: KeySchema,
  binding: Binding,
  sizes: TableSizes | undefined,
): Candidate {
  const unused = question.conditions.filter((condition) => !binding.used.has(condition));
  const own = new Set(keyAttributes(schema));
  const onKey = (condition: Condition) =>
    own.has(String(condition.path[0])) || reachesIntoKey(table, condition) || isVirtual(table, condition);
  const projected = projectedAttributes(table, index, schema);
  const visible = (condition: Condition) =>
    projected === undefined || projected.has(String(condition.path[0]));
  // Other entities may share an index, while the table's own key already excludes them.
  const entity = index ? entityFilter(table).filter((condition) => !onKey(condition)) : [];
  const filter = [...unused.filter((condition) => !onKey(condition) && visible(condition)), ...entity];
  const residual = unused.filter(
    (condition) => onKey(condition) || !visible(condition) || needsCheck(condition),
  );
  const incomplete =
    lacksRequested(question, projected) ||
    residual.some((condition) => !visible(condition) && !isVirtual(table, condition));
  const mayLack = index ? missableKeys(table, index, question.conditions) : [];
  const isWhole =
    !index ||
    unprovenKeys(table, index, question.conditions).length === 0 ||
    (sizes !== undefined && itemsLeftOut(sizes, index.name) === 0);
  const isSorted =
    question.sort !== undefined &&
    isSortedBy(question.sort, schema, binding.branches) &&
    isWhole &&
    !incomplete;
  return { ...binding, index, schema, filter, residual, projected, incomplete, mayLack, isWhole, isSorted };
}

/** Whether an index lacks attributes that the question requests. `projected` are those that it has, undefined for all. */
export function lacksRequested(question: Question, projected: ReadonlySet<string> | undefined): boolean {
  const needs = question.count ? [] : requestedAttributes(question);
  return projected !== undefined && (needs === 'all' || needs.some((name) => !projected.has(name)));
}

/**
 * Whether a condition's path reaches into a key attribute of the table or any index. DynamoDB rejects such filters, as key attributes are
 * scalars.
 */
export function reachesIntoKey(table: TableDefinition, condition: Condition): boolean {
  const [name] = condition.path;
  return (
    condition.path.length > 1 &&
    keySchemas(table).some(({ schema }) => keyAttributes(schema).includes(String(name)))
  );
}

/** Returns the attributes that an index projects, or undefined for all. */
export function projectedAttributes(
  table: TableDefinition,
  index: IndexDefinition | undefined,
  schema: KeySchema,
): ReadonlySet<string> | undefined {
  if (!index || index.projection === 'ALL') return undefined;
  const included = index.projection === 'KEYS_ONLY' ? [] : index.projection;
  const own = table.keyIsAssumed ? [] : keyAttributes(table);
  return new Set([...keyAttributes(schema), ...own, ...included]);
}

/**
 * Returns the top-level attributes of the columns and the sort columns. A dot may also be part of a name, so both readings are included
 * unless quotes rule one out.
 */
export function requestedAttributes({ columns, sort }: Question): 'all' | readonly string[] {
  if (!columns) return 'all';
  const all = [...columns, ...(sort ?? []).map(({ column }) => column)];
  return [
    ...new Set(
      all.flatMap((column) => {
        const first = String(parsePath(column)?.[0] ?? column);
        return column.startsWith('"') ? [first] : [column, first];
      }),
    ),
  ];
}

/**
 * The criteria for choosing a path, most important first, each with the reason to report for the path that lost. A lower rank is better.
 */
const RANKS: readonly {
  readonly rank: (candidate: Candidate, table: TableDefinition) => number;
  readonly reason: Disadvantage;
}[] = [
  {
    rank: (c) => (c.assumed.length > 0 ? 1 : 0),
    reason: 'asks-every-known-value',
  },
  { rank: (c, table) => (isOneItem(table, c) ? 0 : 1), reason: 'may-find-many' },
  { rank: (c) => (c.branches.length > 1 ? 1 : 0), reason: 'needs-several-queries' },
  { rank: (c) => -c.constrained, reason: 'fits-fewer-conditions' },
  { rank: (c) => (c.isWhole ? 0 : 1), reason: 'may-leave-out' },
  { rank: (c) => (c.isSorted ? 0 : 1), reason: 'sorted-otherwise' },
  {
    rank: (c, table) => (isEnumerated(table, c) ? 1 : 0),
    reason: 'has-few-key-values',
  },
  { rank: (c) => (c.incomplete ? 1 : 0), reason: 'lacks-attributes' },
  { rank: (c) => c.branches.length, reason: 'needs-more-queries' },
  { rank: (c) => c.filter.length + c.residual.length, reason: 'filters-more' },
];

function compare(table: TableDefinition, a: Candidate, b: Candidate): number {
  for (const { rank } of RANKS) {
    const difference = rank(a, table) - rank(b, table);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Returns the reason why another path lost against the winner. */
export function rejectionReason(table: TableDefinition, winner: Candidate, loser: Candidate): Disadvantage {
  const decisive = RANKS.find(({ rank }) => rank(winner, table) !== rank(loser, table));
  return decisive?.reason ?? 'declared-later';
}

/** Whether each Query finds at most one item: by a whole primary key, or by a unique attribute. */
function isOneItem(table: TableDefinition, { index, schema, branches }: Candidate): boolean {
  const fixed = branches[0]?.key.filter((condition) => condition.operator === '=') ?? [];
  if (index) return schema.partitionKey.some((name) => table.attributes[name]?.unique);
  return fixed.length === keyAttributes(schema).length;
}

function isEnumerated(table: TableDefinition, candidate: Candidate): boolean {
  return candidate.schema.partitionKey.every((name) => table.attributes[name]?.values !== undefined);
}
