import type { Context } from '../../context';
import type { Plan } from '../../dynamo/plan/plan';
import { countItems } from '../../dynamo/read/count-items';
import { type TableSize, tableSize } from '../../dynamo/read/describe';
import { Reading } from '../../dynamo/read/reading';
import { metered, newMeter, type Send } from '../../dynamo/transport';
import { visible } from '../../format/terminal-safe';
import type { Inquiry } from '../question/prepare';
import { checkExpectation } from '../../commands/output/expectation';
import { hiddenText, leftAfter, leftAfterFailure, withCursor } from './resume-point';
import { nothingFound, strangeNames } from './empty-result-hints';
import { ProgressLine, progressText } from '../../commands/output/progress';
import { guardScan } from './scan-guard';
import { showItems } from '../../commands/output/answer';
import { type Outcome, statsJson, summaryText } from '../../commands/output/summary';
import { ClosedPipe, LostOutput, write } from '../../commands/output/writer';

/**
 * Asks a prepared question and shows the answer. Throws a DdbdbgError when it can't be read to the end, once all that was read is
 * written and the way to go on is told. `meter` holds what has been sent for this question before.
 */
export async function ask(
  inquiry: Inquiry,
  rawSend: Send,
  context: Context,
  meter = newMeter(),
): Promise<void> {
  const began = performance.now();
  const elapsed = () => performance.now() - began;
  let tableItems: number | undefined;
  const progress = new ProgressLine(context, inquiry.settings, () =>
    progressText(meter, elapsed(), tableItems),
  );
  try {
    const send = metered(rawSend, meter);
    const { plan, size } = await permitted(inquiry, send, progress.context);
    // A cursor starts somewhere in the table, nobody knows where.
    tableItems = inquiry.start ? undefined : size?.items;
    const tell: Tell = (items, cursor, end) =>
      tellOutcome(plan, { items, meter, elapsedMs: elapsed(), cursor, end }, inquiry, progress.context);
    await answer(plan, inquiry, send, progress.context, tell);
  } finally {
    progress.end();
  }
}

/** Tells how a run went; `early` when an error follows, which tells where to go on. */
type Tell = (items: number, cursor: string | null, end?: 'early') => void;

/** Runs a plan and shows what comes. `tell` is called once, when all of it is written. */
async function answer(plan: Plan, inquiry: Inquiry, send: Send, context: Context, tell: Tell): Promise<void> {
  const { settings } = inquiry;
  if (plan.count) {
    const count = Math.min(
      await countItems(plan, send, context.signal),
      plan.limit ?? Number.POSITIVE_INFINITY,
    );
    await write(context.stdout, `${count}\n`);
    if (count === 0 && !settings.quiet) tellNotes(strangeNames(inquiry), context);
    tell(count, null);
    return checkExpectation(settings.expect, count);
  }
  const { signal } = context;
  const reading = new Reading(plan, send, inquiry.start);
  const stop = () => reading.stop();
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const { items, notes, error } = await showItems(reading, inquiry, send, context);
  signal.removeEventListener('abort', stop);
  if (error instanceof ClosedPipe) return;
  if (error instanceof LostOutput) throw error;
  if (error !== undefined) {
    const left = await leftAfterFailure(reading, plan, inquiry, signal);
    tell(items, left.token, 'early');
    throw withCursor(error, left, items, plan, signal);
  }
  const left = await leftAfter(reading, plan, inquiry);
  const strange = items === 0 && !left.token ? strangeNames(inquiry) : [];
  // Before the summary: whoever wants that as JSON looks at the last line.
  if (!settings.quiet) tellNotes([...notes, ...strange], context);
  tell(items, left.token);
  if (!settings.quiet && left.hidden) tellNotes([hiddenText(left.hidden)], context);
  checkExpectation(settings.expect, items);
}

function tellNotes(notes: readonly string[], { stderr }: Context): void {
  for (const note of notes) stderr.write(`${visible(note)}\n`);
}

/** The plan as it may be run, and the table's size where that was looked up: a Scan has to be small or asked for. */
async function permitted(
  inquiry: Inquiry,
  send: Send,
  context: Context,
): Promise<{ readonly plan: Plan; readonly size?: TableSize | undefined }> {
  const { plan, start, settings } = inquiry;
  if (plan.operation !== 'scan') return { plan };
  // A cursor stands in as many segments as the reading that it comes from had; a sorted one reads all again.
  const segments = plan.sort ? settings.segments : (start?.length ?? settings.segments);
  const size = inquiry.size ?? (await tableSize(plan.table, send, context.signal));
  return { plan: guardScan(plan, segments, size, settings, context), size };
}

/** The summary, where somebody wants it: on request, or when a person is watching. */
function tellOutcome(plan: Plan, outcome: Outcome, inquiry: Inquiry, { stderr }: Context): void {
  const { stats, quiet } = inquiry.settings;
  const isWatched = stderr.isTTY && !quiet;
  if (stats === 'json') stderr.write(`${statsJson(plan, outcome)}\n`);
  else if (stats || isWatched) stderr.write(`${summaryText(plan, outcome, stderr.columns)}\n`);
  const isEmpty = outcome.items === 0 && outcome.cursor === null && !outcome.end;
  const hint = isWatched && isEmpty ? nothingFound(inquiry) : undefined;
  if (hint) stderr.write(`${visible(hint)}\n`);
}
