import type { Context } from '../../context';
import type { Answer, Outcome } from '../../core/answer/answer';
import type { AskInput } from '../../core/question/ask';
import type { PreparedQuestion } from '../../core/question/prepare';
import type { Session } from '../../core/session';
import { DdbdbgError } from '../../errors';
import { loadFormatter } from '../../format/registry';
import { plural } from '../../units';
import { Continuation } from '../next/continuation';
import { reportIneffective } from '../options/conflicts';
import type { GivenOptions } from '../options/option';
import { type Settings, settingsOf } from '../options/settings';
import { writeNotes } from './notes';
import { ProgressLine, progressText } from './progress';
import { openSession } from './session';
import { RunStats } from './stats';
import { summaryText } from './summary';
import { isRichTable, viewOf } from './view';
import { BrokenPipe, LostOutput, write } from './writer';

/** The default limit on a terminal. */
const TERMINAL_LIMIT = 100;

/**
 * Runs one question and prints the answer. `own` is the part of the question that is specific to the command. Throws a DdbdbgError when
 * the answer is incomplete, after writing everything that was read.
 */
export async function ask(own: AskInput, given: GivenOptions, context: Context): Promise<void> {
  const settings = settingsOf(given, { env: context.env, defaults: context.config.defaults });
  reportIneffective(given, context.stderr);
  const stats = new RunStats(settings, context);
  try {
    await runQuestion(own, settings, stats, context);
  } catch (error) {
    // The error of the run matters more than one of the file.
    try {
      stats.write();
    } catch {}
    throw error;
  }
  stats.write();
}

async function runQuestion(
  own: AskInput,
  settings: Settings,
  stats: RunStats,
  context: Context,
): Promise<void> {
  const { count, limit = context.stdout.isTTY && !count ? TERMINAL_LIMIT : undefined } = settings.ask;
  const question = { ...settings.ask, limit, ...own };
  const continuation = new Continuation(question, settings, context);
  const progress = new ProgressLine(context, settings);
  const session = openSession(settings, progress.context);
  try {
    const prepared = await continuation.prepare(session);
    stats.prepared(prepared);
    if (settings.explain) await explain(prepared, session, settings, context);
    else await answer(prepared, session, settings, { progress, stats, continuation });
  } finally {
    progress.end();
    await session.close();
  }
}

/** Prints the plan of a question and its estimated cost. */
async function explain(
  prepared: PreparedQuestion,
  session: Session,
  settings: Settings,
  context: Context,
): Promise<void> {
  const withSize = settings.stats !== undefined;
  const explanation = await session.explain(prepared, {
    withSize,
    withParent: isRichTable(settings, context),
  });
  const { explanationText } = await import('./explain');
  await write(context.stdout, explanationText(explanation, settings, context));
}

/** What the run of a question reports to, besides stdout. */
interface Reports {
  readonly progress: ProgressLine;
  readonly stats: RunStats;
  readonly continuation: Continuation;
}

async function answer(
  prepared: PreparedQuestion,
  session: Session,
  settings: Settings,
  { progress, stats, continuation }: Reports,
): Promise<void> {
  const { context } = progress;
  const running = await session.run(prepared);
  stats.running(running);
  progress.begin(() => progressText(running.meter, running.elapsedMs, running.tableItems));
  const failure = await show(running, prepared, settings, context);
  if (failure instanceof BrokenPipe) return;
  if (failure instanceof LostOutput || (failure !== undefined && prepared.ask.count)) throw failure;
  const outcome = await running.outcome(failure);
  stats.ended(outcome);
  if (prepared.ask.count) await write(context.stdout, `${outcome.items}\n`);
  const isStored = !prepared.ask.count && continuation.store(outcome);
  report(running, outcome, isStored, settings, context);
  if (outcome.error !== undefined) throw outcome.error;
  checkExpectation(settings.expect, outcome.items);
}

/** Formats and writes an answer page by page. Everything that was read is written in full. Returns the error that ended it, if any. */
async function show(
  running: Answer,
  prepared: PreparedQuestion,
  settings: Settings,
  context: Context,
): Promise<unknown> {
  try {
    if (prepared.ask.count) {
      for await (const _ of running); // a count has no pages
      return undefined;
    }
    const formatter = await loadFormatter(settings.output);
    const parent = isRichTable(settings, context) ? running.parent() : undefined;
    const view = viewOf(running.question, settings, context, parent);
    for await (const text of formatter.format(running, view)) await write(context.stdout, text);
    return undefined;
  } catch (error) {
    return error;
  }
}

/** The kinds of notes on the question, which precede the summary. */
const BEFORE_SUMMARY = /^(?:unknown-.*|contradiction|sparse-index|unordered|oldest-first|no-item)$/;

/** Prints the summary and the notes on stderr, those on misspelled names first. The statistics in JSON come last, after any error. */
function report(
  { plan }: Answer,
  outcome: Outcome,
  isStored: boolean,
  settings: Settings,
  { stderr }: Context,
): void {
  const { stats, quiet, expect } = settings;
  const isWatched = stderr.isTTY === true && !quiet;
  const isExpected = expect === 'none' || expect === 0;
  const before = outcome.notes.filter(({ kind }) => BEFORE_SUMMARY.test(kind));
  const hints = outcome.notes.filter(({ kind }) => kind === 'nothing-found');
  const after = outcome.notes.filter((note) => !before.includes(note) && !hints.includes(note));
  if (!quiet) writeNotes(before, stderr);
  if (stats === 'text' || (isWatched && stats === undefined))
    stderr.write(`${summaryText(plan, outcome, { width: stderr.columns, isStored })}\n`);
  if (isWatched && !isExpected) writeNotes(hints, stderr);
  if (!quiet) writeNotes(after, stderr);
}

/** Throws (exit code 4) unless the number of items is as expected. */
function checkExpectation(expected: Settings['expect'], items: number): void {
  if (expected === undefined) return;
  const met = expected === 'none' ? items === 0 : expected === 'any' ? items > 0 : items === expected;
  if (met) return;
  const expectation =
    expected === 'any' ? 'at least one item' : expected === 'none' ? 'no items' : plural(expected, 'item');
  throw new DdbdbgError('expectation', `Expected ${expectation}, found ${items}.`);
}
