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
import type { TableSizes } from '../model/table-description';
import { itemsLeftOut, missableKeys, unprovenKeys } from './index-coverage';
import { type Binding, bindKey } from './key-binding';
import { isSortedBy } from './order';
import { OWN_KEY, type Question, type Rejected, type Rejection, TABLE_KEY } from './plan';
import { lacksRequested, projectedAttributes } from './projection';

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

/** Returns all access paths of the table except Scan: those that can answer, and the others with the reason why they can't. */
export function candidates(
  table: TableDefinition,
  question: Question,
  sizes?: TableSizes,
): { readonly possible: readonly Candidate[]; readonly impossible: readonly Rejected[] } {
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
  return { possible, impossible };
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
