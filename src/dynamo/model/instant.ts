/**
 * A moment as fixed-width text in UTC, `2025-06-16T21:19:33.789000000`. Instants can be compared as strings, and keep all nanoseconds that
 * some producers write.
 */
export type Instant = string;

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9})\d*)?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;

/** The start of the year 1 and the end of the year 9999, in epoch milliseconds. Years between them have four digits and exist. */
export const FIRST_YEAR = -62_135_596_800_000;
export const LAST_MILLISECOND = 253_402_300_799_999;

/**
 * Parses an ISO-8601 timestamp with a precision from seconds to nanoseconds, and with `Z`, an offset, or no zone (taken as UTC). A date
 * alone means midnight. Returns undefined for anything else, including impossible dates and years outside 1 to 9999 in UTC.
 */
export function parseInstant(text: string): Instant | undefined {
  const millis = isoMillis(text);
  if (millis === undefined || millis < FIRST_YEAR || millis > LAST_MILLISECOND) return undefined;
  const fraction = ISO.exec(text)?.[7] ?? '';
  return `${new Date(millis).toISOString().slice(0, 19)}.${fraction.padEnd(9, '0')}`;
}

/**
 * Returns the epoch milliseconds of an ISO-8601 timestamp, without its fraction of a second, in any year. Returns undefined for anything
 * else, including impossible dates.
 */
export function isoMillis(text: string): number | undefined {
  const match = ISO.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', , zone = 'Z'] = match;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const local = new Date(0);
  // Date.UTC takes the years 0 to 99 for 1900 to 1999.
  local.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  local.setUTCHours(Number(hour), Number(minute), Number(second));
  if (local.getUTCDate() !== Number(day) || Number(month) > 12 || Number(month) < 1) return undefined;
  const offset = offsetMinutes(zone);
  return offset === undefined ? undefined : local.getTime() - offset * 60_000;
}

/** Returns the offset of a zone in minutes east of UTC. */
function offsetMinutes(zone: string): number | undefined {
  if (zone.toUpperCase() === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(-2)) * (zone.length > 3 ? 1 : 0);
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** Converts epoch milliseconds to an instant. Throws a RangeError outside the years 0 to 9999. */
export function instantOf(epochMillis: number): Instant {
  const text = new Date(epochMillis).toISOString();
  if (text.length !== 24) throw new RangeError(`No four-digit year: ${text}`);
  return `${text.slice(0, 23)}000000`;
}

/** Returns epoch milliseconds, truncated. */
export function epochMillis(instant: Instant): number {
  return Date.parse(`${instant.slice(0, 23)}Z`);
}

/** Formats an instant as ISO-8601 for people, without a fraction of zero. */
export function isoText(instant: Instant): string {
  const [seconds, fraction = ''] = instant.split('.');
  const digits = fraction.replace(/0+$/, '');
  return digits === '' ? `${seconds}Z` : `${seconds}.${digits.length <= 3 ? digits.padEnd(3, '0') : digits}Z`;
}

/**
 * Returns the instant as an exact epoch number in decimal text. `scale` is the number of digits of the unit after the second: 0 for
 * seconds, 3 for milliseconds.
 */
export function epochNumber(instant: Instant, scale: 0 | 3): string {
  const seconds = BigInt(Math.floor(epochMillis(`${instant.slice(0, 19)}.000000000`) / 1000));
  const nanos = seconds * 1_000_000_000n + BigInt(instant.slice(20));
  const unit = 10n ** BigInt(9 - scale);
  const magnitude = nanos < 0n ? -nanos : nanos;
  const rest = (magnitude % unit)
    .toString()
    .padStart(9 - scale, '0')
    .replace(/0+$/, '');
  return `${nanos < 0n ? '-' : ''}${magnitude / unit}${rest === '' ? '' : `.${rest}`}`;
}

/** Converts an epoch number in decimal text to an instant. Returns undefined when it is not a number or is outside the years 0 to 9999. */
export function instantOfEpoch(text: string, scale: 0 | 3): Instant | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return undefined;
  const nanosText = `${match[2]}${(match[3] ?? '').slice(0, 9 - scale).padEnd(9 - scale, '0')}`;
  const nanos = BigInt(`${match[1]}${nanosText}`);
  const second = nanos >= 0n ? nanos / 1_000_000_000n : -((-nanos + 999_999_999n) / 1_000_000_000n);
  if (second < -62_167_219_200n || second > 253_402_300_799n) return undefined;
  const fraction = (nanos - second * 1_000_000_000n).toString().padStart(9, '0');
  return `${new Date(Number(second) * 1000).toISOString().slice(0, 19)}.${fraction}`;
}

/** Whether text sorts by time among others in the usual form: in UTC, which may be unnamed, and with a `T` between date and time. */
export function sortsByTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]00(?::?00)?)?)?$/.test(text);
}
