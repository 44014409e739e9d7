import { entityFilter } from '../../dynamo/model/entity-filter';
import type { TableSizes } from '../../dynamo/model/table-description';
import { readUnits } from '../../dynamo/plan/cost';
import { itemsLeftOut, missableKeys } from '../../dynamo/plan/index-coverage';
import type { PreparedQuestion } from '../question/prepare';
import type { Note } from './note';

/** How long to wait for the sizes, in milliseconds, after everything else is done. */
const TIMEOUT_MS = 2_000;

/**
 * Returns a note if the index of a question may leave out items, unless DynamoDB has counted as many items in it as in the table. The sizes
 * are requested while the answer is read.
 */
export async function sparseIndexNote(
  { plan, table }: PreparedQuestion,
  requested: Promise<TableSizes | undefined>,
): Promise<Note | undefined> {
  const { index, mayLack = [] } = plan;
  if (index === undefined || mayLack.length === 0) return undefined;
  const sizes = await Promise.race([requested.catch(() => undefined), timeout()]);
  const missing = sizes && itemsLeftOut(sizes, index);
  if (missing === 0) return undefined;
  const size = sizes?.table?.items ? sizes.table : undefined;
  const definition = table.indexes?.find(({ name }) => name === index);
  // Items of other entities in the table, and those without a key attribute that the question requires, are rightly not in the index, so
  // their number says nothing.
  const isCounted =
    missing !== undefined &&
    definition !== undefined &&
    missableKeys(table, definition, []).length === mayLack.length &&
    entityFilter(table).length === 0;
  return {
    kind: 'sparse-index',
    table: plan.table,
    index,
    attributes: mayLack,
    ...(isCounted && { missing }),
    ...(size && { size: { ...size, capacityUnits: readUnits(size.bytes) * (plan.consistent ? 2 : 1) } }),
  };
}

function timeout(): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), TIMEOUT_MS).unref();
  });
}
