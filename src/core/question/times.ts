import { FIRST_YEAR, type Instant, instantOf, isoMillis, parseInstant } from '../../dynamo/model/instant';
import { usageError } from '../../errors';
import type { Origin } from '../../origin';

const UNIT_MILLIS: Readonly<Record<string, number>> = {
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
};

/** One or more amounts, the largest unit first: `90s`, `1.5h`, `1h30m`. */
const AGE = /^(?=\d)(?:[\d.]+w)?(?:[\d.]+d)?(?:[\d.]+h)?(?:[\d.]+m)?(?:[\d.]+s)?$/;
const AMOUNT = /(\d+(?:\.\d+)?)([wdhms])/g;
const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/;

/** The words for a day, and how many days ago it began. */
const DAYS: Readonly<Record<string, number>> = { today: 0, yesterday: 1 };

/** Whether text is a time that depends on the present: `now`, `today`, `yesterday`, `09:00`, or an age. */
export function isRelativeTime(text: string): boolean {
  return text === 'now' || Object.hasOwn(DAYS, text) || isTimeOfDay(text) || isAge(text);
}

export function isTimeOfDay(text: string): boolean {
  return TIME_OF_DAY.test(text);
}

/** Whether text is a date without a time of day. */
export function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text);
}

function isAge(text: string): boolean {
  return AGE.test(text) && text.replace(AMOUNT, '') === '';
}

/**
 * Parses a time as entered by the user: `now`; an age such as `90s`, `15m`, `1h30m` or `3d`, relative to `now` (epoch milliseconds);
 * `today` or `yesterday`, which mean the start of the day in UTC; a time of day such as `09:00`, today in UTC; or ISO-8601 with or without a
 * time of day, in UTC unless it names a zone. Returns undefined for anything else, and for times outside the years 1 to 9999.
 */
export function parseUserTime(text: string, now: number): Instant | undefined {
  const millis = relativeMillis(text, now);
  if (millis === undefined) return parseInstant(text);
  return millis >= FIRST_YEAR ? instantOf(Math.round(millis)) : undefined;
}

/** Returns the epoch milliseconds of a relative time, or undefined for other text. */
function relativeMillis(text: string, now: number): number | undefined {
  if (text === 'now') return now;
  const startOfDay = now - (now % 86_400_000);
  const days = Object.hasOwn(DAYS, text) ? DAYS[text] : undefined;
  if (days !== undefined) return startOfDay - days * 86_400_000;
  if (isTimeOfDay(text)) {
    const [hours = 0, minutes = 0, seconds = 0] = text.split(':').map(Number);
    return startOfDay + ((hours * 60 + minutes) * 60 + seconds) * 1000;
  }
  if (!isAge(text)) return undefined;
  const amounts = [...text.matchAll(AMOUNT)];
  return now - amounts.reduce((sum, [, n, unit = '']) => sum + Number(n) * (UNIT_MILLIS[unit] ?? 0), 0);
}

const ADVICE =
  'Use ISO-8601 (2025-06-16 or 2025-06-16T21:19:33Z), an age (90s 15m 2h 1h30m 3d 1w), today, yesterday, 09:00, or now.';

/** Parses a time like {@link parseUserTime}, but throws a usage error when it is not valid. */
export function requireTime(text: string, now: number, origin: Origin): Instant {
  const instant = parseUserTime(text, now);
  if (instant !== undefined) return instant;
  if (isTimeText(text))
    throw usageError(`'${text}' is outside the years 0001 to 9999 in UTC.`, undefined, origin);
  throw usageError(`'${text}' is not a valid time.`, ADVICE, origin);
}

/** Whether text has the form of a time, even one that is out of range. */
export function isTimeText(text: string): boolean {
  return isRelativeTime(text) || isoMillis(text) !== undefined;
}
