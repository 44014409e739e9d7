import { isTime } from '../model/attribute-definition';
import { type Condition, topLevel } from '../model/condition';
import { type KeySchema, type TableDefinition, templateVariables } from '../model/definition';
import { columnName } from '../model/path';
import type { Branch, Question, Sort } from './plan';

/** Whether a path returns items in descending order: as requested, or newest first if its sort key is a time. */
export function isDescending(
  table: TableDefinition,
  { order, conditions }: Pick<Question, 'order' | 'conditions'>,
  { sortKey = [] }: KeySchema,
): boolean {
  if (order) return order === 'desc';
  return sortKey.some((name) => {
    const variable = templateVariables(table, name).find((one) => !isFixed(one, conditions));
    return isSortedByTime(table, name) || (variable !== undefined && isSortedByTime(table, variable));
  });
}

function isFixed(name: string, conditions: readonly Condition[]): boolean {
  return conditions.some((condition) => condition.operator === '=' && topLevel(condition) === name);
}

/** The last word of a name that says that the value is a time: `createdAt`, `created_at`, `startDate`, `timestamp`. */
const TIME_WORD = /(?:^|[_.-])(?:at|date|time|timestamp|datetime|ts|created|updated|started|ended)$/i;

/** The boundaries of words in camel case. */
const CAMEL_CASE = /([a-z\d])([A-Z])/g;

/** Whether an attribute is a time, by its format, or by its name where no format is known. */
function isSortedByTime({ attributes }: TableDefinition, name: string): boolean {
  const attribute = attributes[name];
  if (attribute?.format !== undefined || attribute?.values) return isTime(attribute);
  return TIME_WORD.test(name.replace(CAMEL_CASE, '$1_$2'));
}

/**
 * Whether a path returns items in the order that `sort` requests, by its sort key alone, so that nothing needs to be sorted. The items
 * of several branches are merged by their whole sort key.
 */
export function isSortedBy(
  sort: readonly Sort[],
  { sortKey = [] }: KeySchema,
  branches: readonly Branch[],
): boolean {
  const [only, another] = sort;
  if (!only || another) return false;
  const name = columnName(only.column);
  if (branches.length > 1) return sortKey[0] === name;
  const fixed = branches[0]?.key.filter(({ operator }) => operator === '=').map(({ attribute }) => attribute);
  return sortKey.find((one) => !fixed?.includes(one)) === name;
}
