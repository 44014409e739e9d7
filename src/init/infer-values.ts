import type { EnumeratedValue, Meaning } from '../dynamo/model/attribute-definition';
import type { Facts } from './facts';
import { wordsIn } from './names';

/** Whether an attribute has the same text, a single word, in all items that have it, and those are enough to be sure. */
export function isConstant({ strings, count }: Facts): boolean {
  return (
    count >= MIN_ITEMS && strings.length === count && new Set(strings).size === 1 && isWord(strings[0] ?? '')
  );
}

/** With at least this many items, a value that they all share is not a coincidence. */
const MIN_ITEMS = 4;

/** Returns the values of an attribute that takes one of a few words, or undefined for any other attribute. */
export function inferValues({ name, strings, count }: Facts): readonly EnumeratedValue[] | undefined {
  if (strings.length === 0 || strings.length < count) return undefined;
  const distinct = [...new Set(strings)].sort();
  const words = wordsIn(name);
  if (words.some((word) => PERSONAL.has(word)) || IDENTIFIER.test(words.at(-1) ?? '')) return undefined;
  if (!distinct.every(isWord) || distinct.every((text) => /^[\d.]+$/.test(text))) return undefined;
  const isLikely = words.some((word) => ENUMERATED.has(word));
  const most = isLikely ? MAX_VALUES_LIKELY : MAX_VALUES;
  const repeated = isLikely ? count >= 2 * distinct.length || count >= 10 : count >= 4 * distinct.length;
  const lower = new Set(distinct.map((word) => word.toLowerCase()));
  if (distinct.length > most || !repeated || lower.size < distinct.length) return undefined;
  return distinct.map((value) => {
    const meaning = isStatus(name) ? meaningOf(value) : undefined;
    return { name: value, stored: [value], ...(meaning && { meaning }) };
  });
}

/** An enumeration has at most this many values, or more when its name is that of an enumeration. */
const MAX_VALUES = 10;
const MAX_VALUES_LIKELY = 20;

/** Whether an attribute is a status, judging by its name. */
export function isStatus(name: string): boolean {
  return wordsIn(name).some((word) => word === 'status' || word === 'state');
}

/** Personal data does not belong in a configuration file, however few values there are. */
const PERSONAL: ReadonlySet<string> = new Set(
  'name email mail phone address street user owner author customer first last surname ip title'.split(' '),
);

/** Identifiers are not enumerations, even if the sample holds few of them. */
const IDENTIFIER = /^(?:ids?|keys?|arn|uuid|guid|hash|token|url|uri|pk|sk|number|no|ref)$/;

const ENUMERATED: ReadonlySet<string> = new Set(
  'status state type kind role level category genre priority severity mode phase stage plan tier class channel'.split(
    ' ',
  ),
);

/** Whether a text is a word or short phrase, with too few digits to be an identifier. */
function isWord(text: string): boolean {
  return /^[\p{L}\d][\p{L}\d _.:/+-]{0,39}$/u.test(text) && (text.match(/\d/g)?.length ?? 0) <= 2;
}

const MEANINGS: readonly (readonly [Meaning, RegExp])[] = [
  [
    'bad',
    /^(fail|failed|failure|failing|error|errored|timeout|timed out|abort|aborted|rejected|expired|declined|invalid|bounced|dead)$/,
  ],
  [
    'good',
    /^(success|succeeded|successful|ok|done|complete|completed|finished|active|approved|delivered|paid|passed|ready|healthy|open|enabled)$/,
  ],
  [
    'active',
    /^(running|started|starting|in progress|inprogress|processing|executing|working|sending|shipping|building|in transit|out for delivery)$/,
  ],
  [
    'idle',
    /^(pending|queued|waiting|scheduled|created|new|draft|paused|inactive|disabled|closed|idle|on hold|archived|cancelled|canceled|invited|suspended|void|voided)$/,
  ],
];

function meaningOf(value: string): Meaning | undefined {
  const words = wordsIn(value).join(' ');
  return MEANINGS.find(([, expression]) => expression.test(words))?.[0];
}
