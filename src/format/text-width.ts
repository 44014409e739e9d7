import stringWidth from 'string-width';

/** Anything but ASCII, Latin letters, and the symbols that formatters add. Most texts have only these, each one cell wide. */
const NOT_PLAIN = /[^\x20-\x7e\u00a1-\u00ac\u00ae-\u024f…✓✗▸◦█░]/;
const segmenter = new Intl.Segmenter();

/** Returns the number of terminal cells for a text without controls: two for wide characters and emoji, none for combining marks. */
export function displayWidth(text: string): number {
  return NOT_PLAIN.test(text) ? stringWidth(text) : text.length;
}

/** Returns what readers see as the characters of a text. */
export function graphemes(text: string): readonly string[] {
  if (!NOT_PLAIN.test(text)) return [...text];
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Truncates a text to at most `width` cells, with `…` at the end. */
export function cutEnd(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  return width < 1 ? '' : `${head(graphemes(text), width - 1)}…`;
}

/** Truncates a text to at most `width` cells with `…` in the middle, as its beginning and its end say most. */
export function cutMiddle(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  if (width < 6) return cutEnd(text, width);
  const tail = Math.floor((width - 1) / 2);
  return `${head(graphemes(text), width - 1 - tail)}…${head([...graphemes(text)].reverse(), tail, true)}`;
}

/** Returns the characters that fit into `width` cells, as they come or, if they are given from the end, in their order. */
function head(characters: readonly string[], width: number, isReversed = false): string {
  const out: string[] = [];
  let used = 0;
  for (const character of characters) {
    used += displayWidth(character);
    if (used > width) break;
    out.push(character);
  }
  return (isReversed ? out.reverse() : out).join('');
}

/** Where a long word is broken rather than elsewhere. */
const BREAKS = /[/:,.=&?#()[\]{};_-]/;

/** Breaks words that are wider than `width` cells by line breaks, after punctuation if there is some in the second half of a line. */
export function breakWords(text: string, width: number): string {
  return text.replace(/[^ \n]+/g, (word) => (displayWidth(word) <= width ? word : brokenWord(word, width)));
}

function brokenWord(word: string, width: number): string {
  const lines: string[] = [];
  let line: string[] = [];
  let used = 0;
  for (const grapheme of graphemes(word)) {
    const cells = displayWidth(grapheme);
    if (used > 0 && used + cells > width) {
      const last = line.findLastIndex((character) => BREAKS.test(character));
      const at = last + 1 > line.length / 2 ? last + 1 : line.length;
      lines.push(line.slice(0, at).join(''));
      line = line.slice(at);
      used = displayWidth(line.join(''));
    }
    line.push(grapheme);
    used += cells;
  }
  return [...lines, line.join('')].join('\n');
}
