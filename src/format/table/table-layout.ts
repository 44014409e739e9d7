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

/** Number of characters after which the lines formatted so far are yielded. */
const CHUNK_CHARACTERS = 65_536;

interface Column {
  readonly name: string;
  readonly header: Cell;
  readonly numeric: boolean;
  readonly cell: (item: Item) => Cell;
}

/** The cells of an item that are not empty, in the order of the columns. */
type Row = readonly { readonly column: number; readonly cell: Cell }[];

/**
 * A table with one header whose lines are as long as they need to be, for pipes. The first page determines the widths of its columns. Later
 * pages may widen them, but never narrow them. Work and memory depend on the attributes that items have, and not on the number of columns.
 */
export class TableLayout {
  readonly #view: View;
  readonly #paint: Paint;
  readonly #columns: readonly Column[];
  /** The columns by the attributes that they show, if every column is an attribute. */
  readonly #byAttribute: ReadonlyMap<string, number> | undefined;
  readonly #marksRows: boolean;
  readonly #widths: number[];
  #hasHeader = false;

  /** `items` are those of the first page. `areAttributes`: each column shows the attribute of its name. */
  constructor(readers: readonly ColumnReader[], view: View, items: readonly Item[], areAttributes = false) {
    this.#view = view;
    this.#paint = painter(view.color);
    const having = areAttributes ? itemsByAttribute(items) : undefined;
    this.#columns = readers.map((reader) =>
      column(reader, view, having ? (having.get(reader.name) ?? []) : items),
    );
    this.#byAttribute = areAttributes ? new Map(readers.map(({ name }, i) => [name, i])) : undefined;
    this.#widths = this.#columns.map(({ header }) => header.width);
    this.#marksRows =
      view.shape.ttl !== undefined && !this.#columns.some(({ name }) => name === view.shape.ttl);
  }

  /** Yields the lines of a page, preceded by the header if it is the first. */
  *lines(items: readonly Item[]): Generator<string> {
    const rows = items.map((item) => this.#row(item));
    for (const row of rows)
      for (const { column: i, cell } of row) this.#widths[i] = Math.max(this.#widths[i] ?? 0, cell.width);
    const starts = this.#starts();
    let text = '';
    if (!this.#hasHeader) {
      this.#hasHeader = true;
      text = `${this.#join(
        this.#columns.map(({ header }, i) => ({ column: i, cell: header })),
        starts,
      )}\n`;
    }
    for (const [i, row] of rows.entries()) {
      text += `${this.#line(row, starts, items[i])}\n`;
      if (text.length <= CHUNK_CHARACTERS) continue;
      yield text;
      text = '';
    }
    if (text !== '') yield text;
  }

  #row(item: Item): Row {
    const row: { column: number; cell: Cell }[] = [];
    const add = (i: number) => {
      const cell = this.#columns[i]?.cell(item);
      if (cell && cell.text !== '') row.push({ column: i, cell });
    };
    if (!this.#byAttribute) {
      for (let i = 0; i < this.#columns.length; i++) add(i);
      return row;
    }
    for (const name in item) add(this.#byAttribute.get(name) ?? -1);
    return row.sort((a, b) => a.column - b.column);
  }

  /** Returns the position at which each column starts. */
  #starts(): readonly number[] {
    let start = 0;
    return this.#widths.map((_, i) => {
      const here = start;
      start += this.#width(i) + GAP;
      return here;
    });
  }

  #width(i: number): number {
    return Math.min(this.#widths[i] ?? 0, MAX_PADDING);
  }

  #line(row: Row, starts: readonly number[], item: Item | undefined): string {
    const line = this.#join(row, starts);
    const isMarked = this.#marksRows && item !== undefined && isExpired(item, this.#view);
    return isMarked ? `${line}  ${this.#paint(EXPIRED, 'expired')}` : line;
  }

  /** Joins cells with padding between them only, so that lines have no trailing spaces. A wide cell moves those that follow it. */
  #join(row: Row, starts: readonly number[]): string {
    let line = '';
    // The position after the last cell, as if it were no wider than its column.
    let end = 0;
    for (const { column: i, cell } of row) {
      const pad = Math.max(0, this.#width(i) - cell.width);
      const { numeric } = this.#columns[i] as Column;
      line += ' '.repeat((starts[i] ?? 0) - end + (numeric ? pad : 0)) + this.#paint(cell.text, cell.style);
      end = (starts[i] ?? 0) + this.#width(i) - (numeric ? 0 : pad);
    }
    return line;
  }
}

function itemsByAttribute(items: readonly Item[]): ReadonlyMap<string, readonly Item[]> {
  const having = new Map<string, Item[]>();
  for (const item of items)
    for (const name in item) {
      const known = having.get(name);
      if (known) known.push(item);
      else having.set(name, [item]);
    }
  return having;
}

function column(reader: ColumnReader, view: View, items: readonly Item[]): Column {
  return {
    name: reader.name,
    header: cellOf(visible(reader.name), 'heading'),
    numeric: isNumeric(reader, view, items),
    cell: cellReader(reader, view),
  };
}
