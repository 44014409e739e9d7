import { type Instant, instantOf, parseInstant } from '../../dynamo/model/instant';
import { usageError } from '../../errors';
import type { Origin } from '../../origin';

const UNIT_MILLIS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** The start of the year 0, in epoch milliseconds. */
const MIN_EPOCH_MILLIS = -62_167_219_200_000;

/**
 * Parses a time as entered by the user: `now`; an age such as `90s`, `15m`, `2h`, `3d` or `1w`, relative to `now` (epoch milliseconds); or
 * ISO-8601 with or without a time of day, in UTC unless it names a zone. Returns undefined for anything else.
 */
export function parseUserTime(text: string, now: number): Instant | undefined {
  if (text === 'now') return instantOf(now);
  const age = /^(\d+(?:\.\d+)?)([smhdw])$/.exec(text);
  if (!age) return parseInstant(text);
  const millis = now - Number(age[1]) * (UNIT_MILLIS[age[2] ?? ''] ?? 0);
  return millis >= MIN_EPOCH_MILLIS ? instantOf(Math.round(millis)) : undefined;
}

/** Parses a time like {@link parseUserTime}, but throws a usage error when it is not valid. */
export function requireTime(text: string, now: number, origin: Origin): Instant {
  const instant = parseUserTime(text, now);
  if (instant !== undefined) return instant;
  throw usageError(
    `'${text}' is not a valid time.`,
    'Use ISO-8601 (2025-06-16 or 2025-06-16T21:19:33Z), an age (90s 15m 2h 3d 1w), or now.',
    origin,
  );
}
