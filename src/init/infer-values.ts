import type { EnumeratedValue, Meaning } from '../dynamo/model/definition';
import type { Facts } from './facts';
import { wordsIn } from './names';

/** Whether an attribute has the same text, a word, wherever it is; and it is in enough items to say so. */
export function isConstant({ strings, count }: Facts): boolean {
  return (
    count >= ENOUGH && strings.length === count && new Set(strings).size === 1 && isWord(strings[0] ?? '')
  );
}

/** From so many items on, a value that they all have is no coincidence. */
const ENOUGH = 4;

/** The few words that an attribute takes its values from, or undefined where it has more than that. */
export function inferValues({ name, strings, count }: Facts): readonly EnumeratedValue[] | undefined {
  if (strings.length === 0 || strings.length < count) return undefined;
  const distinct = [...new Set(strings)].sort();
  const words = wordsIn(name);
  if (words.some((word) => PERSONAL.has(word)) || IDENTIFIER.test(words.at(-1) ?? '')) return undefined;
  if (!distinct.every(isWord) || distinct.every((text) => /^[\d.]+$/.test(text))) return undefined;
  const isLikely = words.some((word) => KINDS.has(word));
  const most = isLikely ? MOST_LIKELY : MOST;
  const repeated = isLikely ? count >= 2 * distinct.length || count >= 10 : count >= 4 * distinct.length;
  const lower = new Set(distinct.map((word) => word.toLowerCase()));
  if (distinct.length > most || !repeated || lower.size < distinct.length) return undefined;
  return distinct.map((value) => {
    const meaning = isStatus(name) ? meaningOf(value) : undefined;
    return { name: value, stored: [value], ...(meaning && { meaning }) };
  });
}

/** More values than this are no enumeration any more; with a name that says so, a few more are. */
const MOST = 10;
const MOST_LIKELY = 20;

/** Whether a name says that the attribute is a status. */
export function isStatus(name: string): boolean {
  return wordsIn(name).some((word) => word === 'status' || word === 'state');
}

/** Nobody wants these in a file, however few there are. */
const PERSONAL: ReadonlySet<string> = new Set(
  'name email mail phone address street user owner author customer first last surname ip title'.split(' '),
);

/** Of identifiers there are always more to come. */
const IDENTIFIER = /^(?:ids?|keys?|arn|uuid|guid|hash|token|url|uri|pk|sk|number|no|ref)$/;

const KINDS: ReadonlySet<string> = new Set(
  'status state type kind role level category genre priority severity mode phase stage plan tier class channel'.split(
    ' ',
  ),
);

/** A word as programs use them; nothing with so many digits that it could be an identifier. */
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
