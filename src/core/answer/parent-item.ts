import type { Context } from '../../context';
import { topLevel } from '../../dynamo/model/condition';
import type { TableDefinition } from '../../dynamo/model/definition';
import { plan } from '../../dynamo/plan/planner';
import { type ReadRequest, requests } from '../../dynamo/plan/requests';
import type { Send } from '../../dynamo/transport';
import type { Item } from '../../dynamo/model/values';
import type { Whole } from '../../format/formatter';
import { redactor } from '../../redact/redact';
import { findTable } from '../../queries/registry';
import type { Inquiry } from '../question/prepare';
import type { Settings } from '../../commands/options/settings';
import type { KnownTable } from '../connect/open-client';
import { realName } from '../question/table-name';
import { isPicture } from '../../commands/output/view';

/** The table whose items those of a table are parts of, as it is called in the stage of the settings. */
export function wholeTable(
  { display }: TableDefinition,
  settings: Settings,
  { config }: Context,
): KnownTable | undefined {
  const table = display?.partOf && findTable(display.partOf.command, config.catalog);
  return table && { table, name: realName(table, settings) };
}

/**
 * The request for the one item that all items of a question are parts of. Undefined where there is no such item, and where nobody
 * looks at it: only a terminal shows it.
 */
export function wholeRequest(inquiry: Inquiry, context: Context): ReadRequest | undefined {
  const { table, conditions, settings } = inquiry;
  const { partOf } = table.display ?? {};
  const known = wholeTable(table, settings, context);
  if (!partOf || !known || !isPicture(settings, context)) return undefined;
  if (settings.count || inquiry.plan.operation === 'get') return undefined;
  const fixed = conditions.filter(
    (condition) => condition.operator === '=' && topLevel(condition) === partOf.by,
  );
  const chosen = plan(known.table, known.name, { conditions: fixed });
  return chosen.operation === 'get' ? requests(chosen)[0] : undefined;
}

/** Reads that item; undefined at once where there is none to read. Whatever goes wrong, the question can be answered without it. */
export function readWhole(
  inquiry: Inquiry,
  send: Send,
  context: Context,
  signal: AbortSignal,
): Promise<Whole | undefined> | undefined {
  const request = wholeRequest(inquiry, context);
  const { table } = wholeTable(inquiry.table, inquiry.settings, context) ?? {};
  const { by } = inquiry.table.display?.partOf ?? {};
  if (!request || !table || !by) return undefined;
  const redact = inquiry.settings.reveal ? (item: Item) => item : redactor(table);
  return send(request.operation, request.input, signal).then(
    ({ Item }) => Item && { table, item: redact(Item), by },
    () => undefined,
  );
}
