import type { TableDefinition } from '../../dynamo/model/definition';
import { parsePath, parseSortColumn } from '../../dynamo/model/path';
import { type Cursor, decodeCursor } from '../../dynamo/plan/cursor';
import type { Sort } from '../../dynamo/plan/plan';
import { usageError } from '../../errors';
import type { Ask } from './ask';
import { refuseOtherSyntax } from './foreign-syntax';
import { parseWhere } from './where-syntax';

/** The maximum number of columns to sort by, as a cursor contains the value of each. */
const MAX_SORT_COLUMNS = 8;

/** Checks the parts of a question that don't depend on its table. Returns the decoded cursor, if any. Throws a usage error. */
export function checkSyntax(ask: Ask): Cursor | undefined {
  const { count, cursor, sort, order, columns, where, not } = ask;
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
  for (const text of where) checkWhere(text, false);
  for (const text of not) checkWhere(text, true);
  return cursor === undefined ? undefined : decodeCursor(cursor);
}

function checkWhere(text: string, isNegated: boolean): void {
  refuseOtherSyntax(text, isNegated);
  parseWhere(text, isNegated);
}

/** Returns the order by these columns. Throws a usage error for a column that is not valid or that is there twice. */
export function readSort(
  table: Pick<TableDefinition, 'attributes'>,
  texts: readonly string[],
): readonly Sort[] {
  const about = { part: 'setting', name: 'sort' } as const;
  if (texts.length > MAX_SORT_COLUMNS)
    throw usageError(`At most ${MAX_SORT_COLUMNS} columns can be sorted by.`, undefined, about);
  const sort = texts.map((text) => {
    const column = sortColumn(table, text);
    if (column) return column;
    const remedy = 'Use column, column:asc, column:desc or -column, separated by commas.';
    throw usageError(`'${text}' is not a valid sort column.`, remedy, about);
  });
  const twice = sort.find(({ column }, i) => sort.findIndex((other) => other.column === column) !== i);
  if (twice) throw usageError(`${twice.column} was given twice.`, undefined, about);
  return sort;
}

/** Reads one column. A name that begins with a dash or has a colon is in quotes. */
function sortColumn({ attributes }: Pick<TableDefinition, 'attributes'>, text: string): Sort | undefined {
  const { column = '', descending = false } = parseSortColumn(text) ?? {};
  if (!parsePath(column) || (/^-|:/.test(column) && !column.startsWith('"'))) return undefined;
  return { column, descending, format: attributes[column]?.format };
}
