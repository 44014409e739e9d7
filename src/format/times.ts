import type { AttributeFormat } from '../dynamo/model/definition';
import { epochMillis, type Instant, instantOfEpoch, isoText, parseInstant } from '../dynamo/model/instant';
import type { AttributeValue } from '../dynamo/model/values';
import { readableDuration } from '../units';

/** A date with a time of day, by which timestamps are recognized in attributes without a format. */
const TIMESTAMP = /^\d{4}-\d\d-\d\d[T ]\d\d:/;

/**
 * Formats a stored time as the user prefers, or returns undefined when the value is not a time. In an attribute without a format, text
 * counts as a time when it looks like a timestamp. `now` is in epoch milliseconds.
 */
export function timeText(
  format: AttributeFormat | undefined,
  value: AttributeValue,
  times: 'utc' | 'local' | 'relative',
  now: number,
): string | undefined {
  const instant = instantOf(format, value);
  if (instant === undefined) return undefined;
  if (times === 'utc') return isoText(instant);
  return times === 'local' ? localText(instant) : relativeText(epochMillis(instant) - now);
}

function instantOf(format: AttributeFormat | undefined, value: AttributeValue): Instant | undefined {
  if ('N' in value) {
    if (format === 'epoch-seconds') return instantOfEpoch(value.N, 0);
    return format === 'epoch-millis' ? instantOfEpoch(value.N, 3) : undefined;
  }
  if (!('S' in value)) return undefined;
  if (format === 'time') return parseInstant(value.S);
  return format === undefined && TIMESTAMP.test(value.S) ? parseInstant(value.S) : undefined;
}

/** `2025-06-16 23:19:33.789 +02:00`, in the time zone of this machine. */
function localText(instant: Instant): string {
  const date = new Date(epochMillis(instant));
  const east = -date.getTimezoneOffset();
  const shifted = new Date(date.getTime() + east * 60_000).toISOString();
  const fraction = /\.\d+/.exec(isoText(instant).slice(19))?.[0] ?? '';
  const offset = `${two(Math.trunc(Math.abs(east) / 60))}:${two(Math.abs(east) % 60)}`;
  return `${shifted.slice(0, 10)} ${shifted.slice(11, 19)}${fraction} ${east < 0 ? '-' : '+'}${offset}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** `3h ago`, `in 5m`; `now` within a second. `millis` is positive in the future. */
function relativeText(millis: number): string {
  if (Math.abs(millis) < 1000) return 'now';
  const distance = readableDuration(Math.trunc(Math.abs(millis) / 1000) * 1000);
  return millis < 0 ? `${distance} ago` : `in ${distance}`;
}
