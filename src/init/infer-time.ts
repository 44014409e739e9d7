import type { AttributeFormat } from '../dynamo/model/definition';
import { parseInstant } from '../dynamo/model/instant';
import type { Facts } from './facts';
import { wordsIn } from './names';

/** How an attribute tells a time, as far as its values and its name say. */
export interface TimeGuess {
  /** Undefined where only the values look like it. */
  readonly format: AttributeFormat | undefined;
  /** What was seen, for people: `ISO-8601, milliseconds, Z`. */
  readonly seen: string;
}

/** Whether an attribute holds times: text that is ISO-8601 throughout, or numbers that count seconds or milliseconds since 1970. */
export function inferTime({ name, strings, numbers, count }: Facts): TimeGuess | undefined {
  if (strings.length > 0 && strings.length === count) {
    return strings.every((text) => parseInstant(text) !== undefined)
      ? { format: 'time', seen: spellingOf(strings) }
      : undefined;
  }
  if (numbers.length === 0 || numbers.length < count) return undefined;
  const epoch = EPOCHS.find(({ low, high }) => numbers.every((text) => isBetween(Number(text), low, high)));
  if (!epoch) return undefined;
  const isNamed = wordsIn(name).some((word) => TIME_WORDS.has(word));
  if (isNamed && epoch.format) return { format: epoch.format, seen: epoch.seen };
  const toSay = epoch.format ? `; if so, say format: ${epoch.format}` : ', which no format is for';
  return { format: undefined, seen: `${epoch.seen}${toSay}` };
}

/** Moments from 2001 to 2100 as numbers. */
const EPOCHS: readonly { low: number; high: number; format: AttributeFormat | undefined; seen: string }[] = [
  { low: 1e9, high: 4.1e9, format: 'epoch-seconds', seen: 'epoch seconds' },
  { low: 1e12, high: 4.1e12, format: 'epoch-millis', seen: 'epoch milliseconds' },
  { low: 1e15, high: 4.1e15, format: undefined, seen: 'epoch microseconds' },
];

function isBetween(value: number, low: number, high: number): boolean {
  return value >= low && value < high;
}

/** Words in names of attributes that hold times. */
const TIME_WORDS: ReadonlySet<string> = new Set(
  `at on date time timestamp ts created updated modified changed expires expiry expire expiration ttl since until start
   started end ended stop stopped completed finished deadline epoch when seen last`.split(/\s+/),
);

/** Whether an attribute that is called so is likely to hold a time. */
export function isTimeName(name: string): boolean {
  return /^(?:at|on|date|time|timestamp|datetime|ts)$/.test(wordsIn(name).at(-1) ?? '');
}

/** The precision and zone of times, the most frequent first. */
function spellingOf(texts: readonly string[]): string {
  const spellings = new Map<string, number>();
  for (const text of texts) {
    const spelling = oneSpelling(text);
    spellings.set(spelling, (spellings.get(spelling) ?? 0) + 1);
  }
  const sorted = [...spellings].sort((a, b) => b[1] - a[1]);
  const [[first] = ['']] = sorted;
  if (sorted.length === 1) return `ISO-8601, ${first}`;
  const told = sorted.slice(0, 3).map(([spelling, count]) => `${spelling} (${count})`);
  return `ISO-8601, several spellings: ${told.join('; ')}${sorted.length > told.length ? '; …' : ''}`;
}

function oneSpelling(text: string): string {
  const [, clock, fraction, zone] = /^[\d-]{10}(?:[T ]([\d:]+)(?:[.,](\d+))?\s*(.*))?$/i.exec(text) ?? [];
  if (clock === undefined) return 'days';
  const precision = fraction
    ? (PRECISIONS[fraction.length] ?? `${fraction.length} digits of a second`)
    : 'seconds';
  return `${clock.length === 5 ? 'minutes' : precision}, ${zone || 'no zone'}`;
}

const PRECISIONS: Readonly<Record<number, string>> = {
  3: 'milliseconds',
  6: 'microseconds',
  9: 'nanoseconds',
};
