import { isTime, keyAttributes, keySchemas, type TableDefinition } from '../dynamo/definition';
import type { Item } from '../dynamo/values';
import { type Cell, cellOf, cellReader, isNumeric } from './cells';
import { attributeDefinition, type ColumnReader } from './columns';
import { EXPIRED, isExpired } from './expiry';
import type { View } from './formatter';
import { type Paint, painter } from './paint';
import { visible } from './terminal-safe';
import { cutEnd, cutMiddle, displayWidth } from './text-width';
import { fitWidths, howManyFit, sum } from './widths';

/** Blank cells between two columns. */
const GAP = 2;

/**
 * Through a pipe no cell is cut, but past this width the cells below a long one are not padded to it either: one cell of
 * 400 KB would make every line as long.
 */
const WIDEST_PADDING = 200;

interface Column {
  readonly header: string;
  readonly numeric: boolean;
  /** Cells that it should keep on a narrow terminal. */
  readonly minimum: number;
  readonly cell: (item: Item) => Cell;
  readonly cut: (text: string, width: number) => string;
}

/**
 * A table under one header. Its columns get their widths from the first page; later pages may widen them as far as there is
 * room, and never make them narrower.
 */
export class Sheet {
  readonly #view: View;
  readonly #paint: Paint;
  readonly #columns: readonly Column[];
  /** Columns that a narrow terminal has no room for. */
  readonly #left: number;
  readonly #marksRows: boolean;
  #naturals: readonly number[];
  #widths: readonly number[] | undefined;

  /** `items` are the first page, by which columns of an unknown table are judged. */
  constructor(readers: readonly ColumnReader[], view: View, items: readonly Item[]) {
    this.#view = view;
    this.#paint = painter(view.color);
    const columns = readers.map((reader) => column(reader, view, items));
    const fitting =
      view.terminal && !view.columns ? columnsThatFit(columns, view.width, items) : columns.length;
    this.#columns = columns.slice(0, fitting);
    this.#left = columns.length - fitting;
    this.#naturals = this.#columns.map(({ header }) => displayWidth(header));
    const shown = readers.slice(0, fitting).map((reader) => reader.name);
    this.#marksRows = view.table.ttl !== undefined && !shown.includes(view.table.ttl);
  }

  /** The lines of a page; before the first also the header. */
  lines(items: readonly Item[]): string {
    const rows = items.map((item) => this.#columns.map((column) => column.cell(item)));
    const expired = items.map((item) => this.#marksRows && isExpired(item, this.#view));
    const header = this.#widths ? '' : `${this.#header(rows, expired.includes(true))}\n`;
    if (header === '') this.#widen(rows, 0);
    return header + rows.map((row, i) => `${this.#line(row, expired[i] === true)}\n`).join('');
  }

  #header(rows: readonly (readonly Cell[])[], marked: boolean): string {
    this.#widen(rows, marked ? GAP + EXPIRED.length : 0);
    const line = this.#join(this.#columns.map(({ header }) => cellOf(header, 'heading')));
    return this.#left === 0 ? line : `${line}  ${this.#paint(moreColumns(this.#left), 'quiet')}`;
  }

  #line(row: readonly Cell[], expired: boolean): string {
    if (!expired) return this.#join(row);
    const length = sum(this.#widths ?? []) + GAP * this.#columns.length + EXPIRED.length;
    const missing = this.#view.terminal ? Math.max(0, length - this.#view.width) : 0;
    return `${this.#join(row, missing)}  ${this.#paint(EXPIRED, 'expired')}`;
  }

  #widen(rows: readonly (readonly Cell[])[], reserved: number): void {
    const naturals = widest(this.#naturals, rows);
    this.#naturals = naturals;
    if (!this.#view.terminal) {
      this.#widths = naturals.map((natural) => Math.min(natural, WIDEST_PADDING));
      return;
    }
    const more = this.#left === 0 ? 0 : GAP + moreColumns(this.#left).length;
    const budget = this.#view.width - GAP * (this.#columns.length - 1) - Math.max(reserved, more);
    const known = this.#widths;
    if (known && sum(known) >= budget) return;
    this.#widths = fitWidths(naturals, known ?? this.#columns.map(({ minimum }) => minimum), budget);
  }

  /**
   * Pads between cells only, so that no line ends in blanks that are not data. The last column gives `missing` cells to what
   * follows the line.
   */
  #join(cells: readonly Cell[], missing = 0): string {
    let line = '';
    let blanks = 0;
    this.#columns.forEach(({ cut, numeric }, i) => {
      const share = this.#widths?.[i] ?? 0;
      const width = i === this.#columns.length - 1 ? Math.max(1, share - missing) : share;
      const cell = cells[i];
      if (!cell || cell.text === '') {
        blanks += width + GAP;
        return;
      }
      const fits = cell.width <= width || !this.#view.terminal;
      const text = fits ? cell.text : cut(cell.text, width);
      const pad = Math.max(0, width - (fits ? cell.width : displayWidth(text)));
      line += ' '.repeat(blanks + (numeric ? pad : 0)) + this.#paint(text, cell.style);
      blanks = GAP + (numeric ? 0 : pad);
    });
    return line;
  }
}

function widest(naturals: readonly number[], rows: readonly (readonly Cell[])[]): readonly number[] {
  const widths = [...naturals];
  for (const row of rows) {
    for (let i = 0; i < row.length; i++) widths[i] = Math.max(widths[i] ?? 0, row[i]?.width ?? 0);
  }
  return widths;
}

function moreColumns(count: number): string {
  return `+${count} more`;
}

function columnsThatFit(columns: readonly Column[], width: number, items: readonly Item[]): number {
  const minima = columns.map(({ header, minimum, cell }) => {
    const natural = items.reduce((most, item) => Math.max(most, cell(item).width), displayWidth(header));
    return Math.min(minimum, natural);
  });
  const fitting = howManyFit(minima, GAP, width);
  if (fitting === columns.length) return fitting;
  return howManyFit(minima, GAP, width - GAP - moreColumns(columns.length).length);
}

function column(reader: ColumnReader, view: View, items: readonly Item[]): Column {
  const { minimum, cut } = narrowing(reader.name, view.table);
  return {
    header: visible(reader.name),
    numeric: isNumeric(reader, view, items),
    minimum,
    cell: cellReader(reader, view),
    cut,
  };
}

/** How a column gives way: a time keeps its minutes, an id its ends, and other text goes first. */
function narrowing(name: string, table: TableDefinition): Pick<Column, 'minimum' | 'cut'> {
  const definition = attributeDefinition(table, name);
  if (name === table.ttl || isTime(definition) || (!definition && TIME_NAME.test(name)))
    return { minimum: 20, cut: cutEnd };
  const isKey = keySchemas(table).some(({ schema }) => keyAttributes(schema).includes(name));
  if (isKey || ID_NAME.test(name)) return { minimum: 12, cut: cutMiddle };
  return { minimum: 8, cut: cutEnd };
}

const TIME_NAME = /(?:_at|At|[dD]ate|[tT]ime|[tT]imestamp)$/;
const ID_NAME = /(?:^|_)(?:id|arn)$|(?:Id|ID|Arn|ARN)$/;
