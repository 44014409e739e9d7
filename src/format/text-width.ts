import stringWidth from 'string-width';

/** Anything but ASCII, Latin letters, and the symbols that formatters add. Most texts have only these, each one cell wide. */
const NOT_PLAIN = /[^\x20-\x7e\u00a1-\u00ac\u00ae-\u024f…✓✗▸◦█░]/;
const graphemes = new Intl.Segmenter();

/** Returns the number of terminal cells for a text without controls: two for wide characters and emoji, none for combining marks. */
export function displayWidth(text: string): number {
  return NOT_PLAIN.test(text) ? stringWidth(text) : text.length;
}

/** Truncates a text to at most `width` cells, with `…` at the end. */
export function cutEnd(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  return width < 1 ? '' : `${head(text, width - 1)}…`;
}

/** Truncates a text to at most `width` cells with `…` in the middle, for texts that often differ only at the end, such as IDs and ARNs. */
export function cutMiddle(text: string, width: number): string {
  // The end of other text can't be found without measuring all of it.
  if (displayWidth(text) <= width || width < 6 || NOT_PLAIN.test(text)) return cutEnd(text, width);
  const tail = Math.floor((width - 1) / 2);
  return `${text.slice(0, width - 1 - tail)}…${text.slice(-tail)}`;
}

/** Returns the beginning of a text that fits into `width` cells. Never splits a grapheme. */
function head(text: string, width: number): string {
  if (!NOT_PLAIN.test(text)) return text.slice(0, width);
  let out = '';
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    used += displayWidth(segment);
    if (used > width) break;
    out += segment;
  }
  return out;
}
