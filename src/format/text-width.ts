import stringWidth from 'string-width';

/** All but ASCII, Latin letters, and the signs that formatters add. Nearly no text has more than these, each one cell wide. */
const NOT_PLAIN = /[^\x20-\x7e\u00a1-\u00ac\u00ae-\u024f…✓✗▸◦█░]/;
const graphemes = new Intl.Segmenter();

/** Cells that a text without controls takes on a terminal: wide characters and emoji two, combining marks none. */
export function displayWidth(text: string): number {
  return NOT_PLAIN.test(text) ? stringWidth(text) : text.length;
}

/** The text in at most `width` cells, with `…` where its end was cut off. */
export function cutEnd(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  return width < 1 ? '' : `${head(text, width - 1)}…`;
}

/** The same for texts that often differ only in their end, such as ids and ARNs: `…` stands in the middle. */
export function cutMiddle(text: string, width: number): string {
  // What is not plain has no end that could be cut off without looking at the whole.
  if (displayWidth(text) <= width || width < 6 || NOT_PLAIN.test(text)) return cutEnd(text, width);
  const tail = Math.floor((width - 1) / 2);
  return `${text.slice(0, width - 1 - tail)}…${text.slice(-tail)}`;
}

/** As much of the text as fits into `width` cells. Never splits what is seen as one character. */
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
