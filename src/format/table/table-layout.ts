import type { Item } from '../../dynamo/model/values';
import type { ColumnReader } from '../columns';
import { type Paint, painter } from '../paint';
import { visible } from '../terminal-safe';
import type { View } from '../view';
import { type Cell, cellOf, cellReader, isNumeric } from './cells';
import { EXPIRED, isExpired } from './expiry';
import { GAP } from './widths';

/**
 * Cells are not truncated, but columns are padded only up to this width. Otherwise a cell of 400 KB would make every line as long.
 */
const MAX_PADDING = 200;

interface Column {
  readonly name: string;
  readonly header: Cell;
  readonly numeric: boolean;
  readonly cell: (item: Item) => Cell;
}

type Row = readonly Cell[];

/**
 * A table with one header whose lines are as long as they need to be, for pipes. The first page determines the widths of its columns. Later
 * pages may widen them, but never narrow them.
 */
export class TableLayout {
  readonly #view: View;
  readonly #paint: Paint;
  readonly #columns: readonly Column[];
  readonly #marksRows: boolean;
  #naturals: readonly number[];
  #hasHeader = false;

  /** `items` are those of the first page. */
  constructor(readers: readonly ColumnReader[], view: View, items: readonly Item[]) {
    this.#view = view;
    this.#paint = painter(view.color);
    this.#columns = readers.map((reader) => column(reader, view, items));
    this.#naturals = this.#columns.map(({ header }) => header.width);
    this.#marksRows =
      view.shape.ttl !== undefined && !this.#columns.some(({ name }) => name === view.shape.ttl);
  }

  /** Formats a page, preceded by the header if it is the first. */
  lines(items: readonly Item[]): string {
    const rows = items.map((item) => this.#columns.map((column) => column.cell(item)));
    this.#naturals = widest(this.#naturals, rows);
    const header = this.#hasHeader ? '' : `${this.#join(this.#columns.map((column) => column.header))}\n`;
    this.#hasHeader = true;
    return header + rows.map((row, i) => `${this.#line(row, items[i])}\n`).join('');
  }

  #line(row: Row, item: Item | undefined): string {
    const isMarked = this.#marksRows && item !== undefined && isExpired(item, this.#view);
    return isMarked ? `${this.#join(row)}  ${this.#paint(EXPIRED, 'expired')}` : this.#join(row);
  }

  /** Joins cells with padding between them only, so that lines have no trailing spaces. */
  #join(cells: Row): string {
    let line = '';
    let spaces = 0;
    this.#columns.forEach(({ numeric }, i) => {
      const width = Math.min(this.#naturals[i] ?? 0, MAX_PADDING);
      const cell = cells[i];
      if (!cell || cell.text === '') {
        spaces += width + GAP;
        return;
      }
      const pad = Math.max(0, width - cell.width);
      line += ' '.repeat(spaces + (numeric ? pad : 0)) + this.#paint(cell.text, cell.style);
      spaces = GAP + (numeric ? 0 : pad);
    });
    return line;
  }
}

function column(reader: ColumnReader, view: View, items: readonly Item[]): Column {
  return {
    name: reader.name,
    header: cellOf(visible(reader.name), 'heading'),
    numeric: isNumeric(reader, view, items),
    cell: cellReader(reader, view),
  };
}

function widest(naturals: readonly number[], rows: readonly Row[]): readonly number[] {
  const widths = [...naturals];
  for (const row of rows) {
    for (let i = 0; i < row.length; i++) widths[i] = Math.max(widths[i] ?? 0, row[i]?.width ?? 0);
  }
  return widths;
}
