import type { Context } from '../context';
import { encodeCursor } from '../dynamo/cursor';
import type { Plan } from '../dynamo/plan';
import { countItems } from '../dynamo/run/count';
import { tableSize } from '../dynamo/run/describe';
import { Reading } from '../dynamo/run/reading';
import { type Meter, metered, type Send } from '../dynamo/run/send';
import { DdbdbgError } from '../errors';
import { checkExpectation } from './expectation';
import type { Inquiry } from './prepare';
import { guardScan } from './scan-guard';
import { showItems } from './show-items';
import { type Outcome, statsJson, summaryText } from './summary';
import { ClosedPipe, write } from './writer';

/**
 * Asks a prepared question and shows the answer. Throws a DdbdbgError when it can't be read to the end, once all that was read is
 * written and the way to go on is told. `meter` holds what has been sent for this question before.
 */
export async function ask(
  inquiry: Inquiry,
  rawSend: Send,
  context: Context,
  meter: Meter = { requests: 0, scanned: 0, capacityUnits: 0 },
): Promise<void> {
  const { settings, now } = inquiry;
  const send = metered(rawSend, meter);
  const began = performance.now();
  const plan = await permitted(inquiry, send, context);
  const tell = (items: number, cursor: string | null) =>
    tellOutcome(plan, { items, meter, elapsedMs: performance.now() - began, cursor }, inquiry, context);

  if (plan.count) {
    const count = Math.min(
      await countItems(plan, send, context.signal),
      plan.limit ?? Number.POSITIVE_INFINITY,
    );
    await write(context.stdout, `${count}\n`);
    tell(count, null);
    return checkExpectation(settings.expect, count);
  }
  const reading = new Reading(plan, send, inquiry.start);
  const stop = () => reading.stop();
  context.signal.addEventListener('abort', stop, { once: true });
  const shown = await showItems(reading, inquiry, context);
  context.signal.removeEventListener('abort', stop);
  if (shown.error instanceof ClosedPipe) return;
  const positions = await reading.cursor();
  const token = positions && encodeCursor(plan, now, positions);
  tell(shown.items, token);
  if (shown.error !== undefined) throw withCursor(shown.error, token, context.signal);
  checkExpectation(settings.expect, shown.items);
}

/** The plan as it may be run: a Scan has to be small or asked for. */
async function permitted(inquiry: Inquiry, send: Send, context: Context): Promise<Plan> {
  const { plan, start, settings } = inquiry;
  if (plan.operation !== 'scan') return plan;
  // A cursor stands in as many segments as the reading that it comes from had; a sorted one reads all again.
  const segments = plan.sort ? settings.segments : (start?.length ?? settings.segments);
  const size = inquiry.size ?? (await tableSize(plan.table, send, context.signal));
  return guardScan(plan, segments, size, settings, context);
}

/** The error that ended a reading early, with what the user needs to go on. */
function withCursor(error: unknown, token: string | null, signal: AbortSignal): unknown {
  const reason: unknown = signal.aborted ? signal.reason : error;
  if (!(reason instanceof DdbdbgError) || token === null) return reason;
  const next = `Go on with --cursor ${token}`;
  return new DdbdbgError(reason.code, reason.message, {
    hint: reason.hint ? `${reason.hint} ${next}` : next,
    cause: reason.cause,
  });
}

/** The summary, where somebody wants it: on request, or when a person is watching. */
function tellOutcome(plan: Plan, outcome: Outcome, { settings }: Inquiry, { stderr }: Context): void {
  if (settings.stats === 'json') stderr.write(`${statsJson(plan, outcome)}\n`);
  else if (settings.stats || (stderr.isTTY && !settings.quiet))
    stderr.write(`${summaryText(plan, outcome)}\n`);
}
