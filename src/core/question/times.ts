import { type Instant, instantOf, parseInstant } from '../../dynamo/model/instant';
import { usageError } from '../../errors';

const UNIT_MILLIS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/**
 * Reads a time as the user types it: `now`, an age such as `90s`, `15m`, `2h`, `3d`, `1w` (that long before `now`, epoch
 * milliseconds), or ISO-8601 with or without time of day, UTC unless it says otherwise. Undefined for anything else.
 */
export function parseUserTime(text: string, now: number): Instant | undefined {
  if (text === 'now') return instantOf(now);
  const age = /^(\d+(?:\.\d+)?)([smhdw])$/.exec(text);
  if (!age) return parseInstant(text);
  const moment = now - Number(age[1]) * (UNIT_MILLIS[age[2] ?? ''] ?? 0);
  return moment >= -62_167_219_200_000 ? instantOf(Math.round(moment)) : undefined;
}

/** As {@link parseUserTime}, but throws a usage error that names the option. */
export function requireTime(option: string, text: string, now: number): Instant {
  const instant = parseUserTime(text, now);
  if (instant !== undefined) return instant;
  throw usageError(
    `${option}: '${text}' is no time that I understand.`,
    'Use ISO-8601 (2025-06-16 or 2025-06-16T21:19:33Z), an age (90s 15m 2h 3d 1w), or now.',
  );
}
