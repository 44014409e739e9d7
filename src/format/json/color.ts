import type { View } from '../view';
import { endOfString } from './indent';

/**
 * The colors of the terminal's theme for each kind of token. They are written here, as JSON should not have to load a library for four
 * numbers.
 */
const COLORS = { key: 36, string: 32, number: 33, word: 35 } as const;

/** Whether the text of JSON must be safe for a terminal: colors are for one, even if a pager is in between. */
export function isForTerminal({ terminal, color }: View): boolean {
  return terminal || color;
}

/** Returns a function that colors JSON text if the view says so, and leaves it unchanged otherwise. */
export function jsonColorer({ color }: View): (json: string) => string {
  return color ? colored : (json) => json;
}

/** Colors keys, strings, numbers, and `true`, `false` and `null`. Nothing but colors is added. */
function colored(json: string): string {
  let out = '';
  /** Start of the text that is not yet copied. */
  let from = 0;
  const paint = (start: number, end: number, kind: keyof typeof COLORS) => {
    out += `${json.slice(from, start)}\u001b[${COLORS[kind]}m${json.slice(start, end)}\u001b[39m`;
    from = end;
    return end - 1;
  };
  for (let i = 0; i < json.length; i++) {
    const character = json[i] as string;
    if (character === '"') {
      const end = endOfString(json, i) + 1;
      i = paint(i, end, json[end] === ':' ? 'key' : 'string');
    } else if (character === '-' || (character >= '0' && character <= '9'))
      i = paint(i, endOfToken(json, i), 'number');
    else if (character >= 'a' && character <= 'z') i = paint(i, endOfToken(json, i), 'word');
  }
  return out + json.slice(from);
}

/** Returns the position after a number or a word. */
function endOfToken(json: string, start: number): number {
  let end = start;
  while (end < json.length && !',]} \n'.includes(json[end] as string)) end++;
  return end;
}
