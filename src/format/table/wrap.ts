import { painter } from '../paint';
import { breakWords, cutMiddle, displayWidth } from '../text-width';
import { borderless, type Styled } from './borderless';
import { GAP } from './widths';

/** Maximum length in characters of text that is wrapped. Layout time grows faster than linearly, and longer text is not read as prose. */
const MAX_WRAPPED = 4_000;

/** Least width of wrapped text in cells, even if lines get too long. */
const MIN_ROOM = 12;

/**
 * Formats a label with text beside it, in `width` terminal cells if possible; the text begins after `margin` cells. Text of one line is
 * wrapped between words and indented below its beginning. A word that is too long is not broken, so that an ID can still be copied: it has a
 * line of its own if that helps. Text of several lines keeps its line breaks.
 */
export function labelled(label: Styled, text: Styled, margin: number, width: number, color: boolean): string {
  if (text.text.length > MAX_WRAPPED || text.text.includes('\n'))
    return unwrapped(label, text, margin, color);
  const room = width - margin;
  const widest = Math.max(...widthsOfWords([text]));
  if (widest > room && widest <= width && !text.text.includes(' ')) {
    const indent = Math.min(width - widest, indentOf(label) + GAP);
    return `${unwrapped(label, { text: '' }, margin, color).trimEnd()}\n${unwrapped({ text: '' }, text, indent, color)}`;
  }
  const columns = [{ width: margin - GAP }, { width: Math.max(MIN_ROOM, room, widest), wraps: true }];
  return borderless([[[label], [text]]], columns, { color });
}

function indentOf({ text }: Styled): number {
  return text.length - text.trimStart().length;
}

/** Formats a label with prose beside it: like {@link labelled}, but with long words broken, and with at most `lines` lines. */
export function labelledProse(
  label: Styled,
  prose: Styled,
  margin: number,
  { width, lines, color }: { readonly width: number; readonly lines: number; readonly color: boolean },
): string {
  const room = Math.max(MIN_ROOM, width - margin);
  const text = breakWords(cutMiddle(prose.text, lines * room), room);
  const columns = [{ width: margin - GAP }, { width: room, wraps: true }];
  return borderless([[[label], [{ ...prose, text }]]], columns, { color });
}

function unwrapped(label: Styled, text: Styled, margin: number, color: boolean): string {
  const paint = painter(color);
  const lines = text.text.split('\n').map((line) => paint(line, text.style));
  const padding = ' '.repeat(margin - displayWidth(label.text));
  return paint(label.text, label.style) + padding + lines.join(`\n${' '.repeat(margin)}`);
}

/** Wraps texts that follow each other, each in its own style, into lines of `width` terminal cells, as {@link labelled} does. */
export function wrapped(texts: readonly Styled[], width: number, color: boolean): string {
  return borderless([[texts]], [{ width: Math.max(width, ...widthsOfWords(texts)), wraps: true }], { color });
}

function widthsOfWords(texts: readonly Styled[]): readonly number[] {
  return texts.flatMap(({ text, whole }) => (whole ? [text] : text.split(' ')).map(displayWidth));
}
