import { topLevel } from '../../dynamo/model/condition';
import { findTable, type TableDefinition } from '../../dynamo/model/definition';
import type { Item } from '../../dynamo/model/values';
import { plan } from '../../dynamo/plan/planner';
import { type ReadRequest, requests } from '../../dynamo/plan/requests';
import type { Send } from '../../dynamo/transport';
import { NO_SECRETS, Redactor, type Secrets } from '../../redact/redact';
import type { PreparedQuestion } from '../question/prepare';

/** The item of another table that all items of an answer belong to, such as the batch of results. */
export interface ParentItem {
  readonly table: TableDefinition;
  readonly item: Item;
  /** The attribute by which items refer to their parent. */
  readonly by: string;
}

/** The request for the parent of an answer's items. */
export interface ParentQuestion {
  readonly table: TableDefinition;
  readonly by: string;
  readonly request: ReadRequest;
}

/** Returns the table that holds the parents of a table's items, if any. */
function parentTable(
  { display }: TableDefinition,
  catalog: readonly TableDefinition[],
): TableDefinition | undefined {
  return display?.partOf && findTable(display.partOf.command.join(' '), catalog);
}

/** Returns the request for the common parent of all items of a question, or undefined if there is none. */
export function parentQuestion(
  { table, conditions, ask, plan: ownPlan }: PreparedQuestion,
  catalog: readonly TableDefinition[],
  nameOf: (table: TableDefinition) => string,
): ParentQuestion | undefined {
  const { by } = table.display?.partOf ?? {};
  const parent = parentTable(table, catalog);
  if (!by || !parent || ask.count || ownPlan.operation === 'get') return undefined;
  const fixed = conditions.filter((condition) => condition.operator === '=' && topLevel(condition) === by);
  const chosen = plan(parent, nameOf(parent), { conditions: fixed, consistent: ask.consistent });
  const [request] = chosen.operation === 'get' ? requests(chosen) : [];
  return request && { table: parent, by, request };
}

/** Reads the parent. Returns undefined if it does not exist or can't be read, since the answer is complete without it. */
export async function readParent(
  { table, by, request }: ParentQuestion,
  send: Send,
  secrets: Secrets | undefined,
  signal: AbortSignal,
): Promise<ParentItem | undefined> {
  try {
    const { Item } = await send(request.operation, request.input, signal);
    const [item] = new Redactor(secrets ?? NO_SECRETS).redact(Item ? [Item] : []);
    return item && { table, item, by };
  } catch {
    return undefined;
  }
}
