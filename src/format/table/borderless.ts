import Table from 'cli-table3';
import { painter, type Style } from '../paint';
import { Placeholders } from './placeholders';
import { GAP } from './widths';

/** A column of a borderless table. */
export interface BorderlessColumn {
  /** Width in terminal cells. */
  readonly width: number;
  /** Whether cells are right-aligned. */
  readonly numeric?: boolean;
  /** Whether text is wrapped between words. Otherwise, only its own line breaks count. */
  readonly wraps?: boolean;
}

/** Text in one style. */
export interface Styled {
  readonly text: string;
  readonly style?: Style | undefined;
  /** Keep it on one line, even where text is wrapped. */
  readonly whole?: boolean;
}

const BLANK = Object.fromEntries(
  ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right', 'left']
    .concat(['left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'])
    .map((name) => [name, '']),
);

/** The library compares every pair of cells, so many small tables of the same widths are faster than a large one. */
export const ROWS_AT_ONCE = 32;

/**
 * Lays out rows of cells in columns, with {@link GAP} spaces between them and none at the ends of lines. A row takes as many lines as its
 * highest cell. No line and, where text is wrapped, no word may be wider than its column.
 */
export function borderless(
  rows: readonly (readonly (readonly Styled[])[])[],
  columns: readonly BorderlessColumn[],
  { color, vertical = 'top' }: { readonly color: boolean; readonly vertical?: 'top' | 'bottom' },
): string {
  const paint = painter(color);
  const placeholders = new Placeholders();
  const held = ({ text, style, whole = false }: Styled, isWrapped: boolean) =>
    // Each word has its own color, as the library does not continue all of them on the next line.
    text.replace(isWrapped && !whole ? /[^ \n]+/g : /[^\n]+/g, (part) =>
      paint(placeholders.hold(part, whole), style),
    );
  const gapAfter = (i: number) => (i === columns.length - 1 ? 0 : GAP);
  const table = new Table({
    chars: BLANK,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
    colWidths: columns.map(({ width }, i) => width + gapAfter(i)),
    colAligns: columns.map(({ numeric }) => (numeric ? 'right' : 'left')),
    rowAligns: rows.map(() => vertical),
  });
  for (const row of rows)
    table.push(
      columns.map(({ wraps = false }, i) => ({
        content: (row[i] ?? []).map((part) => held(part, wraps)).join(''),
        wordWrap: wraps,
        style: { 'padding-right': gapAfter(i) },
      })),
    );
  return placeholders.restore(table.toString()).replace(/ +$/gm, '');
}
