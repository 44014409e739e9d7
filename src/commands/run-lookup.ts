import type { Context } from '../context';
import { decodeCursor, encodeCursor, resume } from '../dynamo/cursor';
import { fillName, type TableDefinition } from '../dynamo/definition';
import type { Plan } from '../dynamo/plan';
import { plan as choosePlan } from '../dynamo/planner';
import { countItems } from '../dynamo/run/count';
import { Reading } from '../dynamo/run/reading';
import { type Meter, metered } from '../dynamo/run/send';
import { DdbdbgError, usageError } from '../errors';
import { checkExpectation } from './expectation';
import { explain } from './explain';
import type { RawOptions } from './option';
import { questionOf } from './question';
import { reach } from './reach';
import { type Settings, settingsOf } from './settings';
import { showItems } from './show-items';
import { type Outcome, statsJson, summaryText } from './summary';
import { ClosedPipe, write } from './writer';

/** One command line, as commander read it. */
export interface LookupInput {
  readonly argument: string | undefined;
  readonly options: RawOptions;
}

/** Asks one table one question, from the words of the command line to the exit code. */
export async function runLookup(
  table: TableDefinition,
  input: LookupInput,
  context: Context,
): Promise<number> {
  const settings = settingsOf(input.options, context.env);
  const cursor = settings.cursor === undefined ? undefined : decodeCursor(settings.cursor);
  // Going on means the same window of time as before, so relative times count from when the question was first asked.
  const now = cursor?.now ?? context.now;
  const question = questionOf(table, { ...input, now }, settings, context);
  const tableName = settings.table ?? fillName(table.name, { stage: settings.stage ?? 'dev' });
  const plan = choosePlan(table, tableName, question);
  if (plan.operation === 'none') throw unanswerable(table, plan.attribute);
  const start = cursor && resume(plan, cursor);
  if (settings.explain) {
    await write(context.stdout, explain(plan, table, settings, context));
    return 0;
  }
  const client = await reach(settings, context, table, tableName);
  const meter: Meter = { requests: 0, scanned: 0, capacityUnits: 0 };
  const send = metered(client.send, meter);
  const began = performance.now();
  const outcome = (items: number, token: string | null): Outcome => ({
    items,
    meter,
    elapsedMs: performance.now() - began,
    cursor: token,
  });
  try {
    if (plan.count) {
      const count = await countItems(plan, send, context.signal);
      await write(context.stdout, `${count}\n`);
      tell(plan, outcome(count, null), settings, context);
      checkExpectation(settings.expect, count);
      return 0;
    }
    const reading = new Reading(plan, send, start);
    context.signal.addEventListener('abort', () => reading.stop(), { once: true });
    const shown = await showItems(reading, plan, table, settings, context);
    const positions = await reading.cursor();
    const token = positions && encodeCursor(plan, now, positions);
    if (shown.error instanceof ClosedPipe) return 0;
    tell(plan, outcome(shown.items, token), settings, context);
    if (shown.error) throw withCursor(shown.error, token, context.signal);
    checkExpectation(settings.expect, shown.items);
    return 0;
  } finally {
    client.close();
  }
}

/** The error that ended a reading early, with what the user needs to go on. */
function withCursor(error: unknown, token: string | null, signal: AbortSignal): unknown {
  const reason = signal.aborted ? signal.reason : error;
  if (!(reason instanceof DdbdbgError) || token === null) return reason;
  const next = `Go on with --cursor ${token}`;
  const hint = reason.hint ? `${reason.hint} ${next}` : next;
  return new DdbdbgError(reason.code, reason.message, { hint, cause: reason.cause });
}

function unanswerable(table: TableDefinition, attribute: string): DdbdbgError {
  const option = table.attributes[attribute]?.option ?? attribute;
  return usageError(
    `--${option} alone can't be asked: items have no ${attribute}, it only stands inside a key.`,
    `\`ddbdbg ${table.command.join(' ')} --help\` shows what goes with it.`,
  );
}

/** The summary, where somebody wants it: on request, or when a person is watching. */
function tell(plan: Plan, outcome: Outcome, settings: Settings, context: Context): void {
  if (settings.stats === 'json') context.stderr.write(`${statsJson(plan, outcome)}\n`);
  else if (settings.stats || (context.stderr.isTTY && !settings.quiet)) {
    context.stderr.write(`${summaryText(plan, outcome)}\n`);
  }
}
