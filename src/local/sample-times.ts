import {
  type AttributeDefinition,
  isTime,
  type TableDefinition,
  timeAttribute,
} from '../dynamo/model/definition';
import type { Random } from './sample-random';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How an attribute's name says what moment it holds. */
const CREATED = /creat/i;
export const STARTED = /start/i;
export const ENDED = /complet|stop|end(ed)?_?(at|date)/i;
const INDEXED = /index/i;
const EXPIRES = /expire|ttl/i;

/** Epoch milliseconds by attribute. */
export type Moments = ReadonlyMap<string, number>;

/**
 * When the things happened that an item tells of. A table declares its times in the order in which they happen, and so
 * they do here: none is before the one declared before it, and only an expiry is after `now`. What both expires and is
 * deleted lives for minutes.
 */
export function moments(table: TableDefinition, now: number, isActive: boolean, random: Random): Moments {
  const result = new Map<string, number>();
  const isFleeting = Object.keys(table.attributes).filter((name) => EXPIRES.test(name)).length > 1;
  const spread = isFleeting ? HOUR : timeAttribute(table) || table.ttl ? 14 * DAY : 400 * DAY;
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
  return result;
}

/** Most runs are short, some take an hour. */
function gap(name: string, random: Random): number {
  if (CREATED.test(name)) return 0;
  if (STARTED.test(name) || INDEXED.test(name)) return random.between(20, 4000);
  if (ENDED.test(name)) return Math.round(400 * 9000 ** random.next());
  return random.between(SECOND, 2 * DAY);
}

/** A service that writes timestamps, in its own way. */
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

/** Whoever wrote an item: mostly JavaScript, sometimes another language with another idea of ISO-8601. */
export function producer(random: Random): Producer {
  const other = random.pick(PRODUCERS);
  return random.chance(0.15) ? other : iso;
}

/** A moment as the attribute stores it. */
export function storedTime(attribute: AttributeDefinition, moment: number, write: Producer): string | number {
  if (attribute.format === 'epoch-seconds') return Math.floor(moment / SECOND);
  if (attribute.format === 'epoch-millis') return Math.floor(moment);
  return write(moment);
}

/** How long a run took, in milliseconds; undefined when it has not ended. */
export function duration(times: Moments): number | undefined {
  const names = [...times.keys()];
  const end = times.get(names.find((name) => ENDED.test(name)) ?? '');
  const start = times.get(names.find((name) => STARTED.test(name)) ?? '');
  return end === undefined || start === undefined ? undefined : end - start;
}
