import { createHash } from 'node:crypto';
import { usageError } from '../errors';
import { keyAttributes } from './definition';
import { isQuery, type Plan } from './plan';
import { END, isKey, type Position, START } from './position';
import { isAttributeValue, type Item } from './values';

/** Where to go on, and what "now" meant when the question was first asked, so that `--since 2h` stays the same window. */
export interface Cursor {
  /** Epoch milliseconds. */
  readonly now: number;
  /** Of the question; a cursor is good for no other. */
  readonly fingerprint: string;
  readonly positions: readonly Position[];
}

const VERSION = 1;

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
  const broken = usageError(
    '--cursor: this is not a cursor of ddbdbg',
    'Pass the token just as it was printed, or leave it out to start over.',
  );
  if (!/^[\w-]+$/.test(token)) throw broken;
  let body: unknown;
  try {
    body = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
  } catch {
    throw broken;
  }
  if (!Array.isArray(body) || body.length !== 4) throw broken;
  const [version, now, question, positions] = body as unknown[];
  if (version !== VERSION || typeof now !== 'number' || !Number.isSafeInteger(now) || Math.abs(now) > 8.64e15)
    throw broken;
  if (typeof question !== 'string' || !Array.isArray(positions) || !positions.every(isPosition)) throw broken;
  return { now, fingerprint: question, positions };
}

/** The positions from which a plan goes on. Throws a usage error when the cursor belongs to another question. */
export function resume(plan: Plan, cursor: Cursor): readonly Position[] {
  const parts = plan.sort ? 1 : isQuery(plan) ? plan.branches.length : undefined;
  if (cursor.fingerprint !== fingerprint(plan) || (parts !== undefined && parts !== cursor.positions.length)) {
    throw usageError(
      '--cursor: this cursor was made by another question',
      'Repeat the command that printed it (only --limit, --columns, --output and the like may change), or leave it out.',
    );
  }
  return cursor.positions.map((position, i) =>
    isKey(position) ? { ...position, ...fixedAttributes(plan, i) } : position,
  );
}

/** What makes two questions the same as far as going on is concerned: everything but how much and how it is shown. */
function fingerprint(plan: Plan): string {
  const { table, index, operation, filter, residual, sort } = plan;
  const rest = isQuery(plan) ? [plan.branches, plan.descending] : plan.operation === 'get' ? [plan.key] : [];
  const text = JSON.stringify([table, index, operation, filter, residual, sort, ...rest], withoutSource);
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

function withoutSource(name: string, value: unknown): unknown {
  return name === 'source' ? undefined : value;
}

/**
 * Attributes that the plan itself fixes for a part. They are left out of the token: it stays short, and a secret that was
 * searched for never gets into it.
 */
function fixedAttributes(plan: Plan, part: number): Item {
  if (!isQuery(plan)) return {};
  const own = new Set(keyAttributes(plan.schema));
  const equalities = plan.branches[part]?.key.flatMap((c) =>
    c.operator === '=' && own.has(c.attribute) ? [[c.attribute, c.value] as const] : [],
  );
  return Object.fromEntries(equalities ?? []);
}

function without(item: Item, fixed: Item): Item {
  return Object.fromEntries(Object.entries(item).filter(([name]) => !Object.hasOwn(fixed, name)));
}

function isPosition(value: unknown): value is Position {
  if (value === START || value === END) return true;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.keys(value).length <= 10 && Object.values(value).every((inner) => isAttributeValue(inner));
}
