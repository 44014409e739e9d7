import { needsCheck } from '../model/condition';
import {
  type IndexDefinition,
  type KeySchema,
  type TableDefinition,
  timeAttribute,
} from '../model/definition';
import { entityFilter } from '../model/entity-filter';
import { sizeOf, type TableSizes } from '../model/table-description';
import { type Candidate, exclusionOf, reachesIntoKey } from './candidates';
import { missableKeys, requireKey, unprovenKeys } from './index-coverage';
import { OWN_KEY, type Question, type Sort } from './plan';
import { lacksRequested, projectedAttributes } from './projection';

/** What a Scan reads: the table or one of its indexes, with the conditions left for filters. */
export type ScanPath = Pick<
  Candidate,
  'index' | 'schema' | 'filter' | 'residual' | 'projected' | 'incomplete' | 'mayLack'
>;

/**
 * Returns what to scan for a question that no key serves: the path that the question names, else the smallest index that contains every
 * item and attribute asked for, else the table. Without `sizes`, an index is taken to be smaller if not every item has its key attributes.
 */
export function scanPath(table: TableDefinition, question: Question, sizes?: TableSizes): ScanPath {
  const { indexes = [] } = table;
  if (question.index !== undefined && question.index !== OWN_KEY)
    return pathOf(
      table,
      question,
      indexes.find(({ name }) => name === question.index),
    );
  const whole = pathOf(table, question, undefined);
  if (question.index === OWN_KEY) return whole;
  const smaller = indexes
    .filter((index) => !exclusionOf(question, index))
    .filter((index) => unprovenKeys(table, index, question.conditions).length === 0)
    // If no condition explains why an index is smaller than the table, the definition is wrong to say that every item has its keys.
    .filter((index) => requireKey(table, index, question.conditions) && isSmaller(table, index, sizes))
    .map((index) => pathOf(table, question, index))
    .filter(({ incomplete }) => !incomplete);
  const bytes = ({ index }: ScanPath) => (sizes && sizeOf({ index: index?.name }, sizes)?.bytes) ?? 0;
  return [...smaller].sort((a, b) => bytes(a) - bytes(b))[0] ?? whole;
}

function pathOf(table: TableDefinition, question: Question, index: IndexDefinition | undefined): ScanPath {
  const { conditions } = question;
  const schema: KeySchema = index ?? (table.keyIsAssumed ? { partitionKey: [] } : table);
  const projected = projectedAttributes(table, index, schema);
  const isVisible = ({ path }: { path: readonly unknown[] }) =>
    projected === undefined || projected.has(String(path[0]));
  const filterable = conditions.filter(
    (condition) => !reachesIntoKey(table, condition) && isVisible(condition),
  );
  const filter = [...filterable, ...entityFilter(table)];
  const residual = conditions.filter((one) => needsCheck(one) || !filter.includes(one));
  const incomplete = lacksRequested(question, projected) || residual.some((one) => !isVisible(one));
  const mayLack = index ? unprovenKeys(table, index, conditions) : [];
  return { index, schema, filter, residual, projected, incomplete, mayLack };
}

function isSmaller(table: TableDefinition, index: IndexDefinition, sizes: TableSizes | undefined): boolean {
  const size = sizes && sizeOf({ index: index.name }, sizes);
  // A table reported as empty is probably new and not counted yet.
  if (sizes?.table && sizes.table.items > 0 && size)
    return size.bytes < sizes.table.bytes || size.items < sizes.table.items;
  return missableKeys(table, index, []).length > 0;
}

/**
 * Returns the order of a Scan, which has none of its own: a requested order is by the table's time or sort key, and the first items of a
 * question with conditions are the newest.
 */
export function orderOfScan(
  table: TableDefinition,
  { order, conditions, limit, count, newestFirst }: Question,
): readonly Sort[] | undefined {
  const time = timeOf(table);
  const column = order ? (time ?? (table.keyIsAssumed ? undefined : table.sortKey?.[0])) : time;
  const isAsked = newestFirst ?? (limit !== undefined && conditions.length > 0);
  if (column === undefined || count || !(order || isAsked)) return undefined;
  return [{ column, descending: order !== 'asc', format: table.attributes[column]?.format }];
}

/** Returns the time attribute of the items. One that exists only inside a key can't be sorted by. */
export function timeOf(table: TableDefinition): string | undefined {
  const time = timeAttribute(table);
  return time !== undefined && table.attributes[time]?.virtual ? undefined : time;
}
