import { createHash } from 'node:crypto';
import { usageError } from '../../errors';
import { withoutOrigins } from '../model/condition';
import { keyAttributes } from '../model/definition';
import { LAST_MILLISECOND } from '../model/instant';
import { type AttributeValue, canonical, type Item, isAttributeValue } from '../model/values';
import { type Branch, isQuery, MAX_SEGMENTS, type Plan } from './plan';
import { END, isKey, type Position, START } from './position';

/** The positions to continue from, and the time of the first run, so that "the last 2 hours" stays the same window. */
export interface Cursor {
  /** Epoch milliseconds. */
  readonly now: number;
  /** Identifies the question. A cursor is valid only for its own question. */
  readonly fingerprint: string;
  readonly positions: readonly Position[];
}

const VERSION = 1;

/** More parts than any plan has: a Scan has at most a hundred segments, and a merge one branch per combination of known values. */
const MAX_PARTS = 10_000;

/** Returns a cursor as an opaque, URL-safe token. */
export function encodeCursor(plan: Plan, now: number, positions: readonly Position[]): string {
  const parts = positions.map((position, i) =>
    isKey(position) ? without(position, fixedAttributes(plan, i)) : position,
  );
  const body = JSON.stringify([VERSION, now, identity(plan), parts]);
  return Buffer.from(body).toString('base64url');
}

/** Parses a token. {@link resume} checks later that it belongs to the question. Throws a usage error when the token is not valid. */
export function decodeCursor(token: string): Cursor {
  const invalid = invalidCursor();
  if (!/^[\w-]+$/.test(token)) throw invalid;
  let body: unknown;
  try {
    body = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
  } catch {
    throw invalid;
  }
  if (!Array.isArray(body) || body.length !== 4) throw invalid;
  const [version, now, question, positions] = body as unknown[];
  if (version !== VERSION || typeof now !== 'number' || !Number.isSafeInteger(now)) throw invalid;
  if (now < 0 || now > LAST_MILLISECOND || typeof question !== 'string') throw invalid;
  if (!Array.isArray(positions) || positions.length === 0 || positions.length > MAX_PARTS) throw invalid;
  if (!positions.every(isPosition)) throw invalid;
  return { now, fingerprint: question, positions };
}

function invalidCursor(): Error {
  return usageError(
    'This is not a valid ddbdbg cursor.',
    'Pass the token exactly as printed, or omit it to start over.',
    { part: 'setting', name: 'cursor' },
  );
}

/** Returns the positions from which a plan continues. Throws a usage error when the cursor belongs to another question. */
export function resume(plan: Plan, cursor: Cursor): readonly Position[] {
  const parts = plan.sort ? 1 : isQuery(plan) ? plan.branches.length : undefined;
  if (!continuesPlan(plan, cursor) || (parts !== undefined && parts !== cursor.positions.length)) {
    throw usageError(
      'This cursor belongs to another question.',
      { kind: 'repeat-question' },
      { part: 'setting', name: 'cursor' },
    );
  }
  if (plan.operation === 'scan' && cursor.positions.length > MAX_SEGMENTS) throw invalidCursor();
  return cursor.positions.map((position, i) => {
    if (!isKey(position)) return position;
    const key = { ...position, ...fixedAttributes(plan, i) };
    if (isQuery(plan) && !plan.sort && !keyAttributes(plan.schema).every((name) => Object.hasOwn(key, name)))
      throw invalidCursor();
    return key;
  });
}

/** Returns what a cursor says of its question. A plan that replaces a Scan also says which, as that is known without a request. */
function identity(plan: Plan): string {
  return plan.replaces === undefined ? fingerprint(plan) : `${plan.replaces}.${fingerprint(plan)}`;
}

/** Whether a cursor is of a plan that replaced this one once the table's description was known. */
export function continuesReplacement(plan: Plan, cursor: Cursor): boolean {
  return cursor.fingerprint.startsWith(`${fingerprint(plan)}.`);
}

/** Whether a cursor is of this plan. */
export function continuesPlan(plan: Plan, cursor: Cursor): boolean {
  return cursor.fingerprint === identity(plan);
}

/** Returns a hash of everything that identifies a question for cursors: all but its limit and columns. */
export function fingerprint(plan: Plan): string {
  const { table, index, operation, sort, consistent } = plan;
  const rest = isQuery(plan) ? [plan.branches, plan.descending] : plan.operation === 'get' ? [plan.key] : [];
  // The origin of a condition does not matter.
  const conditions = [plan.filter, plan.residual].map((some) => some.map(withoutOrigins));
  const text = JSON.stringify([
    ...[table, index, operation, ...conditions, sort, ...rest],
    ...(consistent ? ['consistent'] : []),
  ]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

/**
 * Returns the key attributes that the plan fixes for a part. They are left out of the token, so that it is short and never contains a
 * secret that was searched for. A sorted answer is a single part, whichever branch its items come from.
 */
function fixedAttributes(plan: Plan, part: number): Item {
  if (!isQuery(plan)) return {};
  const [first = {}, ...others] = plan.sort
    ? plan.branches.map(equalities)
    : plan.branches.slice(part, part + 1).map(equalities);
  const inAll = ([name, value]: [string, AttributeValue]) =>
    others.every((other) => canonical(other[name] ?? { NULL: true }) === canonical(value));
  return Object.fromEntries(Object.entries(first).filter(inAll));
}

function equalities(branch: Branch): Item {
  return Object.fromEntries(
    branch.key.flatMap((c) => (c.operator === '=' ? [[c.attribute, c.value] as const] : [])),
  );
}

function without(item: Item, fixed: Item): Item {
  return Object.fromEntries(Object.entries(item).filter(([name]) => !Object.hasOwn(fixed, name)));
}

function isPosition(value: unknown): value is Position {
  if (value === START || value === END) return true;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.keys(value).length <= 10 && Object.values(value).every((inner) => isAttributeValue(inner));
}
