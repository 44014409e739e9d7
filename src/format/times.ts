import type { AttributeFormat } from '../dynamo/model/attribute-definition';
import { epochScale, storedInstant } from '../dynamo/model/condition';
import { epochMillis, type Instant, isoText, parseInstant } from '../dynamo/model/instant';
import type { AttributeValue } from '../dynamo/model/values';
import { readableDuration } from '../units';
import type { View } from './view';

/** A date with a time of day, by which timestamps are recognized in attributes without a format. */
const TIMESTAMP = /^\d{4}-\d\d-\d\d[T ]\d\d:/;

/**
 * Formats a stored time as the user prefers, or returns undefined when the value is not a time, or the user prefers none of these forms. In
 * an attribute without a format, text counts as a time when it looks like a timestamp. `now` is in epoch milliseconds.
 */
export function timeText(
  format: AttributeFormat | undefined,
  value: AttributeValue,
  times: View['times'],
  now: number,
): string | undefined {
  if (times === 'raw' || times === 'auto' || times === 'compact') return undefined;
  const instant = instantOf(format, value);
  if (instant === undefined) return undefined;
  if (times === 'utc') return isoText(instant);
  return times === 'local' ? localText(instant) : relativeText(epochMillis(instant) - now);
}

/**
 * Formats a stored time as short as it can be told apart: today's as `10:28:02`, this year's as `11-24 10:28`, others as `2025-11-24`.
 * Returns undefined when the value is not a time. `now` is in epoch milliseconds.
 */
export function compactTime(
  format: AttributeFormat | undefined,
  value: AttributeValue,
  zone: 'utc' | 'local',
  now: number,
): string | undefined {
  const instant = instantOf(format, value);
  if (instant === undefined) return undefined;
  const text = wallClock(epochMillis(instant), zone);
  const today = wallClock(now, zone);
  if (text.slice(0, 10) === today.slice(0, 10)) return text.slice(11, 19);
  return text.slice(0, 4) === today.slice(0, 4)
    ? `${text.slice(5, 10)} ${text.slice(11, 16)}`
    : text.slice(0, 10);
}

/** Names of attributes that hold times as numbers, in any spelling. */
const TIME_NAME =
  /(?:^|_)(?:ttl|TTL|at|time|timestamp|date|expires?|expiry)$|[a-z](?:TTL|Ttl|At|Time|Timestamp|Date|Expires?|Expiry)$/;

/** Returns the format of an epoch number in an attribute that no definition describes, judging by its name and by values since 2001. */
export function guessedEpoch(name: string, number: string): AttributeFormat | undefined {
  if (!TIME_NAME.test(name)) return undefined;
  if (/^\d{10}(?:\.\d+)?$/.test(number)) return 'epoch-seconds';
  return /^\d{13}(?:\.\d+)?$/.test(number) ? 'epoch-millis' : undefined;
}

/** Whether the clock of this machine shows the same as UTC. */
export function isClockUtc(now: number): boolean {
  return new Date(now).getTimezoneOffset() === 0;
}

/** The date and time in a zone, as ISO-8601 without one. */
function wallClock(millis: number, zone: 'utc' | 'local'): string {
  const east = zone === 'utc' ? 0 : -new Date(millis).getTimezoneOffset();
  return new Date(millis + east * 60_000).toISOString();
}

function instantOf(format: AttributeFormat | undefined, value: AttributeValue): Instant | undefined {
  if (format === undefined)
    return 'S' in value && TIMESTAMP.test(value.S) ? parseInstant(value.S) : undefined;
  return format === 'time' || epochScale(format) !== undefined ? storedInstant(format, value) : undefined;
}

/** `2025-06-16 23:19:33.789 +02:00`, in the time zone of this machine. */
function localText(instant: Instant): string {
  const date = new Date(epochMillis(instant));
  const east = -date.getTimezoneOffset();
  const shifted = wallClock(date.getTime(), 'local');
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
