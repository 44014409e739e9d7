import { stripVTControlCharacters } from 'node:util';
import Table from 'cli-table3';
import { displayWidth } from '../text-width';

/** No lines between cells or around them. */
const BLANK = Object.fromEntries(
  ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right', 'left']
    .concat(['left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'])
    .map((name) => [name, '']),
);

/** Laying out takes time that grows faster than the text; nobody reads more than this as prose (characters). */
const LONGEST = 4_000;

/**
 * A label and beside it a text, in `width` terminal cells altogether where that can be: one line that is too long breaks between
 * words, and goes on below its beginning. A word that is too long itself stays whole, so that an id can still be copied; what is in
 * lines already keeps them. Both may be coloured.
 */
export function labelled(label: string, text: string, margin: number, width: number): string {
  const room = width - margin;
  const unwrapped = () =>
    label + ' '.repeat(margin - displayWidth(label)) + text.replaceAll('\n', `\n${' '.repeat(margin)}`);
  if (text.length > LONGEST || text.includes('\n') || displayWidth(text) <= room) return unwrapped();
  const table = new Table({
    chars: BLANK,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
    colWidths: [margin, Math.max(room, ...text.split(/\s+/).map(displayWidth))],
    wordWrap: true,
  });
  table.push([label, text]);
  const wrapped = table.toString().replace(/ +$/gm, '');
  // The library cuts off the end of a line whose characters it believes to be wider than they are.
  return withoutBlanks(wrapped) === withoutBlanks(label + text) ? wrapped : unwrapped();
}

/** A text without its blanks and colours. */
function withoutBlanks(text: string): string {
  return stripVTControlCharacters(text).replace(/\s/g, '');
}
