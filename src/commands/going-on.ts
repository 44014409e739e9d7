import { encodeCursor } from '../dynamo/cursor';
import type { Plan } from '../dynamo/plan';
import { START } from '../dynamo/position';
import type { Reading } from '../dynamo/run/reading';
import { DdbdbgError } from '../errors';

/**
 * Milliseconds to find out where to go on when a reading ended early: mostly that is known, but now and then the table's key has
 * to be asked for. Somebody who interrupts does not wait.
 */
const PATIENCE = { interrupted: 120, failed: 3_000 };

/** Where a reading ended early. */
export interface Left {
  readonly token: string | null;
  /** Nothing has been read, so the token leads to where the command itself does. */
  readonly atStart: boolean;
}

/** The token to go on with after all that was handed out, or null: when nothing is left, or it can't be told. */
export async function tokenAfter(reading: Reading, plan: Plan, now: number): Promise<string | null> {
  const positions = await reading.cursor();
  return positions && encodeCursor(plan, now, positions);
}

/** The same when a reading ended early; it neither takes long nor fails. */
export async function tokenAfterFailure(
  reading: Reading,
  plan: Plan,
  now: number,
  signal: AbortSignal,
): Promise<Left> {
  const soon = AbortSignal.timeout(signal.aborted ? PATIENCE.interrupted : PATIENCE.failed);
  try {
    const positions = await reading.cursor(soon);
    const atStart = positions?.every((position) => position === START) ?? false;
    return { token: positions && encodeCursor(plan, now, positions), atStart };
  } catch {
    return { token: null, atStart: false };
  }
}

/** The error that ended a reading early, with what the user needs to go on. */
export function withCursor(error: unknown, left: Left, plan: Plan, signal: AbortSignal): unknown {
  const reason: unknown = signal.aborted ? signal.reason : error;
  if (!(reason instanceof DdbdbgError)) return reason;
  const hint = [reason.hint, nextStep(left, plan)].filter(Boolean).join(' ');
  return new DdbdbgError(reason.code, reason.message, { hint, cause: reason.cause });
}

function nextStep({ token, atStart }: Left, plan: Plan): string {
  if (atStart) return '';
  if (token !== null) return `Go on with --cursor ${token}`;
  if (plan.operation === 'get') return '';
  return plan.sort
    ? 'Sorting needs all items, so there is no cursor to go on from.'
    : 'There is no cursor to go on from.';
}
