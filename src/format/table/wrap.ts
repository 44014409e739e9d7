import { stripVTControlCharacters } from 'node:util';
import Table from 'cli-table3';
import { displayWidth } from '../text-width';

/** No borders. */
const BLANK = Object.fromEntries(
  ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right', 'left']
    .concat(['left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'])
    .map((name) => [name, '']),
);

/** Maximum length in characters of text that is wrapped. Layout time grows faster than linearly, and longer text is not read as prose. */
const MAX_WRAPPED = 4_000;

/**
 * Formats a label with text beside it, in `width` terminal cells if possible. Text of one line is wrapped between words and indented below
 * its beginning. A word that is too long is not broken, so that an ID can still be copied. Text of several lines keeps its line breaks.
 * Both may contain colors.
 */
export function labelled(label: string, text: string, margin: number, width: number): string {
  const room = width - margin;
  const unwrapped = () =>
    label + ' '.repeat(margin - displayWidth(label)) + text.replaceAll('\n', `\n${' '.repeat(margin)}`);
  if (text.length > MAX_WRAPPED || text.includes('\n') || displayWidth(text) <= room) return unwrapped();
  const table = new Table({
    chars: BLANK,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
    colWidths: [margin, Math.max(room, ...text.split(/\s+/).map(displayWidth))],
    wordWrap: true,
  });
  table.push([label, text]);
  const wrapped = table.toString().replace(/ +$/gm, '');
  // The library truncates a line when it overestimates the width of its characters.
  return withoutWhitespace(wrapped) === withoutWhitespace(label + text) ? wrapped : unwrapped();
}

/** Removes whitespace and colors. */
function withoutWhitespace(text: string): string {
  return stripVTControlCharacters(text).replace(/\s/g, '');
}
