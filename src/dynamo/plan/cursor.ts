import { createHash } from 'node:crypto';
import { usageError } from '../../errors';
import type { Condition } from '../model/condition';
import { keyAttributes } from '../model/definition';
import { type AttributeValue, canonical, type Item, isAttributeValue } from '../model/values';
import { type Branch, isQuery, MAX_SEGMENTS, type Plan } from './plan';
import { END, isKey, type Position, START } from './position';

/** Where to continue, and what "now" meant when the question was first asked, so that "the last 2 hours" stay the same window. */
export interface Cursor {
  /** Epoch milliseconds. */
  readonly now: number;
  /** Of the question; a cursor is good for no other. */
  readonly fingerprint: string;
  readonly positions: readonly Position[];
}

const VERSION = 1;

/** The end of the year 9999, in epoch milliseconds: as far as times are written with four digits. */
const LAST_MOMENT = 253_402_300_799_999;

/** More than any question has: a Scan has at most a hundred segments, a merge a branch for each combination of known values. */
const MOST_PARTS = 10_000;

/** The token of a cursor: URL-safe, and to be handed back unread. */
export function encodeCursor(plan: Plan, now: number, positions: readonly Position[]): string {
  const parts = positions.map((position, i) =>
    isKey(position) ? without(position, fixedAttributes(plan, i)) : position,
  );
  const body = JSON.stringify([VERSION, now, fingerprint(plan), parts]);
  return Buffer.from(body).toString('base64url');
}

/** Reads a token, whose question is checked later by {@link resume}. Throws a usage error for anything else. */
export function decodeCursor(token: string): Cursor {
  const broken = brokenCursor();
  if (!/^[\w-]+$/.test(token)) throw broken;
  let body: unknown;
  try {
    body = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
  } catch {
    throw broken;
  }
  if (!Array.isArray(body) || body.length !== 4) throw broken;
  const [version, now, question, positions] = body as unknown[];
  if (version !== VERSION || typeof now !== 'number' || !Number.isSafeInteger(now)) throw broken;
  if (now < 0 || now > LAST_MOMENT || typeof question !== 'string') throw broken;
  if (!Array.isArray(positions) || positions.length === 0 || positions.length > MOST_PARTS) throw broken;
  if (!positions.every(isPosition)) throw broken;
  return { now, fingerprint: question, positions };
}

function brokenCursor(): Error {
  return usageError(
    'This is not a cursor of ddbdbg.',
    'Pass the token exactly as it was printed, or leave it out to start over.',
    { part: 'setting', name: 'cursor' },
  );
}

/** The positions from which a plan goes on. Throws a usage error when the cursor belongs to another question. */
export function resume(plan: Plan, cursor: Cursor): readonly Position[] {
  const parts = plan.sort ? 1 : isQuery(plan) ? plan.branches.length : undefined;
  if (
    cursor.fingerprint !== fingerprint(plan) ||
    (parts !== undefined && parts !== cursor.positions.length)
  ) {
    throw usageError(
      'This cursor belongs to another question.',
      { kind: 'repeat-question' },
      { part: 'setting', name: 'cursor' },
    );
  }
  if (plan.operation === 'scan' && cursor.positions.length > MAX_SEGMENTS) throw brokenCursor();
  return cursor.positions.map((position, i) => {
    if (!isKey(position)) return position;
    const key = { ...position, ...fixedAttributes(plan, i) };
    if (isQuery(plan) && !plan.sort && !keyAttributes(plan.schema).every((name) => Object.hasOwn(key, name)))
      throw brokenCursor();
    return key;
  });
}

/** What makes two questions the same as far as going on is concerned: everything but how much and how it is shown. */
function fingerprint(plan: Plan): string {
  const { table, index, operation, sort } = plan;
  const rest = isQuery(plan) ? [plan.branches, plan.descending] : plan.operation === 'get' ? [plan.key] : [];
  const conditions = [plan.filter, plan.residual].map((some) => some.map(withoutOrigin));
  const text = JSON.stringify([table, index, operation, ...conditions, sort, ...rest]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

/** However the user asked it, it is the same condition. */
function withoutOrigin({ origin: _, ...condition }: Condition): object {
  return condition;
}

/**
 * Attributes that the plan itself fixes for a part. They are left out of the token: it stays short, and a secret that was
 * searched for never gets into it. A sorted answer is one part, whichever branch its items come from.
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
