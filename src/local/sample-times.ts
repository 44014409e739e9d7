import { type AttributeDefinition, isTime } from '../dynamo/model/attribute-definition';
import { sortingTime, type TableDefinition } from '../dynamo/model/definition';
import type { Random } from './sample-random';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Names of attributes by the moment they hold. */
const CREATED = /creat/i;
export const STARTED = /start/i;
export const ENDED = /complet|stop|end(ed)?_?(at|date)/i;
const INDEXED = /index/i;
const EXPIRES = /expire|ttl/i;

/** Epoch milliseconds by attribute. */
export type Moments = ReadonlyMap<string, number>;

/**
 * Generates the times of an item. A table declares its times in chronological order, so each is at or after the one declared before
 * it, and only an expiry is after `now`. Items that both expire and are deleted live for minutes.
 */
export function moments(table: TableDefinition, now: number, isActive: boolean, random: Random): Moments {
  const result = new Map<string, number>();
  const isFleeting = Object.keys(table.attributes).filter((name) => EXPIRES.test(name)).length > 1;
  const spread = isFleeting ? HOUR : sortingTime(table) || table.ttl ? 14 * DAY : 400 * DAY;
  const age = random.next() ** 2 * spread * (isActive ? 0.01 : 1) + 5 * SECOND;
  const lifetime = isFleeting ? 10 * MINUTE : random.pick([3 * DAY, 7 * DAY, 30 * DAY]);
  const first = Math.floor(now - age);
  let latest = first;
  for (const [name, attribute] of Object.entries(table.attributes)) {
    if (!isTime(attribute)) continue;
    if (EXPIRES.test(name)) {
      result.set(name, first + lifetime);
      continue;
    }
    latest = result.size === 0 ? first : Math.min(latest + gap(name, random), now - SECOND);
    result.set(name, latest);
  }
  const began = result.get(table.life?.began ?? '');
  if (table.ttl !== undefined && table.ttlHours !== undefined && began !== undefined)
    result.set(table.ttl, began + table.ttlHours * HOUR);
  return result;
}

/** Most runs are short; some take an hour. */
function gap(name: string, random: Random): number {
  if (CREATED.test(name)) return 0;
  if (STARTED.test(name) || INDEXED.test(name)) return random.between(20, 4000);
  if (ENDED.test(name)) return Math.round(400 * 9000 ** random.next());
  return random.between(SECOND, 2 * DAY);
}

/** Writes a timestamp in the format of one service. */
export type Producer = (moment: number) => string;

const iso: Producer = (moment) => new Date(moment).toISOString();
const seconds: Producer = (moment) => iso(moment).slice(0, 19);
const millis: Producer = (moment) => iso(moment).slice(0, 23);
const micros: Producer = (moment) =>
  millis(moment) + String((Math.floor(moment) * 7919) % 1000).padStart(3, '0');

const PRODUCERS: readonly Producer[] = [
  (moment) => `${seconds(moment)}Z`,
  (moment) => `${micros(moment)}Z`,
  (moment) => `${seconds(moment)}+00:00`,
  (moment) => `${micros(moment)}+00:00`,
  millis,
];

/** The writer of an item: mostly JavaScript, sometimes a language that formats ISO-8601 differently. */
export function producer(random: Random): Producer {
  const other = random.pick(PRODUCERS);
  return random.chance(0.15) ? other : iso;
}

/** Converts a time to the form in which the attribute stores it. */
export function storedTime(attribute: AttributeDefinition, moment: number, write: Producer): string | number {
  if (attribute.format === 'epoch-seconds') return Math.floor(moment / SECOND);
  if (attribute.format === 'epoch-millis') return Math.floor(moment);
  return write(moment);
}

/** Returns the duration of a run in milliseconds, or undefined when it has not ended. */
export function duration(times: Moments): number | undefined {
  const names = [...times.keys()];
  const end = times.get(names.find((name) => ENDED.test(name)) ?? '');
  const start = times.get(names.find((name) => STARTED.test(name)) ?? '');
  return end === undefined || start === undefined ? undefined : end - start;
}
