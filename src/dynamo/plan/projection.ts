import {
  type IndexDefinition,
  type KeySchema,
  keyAttributes,
  type TableDefinition,
} from '../model/definition';
import { parsePath } from '../model/path';
import type { Question } from './plan';

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

/** Whether an index lacks attributes that the question requests. `projected` are those that it has, undefined for all. */
export function lacksRequested(question: Question, projected: ReadonlySet<string> | undefined): boolean {
  const needs = question.count ? [] : requestedAttributes(question);
  return projected !== undefined && (needs === 'all' || needs.some((name) => !projected.has(name)));
}
