import { completeDefinition } from '../../dynamo/model/complete-definition';
import type { TableDefinition } from '../../dynamo/model/definition';
import { sizesOf, type TableDescription, type TableSizes } from '../../dynamo/model/table-description';
import { continuesPlan, fingerprint, resume } from '../../dynamo/plan/cursor';
import { itemsLeftOut, unprovenKeys } from '../../dynamo/plan/index-coverage';
import type { Plan } from '../../dynamo/plan/plan';
import { plan, type Unanswerable } from '../../dynamo/plan/planner';
import { checkKeySizes } from './key-sizes';
import type { PreparedQuestion } from './prepare';

/**
 * Plans a question that needs a Scan again now that the table's description is known: its real key or an index that the definition does not
 * know may serve it, and a smaller index may be scanned. A cursor continues with the plan that it is of. Throws a usage error if that is
 * neither.
 */
export function replan(prepared: PreparedQuestion, description: TableDescription): PreparedQuestion {
  const { cursor, plan: before } = prepared;
  const sizes = sizesOf(description);
  const complete = completeDefinition(prepared.table, description);
  const { table, chosen } = wholePlan(complete, prepared, sizes);
  const isSame = chosen.operation === 'none' || fingerprint(chosen) === fingerprint(before);
  if (isSame || (cursor && continuesPlan(before, cursor))) {
    const notes = before.notes.filter(({ kind }) => kind !== 'looks-for-key');
    return { ...prepared, table, plan: { ...before, notes }, start: cursor && resume(before, cursor) };
  }
  const after = { ...chosen, replaces: fingerprint(before) };
  checkKeySizes(after);
  return { ...prepared, table, plan: after, start: cursor && resume(after, cursor) };
}

/** Returns the best plan that finds everything that the Scan would find: not on an index that may leave out items. */
function wholePlan(
  table: TableDefinition,
  { question, plan: before }: Pick<PreparedQuestion, 'question' | 'plan'>,
  sizes: TableSizes,
): { readonly table: TableDefinition; readonly chosen: Plan | Unanswerable } {
  const chosen = plan(table, before.table, question, sizes);
  if (chosen.operation === 'none' || question.index !== undefined) return { table, chosen };
  const index = table.indexes?.find(({ name }) => name === chosen.index);
  const isWhole = !index || unprovenKeys(table, index, question.conditions).length === 0;
  if (isWhole || itemsLeftOut(sizes, index.name) === 0) return { table, chosen };
  const others = table.indexes?.filter((other) => other !== index) ?? [];
  return wholePlan({ ...table, indexes: others }, { question, plan: before }, sizes);
}
