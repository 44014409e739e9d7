import type { AttributeFormat } from '../dynamo/model/attribute-definition';
import { parseInstant, sortsByTime } from '../dynamo/model/instant';
import type { Facts } from './facts';
import { wordsIn } from './names';

/** How an attribute stores a time, judging by its values and its name. */
export interface TimeGuess {
  /** Undefined when only the values, and not the name, suggest a time. */
  readonly format: AttributeFormat | undefined;
  /** A description for people: `ISO-8601, milliseconds, Z`. */
  readonly seen: string;
  /** How to end the description of numbers that may not be times. */
  readonly advice?: string;
  /** Text has forms that do not sort by time, so that a key with it can't be read from one moment to another. */
  readonly unsorted?: boolean;
  /** An example in the form of the values, where that is not the usual one. */
  readonly example?: string;
}

/** Recognizes an attribute that holds times: text that is always ISO-8601, or numbers in the range of current epoch times. */
export function inferTime({ name, strings, numbers, count }: Facts): TimeGuess | undefined {
  if (strings.length > 0 && strings.length === count) {
    return strings.every((text) => parseInstant(text) !== undefined)
      ? {
          format: 'time',
          seen: spellingOf(strings),
          unsorted: !strings.every(sortsByTime),
          ...(strings.every((text) => /^\d{4}-\d\d-\d\d$/.test(text)) && { example: '2025-06-16' }),
        }
      : undefined;
  }
  if (numbers.length === 0 || numbers.length < count) return undefined;
  const epoch = EPOCHS.find(({ low, high }) => numbers.every((text) => isBetween(Number(text), low, high)));
  if (!epoch) return undefined;
  const isNamed = wordsIn(name).some((word) => TIME_WORDS.has(word));
  if (isNamed && epoch.format) return { format: epoch.format, seen: epoch.seen };
  const advice = epoch.format ? `; if so, add format: ${epoch.format}` : ', which no format supports';
  return { format: undefined, seen: epoch.seen, advice };
}

/** Times from 2001 to 2100 as numbers. */
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

/** Whether an attribute with this name is likely to hold a time. */
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
  const listed = sorted.slice(0, 3).map(([spelling, count]) => `${spelling} (${count})`);
  return `ISO-8601, in several forms: ${listed.join('; ')}${sorted.length > listed.length ? '; …' : ''}`;
}

function oneSpelling(text: string): string {
  const [, separator, clock, fraction, zone] =
    /^[\d-]{10}(?:([T ])([\d:]+)(?:[.,](\d+))?\s*(.*))?$/i.exec(text) ?? [];
  if (clock === undefined) return 'days';
  const precision = fraction
    ? (PRECISIONS[fraction.length] ?? `${fraction.length} digits of a second`)
    : 'seconds';
  return `${clock.length === 5 ? 'minutes' : precision}, ${zone || 'no zone'}${separator === ' ' ? ', with a space' : ''}`;
}

const PRECISIONS: Readonly<Record<number, string>> = {
  3: 'milliseconds',
  6: 'microseconds',
  9: 'nanoseconds',
};
