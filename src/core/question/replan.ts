import { completeDefinition } from '../../dynamo/model/complete-definition';
import { sizesOf, type TableDescription } from '../../dynamo/model/table-description';
import { continuesPlan, fingerprint, resume } from '../../dynamo/plan/cursor';
import { plan } from '../../dynamo/plan/planner';
import { checkKeySizes } from './key-sizes';
import type { PreparedQuestion } from './prepare';

/**
 * Plans a question that needs a Scan again now that the table's description is known: its real key or an index that the definition does not
 * know may serve it, and a smaller index may be scanned. A cursor continues with the plan that it is of. Throws a usage error if that is
 * neither.
 */
export function replan(prepared: PreparedQuestion, description: TableDescription): PreparedQuestion {
  const { cursor, question, plan: before } = prepared;
  const table = completeDefinition(prepared.table, description);
  const chosen = plan(table, before.table, question, sizesOf(description));
  const isSame = chosen.operation === 'none' || fingerprint(chosen) === fingerprint(before);
  if (isSame || (cursor && continuesPlan(before, cursor))) {
    const notes = before.notes.filter(({ kind }) => kind !== 'looks-for-key');
    return { ...prepared, table, plan: { ...before, notes }, start: cursor && resume(before, cursor) };
  }
  const after = { ...chosen, replaces: fingerprint(before) };
  checkKeySizes(after);
  return { ...prepared, table, plan: after, start: cursor && resume(after, cursor) };
}
