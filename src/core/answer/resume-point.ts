import { parsePath, pathText } from '../../dynamo/model/path';
import { decodeCursor, encodeCursor } from '../../dynamo/plan/cursor';
import type { Plan } from '../../dynamo/plan/plan';
import { isKey, type Position, START } from '../../dynamo/plan/position';
import type { Reading } from '../../dynamo/read/reading';
import { DdbdbgError, type Remedy } from '../../errors';
import { isSecretPath, type SecretTest } from '../../redact/redact';

/**
 * Maximum milliseconds to determine the resume point of a reading that ended early. It is usually known, but occasionally the table's key
 * has to be requested first. After an interruption the user is waiting for the prompt.
 */
const TIMEOUT_MS = { interrupted: 120, failed: 3_000 };

/** Where an answer can be resumed. */
export interface ResumePoint {
  /** Continues after the last item that was yielded. Null when nothing is left, or no cursor is possible. */
  readonly cursor: string | null;
  /** Nothing has been read, so the cursor would start the question over. */
  readonly atStart: boolean;
  /** The secret attribute whose value the cursor would contain. In that case there is no cursor. */
  readonly secret?: string | undefined;
}

/** The data that a resume point is built from. */
export interface ResumeContext {
  readonly plan: Plan;
  /** The time that ages are relative to, in epoch milliseconds. */
  readonly now: number;
  readonly isSecret: SecretTest;
}

/** Returns the resume point of a reading that ended normally. Throws what the reading's sender throws. */
export async function resumePoint(reading: Reading, context: ResumeContext): Promise<ResumePoint> {
  return pointAt(await reading.cursor(), context);
}

/** Returns the resume point of a reading that ended early. Never throws, and gives up after {@link TIMEOUT_MS}. */
export async function resumePointAfterFailure(
  reading: Reading,
  context: ResumeContext,
  interrupted: boolean,
): Promise<ResumePoint> {
  const timeout = AbortSignal.timeout(interrupted ? TIMEOUT_MS.interrupted : TIMEOUT_MS.failed);
  try {
    return pointAt(await reading.cursor(timeout), context);
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

/** Returns the secret attribute whose value a token would reveal, if any. */
function secretIn(token: string, plan: Plan, isSecret: SecretTest): string | undefined {
  const keys = decodeCursor(token).positions.filter(isKey);
  const inKey = keys.flatMap((key) => Object.keys(key)).find((name) => isSecret(name));
  if (inKey !== undefined || keys.length === 0) return inKey;
  const sortedBy = (plan.sort ?? []).flatMap(({ column }) => {
    const path = parsePath(column);
    return path ? [path] : [];
  });
  const secret = sortedBy.find((path) => isSecretPath(path, isSecret));
  return secret && pathText(secret);
}

/** Returns the error that ended an answer early, with the remedy to resume it added. `items` is the number of items yielded. */
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
        'Only the items read so far are sorted, and there may be more. Sorting requires all items, so there is no cursor.',
      ]
    : ['There is no cursor to continue from.'];
}
