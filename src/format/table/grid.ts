import { type Paint, painter } from '../paint';
import { breakWords, cutEnd, cutMiddle, displayWidth } from '../text-width';
import { borderless, ROWS_AT_ONCE } from './borderless';
import type { Cell } from './cells';
import { GAP } from './widths';

/** A column of a grid. */
export interface GridColumn {
  /** Width in terminal cells. */
  readonly width: number;
  /** Whether cells are right-aligned. */
  readonly numeric: boolean;
  /** Whether cells that are wider than the column are wrapped between words. Other cells must fit. */
  readonly wraps: boolean;
}

/** The most lines that one cell takes. Of longer text, the middle is left out. */
export const MAX_LINES = 5;

/** Rows of cells in columns of fixed widths. Wide text is wrapped. */
export class Grid {
  readonly #columns: readonly GridColumn[];
  readonly #color: boolean;
  readonly #paint: Paint;

  constructor(columns: readonly GridColumn[], color: boolean) {
    this.#columns = columns;
    this.#color = color;
    this.#paint = painter(color);
  }

  /** Lays out the line above the rows. Names that are wider than their column are broken between their words. */
  header(cells: readonly Cell[]): string {
    const row = cells.map(({ text, style }, i) => [
      { text: breakName(text, this.#columns[i]?.width ?? 0), style },
    ]);
    const columns = this.#columns.map(({ width, numeric }) => ({ width, numeric }));
    return `${borderless([row], columns, { color: this.#color, vertical: 'bottom' })}\n`;
  }

  /** Lays out rows. */
  rows(rows: readonly (readonly Cell[])[]): string {
    let out = '';
    for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
      const some = rows.slice(at, at + ROWS_AT_ONCE);
      const cells = some.map((row) => row.map((cell, i) => [this.#wrappable(cell, this.#columns[i])]));
      out += `${borderless(cells, this.#columns, { color: this.#color })}\n`;
    }
    return out;
  }

  /** Writes one row as it is read, without the library unless text must be wrapped. */
  row(cells: readonly Cell[]): string {
    if (this.#columns.some(({ width }, i) => (cells[i]?.width ?? 0) > width)) return this.rows([cells]);
    let line = '';
    let spaces = 0;
    this.#columns.forEach(({ width, numeric }, i) => {
      const cell = cells[i];
      if (!cell || cell.text === '') {
        spaces += width + GAP;
        return;
      }
      const pad = width - cell.width;
      line += ' '.repeat(spaces + (numeric ? pad : 0)) + this.#paint(cell.text, cell.style);
      spaces = GAP + (numeric ? 0 : pad);
    });
    return `${line}\n`;
  }

  /** A text in which no word is wider than the column. */
  #wrappable(cell: Cell, column: GridColumn | undefined): Cell {
    if (!column?.wraps || cell.width <= column.width) return cell;
    const text = breakWords(cutMiddle(cell.text.trimStart(), MAX_LINES * column.width), column.width);
    return { ...cell, text };
  }
}

/** Width of the longest word of a name in cells. A header needs at least that. */
export function narrowestName(name: string): number {
  return Math.max(0, ...wordsOfName(name).map(displayWidth));
}

/** The words of a name, each with the separator after it: `execution_` and `count`, `created` and `At`. */
function wordsOfName(name: string): readonly string[] {
  return name.split(/(?<=[_.\-:#/ ])(?![_.\-:#/ ])|(?<=[a-z0-9])(?=[A-Z])/);
}

/** Breaks a name into lines of at most `width` cells, between its words. Longer words are cut. */
function breakName(name: string, width: number): string {
  if (displayWidth(name) <= width) return name;
  const lines = [''];
  for (const word of wordsOfName(name)) {
    const line = `${lines.at(-1)}${word}`;
    if (displayWidth(line) <= width) lines[lines.length - 1] = line;
    else lines.push(cutEnd(word, width));
  }
  return lines.filter((line) => line !== '').join('\n');
}
