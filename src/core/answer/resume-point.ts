import { decodeCursor, encodeCursor } from '../../dynamo/plan/cursor';
import { parsePath } from '../../dynamo/model/path';
import type { Plan } from '../../dynamo/plan/plan';
import { isKey, type Position, START } from '../../dynamo/plan/position';
import type { Reading } from '../../dynamo/read/reading';
import { DdbdbgError } from '../../errors';
import { type SecretTest, secretTest } from '../../redact/redact';
import type { Inquiry } from '../question/prepare';

/**
 * Milliseconds to find out where to go on when a reading ended early: mostly that is known, but now and then the table's key has
 * to be asked for. Somebody who interrupts does not wait.
 */
const PATIENCE = { interrupted: 120, failed: 3_000 };

/** Where a reading ended. */
export interface Left {
  /** To go on with after all that was handed out; null when nothing is left, or there is no such token. */
  readonly token: string | null;
  /** Nothing has been read, so the token leads to where the command itself does. */
  readonly atStart: boolean;
  /** The secret attribute that the token would hold, and that there is none for that reason. */
  readonly hidden?: string | undefined;
}

/** Where a reading ended that came to its end. */
export async function leftAfter(reading: Reading, plan: Plan, inquiry: Inquiry): Promise<Left> {
  return leftAt(await reading.cursor(), plan, inquiry);
}

/** The same when a reading ended early; it neither takes long nor fails. */
export async function leftAfterFailure(
  reading: Reading,
  plan: Plan,
  inquiry: Inquiry,
  signal: AbortSignal,
): Promise<Left> {
  const soon = AbortSignal.timeout(signal.aborted ? PATIENCE.interrupted : PATIENCE.failed);
  try {
    return leftAt(await reading.cursor(soon), plan, inquiry);
  } catch {
    return { token: null, atStart: false };
  }
}

function leftAt(positions: readonly Position[] | null, plan: Plan, inquiry: Inquiry): Left {
  if (!positions) return { token: null, atStart: false };
  const token = encodeCursor(plan, inquiry.now, positions);
  const { settings, table, extraSecret } = inquiry;
  const hidden = settings.reveal ? undefined : secretIn(token, plan, secretTest(table, extraSecret));
  const atStart = positions.every((position) => position === START);
  return { token: hidden === undefined ? token : null, atStart, hidden };
}

/** The secret attribute whose value anybody could read out of a token, if there is one. */
function secretIn(token: string, plan: Plan, isSecret: SecretTest): string | undefined {
  const keys = decodeCursor(token).positions.filter(isKey);
  const sortedBy = keys.length > 0 && plan.sort ? (parsePath(plan.sort.column) ?? []) : [];
  return [...keys.flatMap((key) => Object.keys(key)), ...sortedBy.map(String)].find(isSecret);
}

/** The error that ended a reading early, after so many items, with what the user needs to go on. */
export function withCursor(
  error: unknown,
  left: Left,
  items: number,
  plan: Plan,
  signal: AbortSignal,
): unknown {
  const reason: unknown = signal.aborted ? signal.reason : error;
  if (!(reason instanceof DdbdbgError)) return reason;
  const hint = [reason.hint, nextStep(left, items, plan)].filter(Boolean).join(' ');
  return new DdbdbgError(reason.code, reason.message, { hint, cause: reason.cause });
}

function nextStep({ token, atStart, hidden }: Left, items: number, plan: Plan): string {
  if (atStart || (plan.sort && items === 0)) return '';
  if (token !== null) return `Go on with --cursor ${token}`;
  if (hidden !== undefined) return hiddenText(hidden);
  if (plan.operation === 'get') return '';
  return plan.sort
    ? 'Only what had been read is in order, and there may be more; sorting needs all items, so there is no cursor.'
    : 'There is no cursor to go on from.';
}

/** Why there is more but no token that leads there. */
export function hiddenText(attribute: string): string {
  return `There is more, but no cursor, which would hold the secret ${attribute}; with --reveal there is one.`;
}
