import { parsePath } from '../../dynamo/model/path';
import { decodeCursor, encodeCursor } from '../../dynamo/plan/cursor';
import type { Plan } from '../../dynamo/plan/plan';
import { isKey, type Position, START } from '../../dynamo/plan/position';
import type { Reading } from '../../dynamo/read/reading';
import { DdbdbgError, type Remedy } from '../../errors';
import type { SecretTest } from '../../redact/redact';

/**
 * Milliseconds to find out where to resume when a reading ended early. Usually that is known, but now and then the table's key has to be
 * asked for. After an interruption somebody is waiting for the prompt.
 */
const WAIT = { interrupted: 120, failed: 3_000 };

/** Where an answer can be resumed. */
export interface ResumePoint {
  /** Continues behind everything that was handed out; null when nothing is left, or no cursor leads there. */
  readonly cursor: string | null;
  /** Nothing has been read, so the cursor leads to where the question itself does. */
  readonly atStart: boolean;
  /** The secret attribute whose value the cursor would have, which is why there is none. */
  readonly secret?: string | undefined;
}

/** What a resume point is made of. */
export interface ResumeContext {
  readonly plan: Plan;
  /** What ages are counted from, in epoch milliseconds. */
  readonly now: number;
  readonly isSecret: SecretTest;
}

/** Where a reading that came to its end can be resumed. Throws what the reading's sender throws. */
export async function resumePoint(reading: Reading, context: ResumeContext): Promise<ResumePoint> {
  return pointAt(await reading.cursor(), context);
}

/** The same for a reading that ended early. Neither takes long nor fails. */
export async function resumePointAfterFailure(
  reading: Reading,
  context: ResumeContext,
  interrupted: boolean,
): Promise<ResumePoint> {
  const soon = AbortSignal.timeout(interrupted ? WAIT.interrupted : WAIT.failed);
  try {
    return pointAt(await reading.cursor(soon), context);
  } catch {
    return { cursor: null, atStart: false };
  }
}

function pointAt(positions: readonly Position[] | null, { plan, now, isSecret }: ResumeContext): ResumePoint {
  if (!positions) return { cursor: null, atStart: false };
  const token = encodeCursor(plan, now, positions);
  const secret = secretIn(token, plan, isSecret);
  const atStart = positions.every((position) => position === START);
  return { cursor: secret === undefined ? token : null, atStart, secret };
}

/** The secret attribute whose value could be read out of a token, if there is one. */
function secretIn(token: string, plan: Plan, isSecret: SecretTest): string | undefined {
  const keys = decodeCursor(token).positions.filter(isKey);
  const sortedBy = keys.length > 0 && plan.sort ? (parsePath(plan.sort.column) ?? []) : [];
  return [...keys.flatMap((key) => Object.keys(key)), ...sortedBy.map(String)].find(isSecret);
}

/** The error that ended an answer early, after so many items, with how to resume it. */
export function withResumePoint(error: unknown, point: ResumePoint, items: number, plan: Plan): unknown {
  if (!(error instanceof DdbdbgError)) return error;
  const { code, message, about, remedies, cause } = error;
  return new DdbdbgError(code, message, {
    about,
    remedy: [...remedies, ...resumeRemedy(point, items, plan)],
    cause,
  });
}

function resumeRemedy(
  { cursor, atStart, secret }: ResumePoint,
  items: number,
  plan: Plan,
): readonly Remedy[] {
  if (atStart || (plan.sort && items === 0)) return [];
  if (cursor !== null) return [{ kind: 'resume', cursor }];
  if (secret !== undefined) return [{ kind: 'reveal-cursor', attribute: secret }];
  if (plan.operation === 'get') return [];
  return plan.sort
    ? [
        'Only what had been read is in order, and there may be more; sorting needs all items, so there is no cursor.',
      ]
    : ['There is no cursor to continue from.'];
}
