/** A seeded random number generator, so that sample data is the same on every machine. */
export interface Random {
  /** From 0 up to, but not including, 1. */
  next(): number;
  /** An integer from `low` to `high`, inclusive. */
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(choices: readonly T[]): T;
}

/** Mulberry32, seeded with the FNV-1a hash of a text. */
export function randomFor(seed: string): Random {
  let state = hash(seed);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick: (choices) => choices[Math.floor(next() * choices.length)] as (typeof choices)[number],
  };
}

function hash(text: string): number {
  let result = 0x811c9dc5;
  for (const byte of Buffer.from(text)) result = Math.imul(result ^ byte, 0x01000193);
  return result;
}

const HEX = '0123456789abcdef';
const DIGITS = '0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';

/** Suffixes that make plain names different. */
const EDITIONS = ['EU', 'UK', 'APAC', 'Sandbox', 'Legacy', 'Beta', 'Staging', 'Pro', 'Archive', 'Labs'];

/**
 * Returns another value of the same form: `user:3f8a` gives another identifier after the prefix, `ada@acme.example` another address,
 * and `Slack` an edition of it. Plain words vary by `copy` alone.
 */
export function vary(example: string, copy: number, random: Random): string {
  const [local, host] = example.split('@');
  if (host) return `${local}${copy}@${host}`;
  const start = Math.max(example.lastIndexOf(':'), prefixLength(example)) + 1;
  const tail = example.slice(start);
  if (!/\d/.test(tail)) return edition(example, copy);
  const isHex = /^[0-9a-f-]+$/.test(tail);
  return example.slice(0, start) + [...tail].map((letter) => replaced(letter, isHex, random)).join('');
}

/** The position of the last `_` or `-` before the first digit. The text before it is a prefix that names the kind of value. */
function prefixLength(example: string): number {
  return (/^\D*[_-]/.exec(example)?.[0].length ?? 0) - 1;
}

function replaced(letter: string, isHex: boolean, random: Random): string {
  if (isHex && letter !== '-') return random.pick([...HEX]);
  if (/\d/.test(letter)) return random.pick([...DIGITS]);
  if (/[a-z]/.test(letter)) return random.pick([...LOWER]);
  return /[A-Z]/.test(letter) ? random.pick([...LOWER]).toUpperCase() : letter;
}

function edition(example: string, copy: number): string {
  const name = EDITIONS[(copy - 1) % EDITIONS.length] as string;
  const round = copy > EDITIONS.length ? `${Math.ceil(copy / EDITIONS.length)}` : '';
  return /[A-Z ]/.test(example) ? `${example} ${name}${round}` : `${example}-${name.toLowerCase()}${round}`;
}
