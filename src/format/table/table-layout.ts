import type { Item } from '../../dynamo/model/values';
import type { ColumnReader } from '../columns';
import { type Paint, painter } from '../paint';
import { visible } from '../terminal-safe';
import { cutEnd, displayWidth } from '../text-width';
import type { View } from '../view';
import { type Cell, cellOf, cellReader, isNumeric } from './cells';
import { EXPIRED, isExpired } from './expiry';
import { MIN_WIDTH, type Narrowing, narrowing } from './narrowing';
import { countFitting, fitWidths, sum } from './widths';

/** Number of spaces between two columns. */
const GAP = 2;

/**
 * In a pipe, cells are not truncated, but columns are padded only up to this width. Otherwise a cell of 400 KB would make every line as
 * long.
 */
const MAX_PADDING = 200;

interface Column extends Narrowing {
  readonly name: string;
  readonly header: Cell;
  /** Width of the header and of the widest cell in the first page. */
  readonly natural: number;
  readonly numeric: boolean;
  readonly cell: (item: Item) => Cell;
}

type Row = readonly Cell[];

/**
 * A table with one header. The first page determines the widths of its columns. Later pages may widen them if there is space, but never
 * narrow them.
 */
export class TableLayout {
  readonly #view: View;
  readonly #paint: Paint;
  readonly #columns: readonly Column[];
  /** Number of columns hidden for lack of space. */
  readonly #hiddenCount: number;
  readonly #marksRows: boolean;
  #naturals: readonly number[];
  #widths: readonly number[] | undefined;

  /** `items` are those of the first page. */
  constructor(readers: readonly ColumnReader[], view: View, items: readonly Item[]) {
    this.#view = view;
    this.#paint = painter(view.color);
    const columns = readers.map((reader) => column(reader, view, items));
    // Columns that the user or the definition chose are all shown. Of all attributes, only the first that fit.
    const shown = view.terminal && !view.columns ? columnsThatFit(columns, view.width) : columns.length;
    this.#columns = columns.slice(0, shown);
    this.#hiddenCount = columns.length - shown;
    this.#naturals = this.#columns.map(({ natural }) => natural);
    this.#marksRows =
      view.shape.ttl !== undefined && !this.#columns.some(({ name }) => name === view.shape.ttl);
  }

  /** Formats a page, preceded by the header if it is the first. */
  lines(items: readonly Item[]): string {
    const rows = items.map((item) => this.#columns.map((column) => column.cell(item)));
    const expired = items.map((item) => this.#marksRows && isExpired(item, this.#view));
    const first = this.#widths === undefined;
    this.#widths = this.#fit(rows, first && expired.includes(true) ? GAP + EXPIRED.length : 0);
    const header = first ? `${this.#header()}\n` : '';
    return header + rows.map((row, i) => `${this.#line(row, expired[i] === true)}\n`).join('');
  }

  #header(): string {
    const line = this.#join(
      this.#columns.map(({ header }, i) => cellOf(cutEnd(header.text, this.#widths?.[i] ?? 0), 'heading')),
    );
    return this.#hiddenCount === 0
      ? line
      : `${line}  ${this.#paint(moreColumns(this.#hiddenCount), 'quiet')}`;
  }

  #line(row: Row, expired: boolean): string {
    if (!expired) return this.#join(row);
    const length = sum(this.#widths ?? []) + GAP * this.#columns.length + EXPIRED.length;
    const missing = this.#view.terminal ? Math.max(0, length - this.#view.width) : 0;
    return `${this.#join(row, missing)}  ${this.#paint(EXPIRED, 'expired')}`;
  }

  /** Returns the widths that fit these rows and all before. `reserved` cells at the end of each line are not available to columns. */
  #fit(rows: readonly Row[], reserved: number): readonly number[] {
    this.#naturals = widest(this.#naturals, rows);
    if (!this.#view.terminal) return this.#naturals.map((natural) => Math.min(natural, MAX_PADDING));
    const more = this.#hiddenCount === 0 ? 0 : GAP + moreColumns(this.#hiddenCount).length;
    const budget = this.#view.width - GAP * (this.#columns.length - 1) - Math.max(reserved, more);
    if (this.#widths) {
      return sum(this.#widths) >= budget ? this.#widths : fitWidths(this.#naturals, [this.#widths], budget);
    }
    const tiers = [0, 1, 2].map((step) =>
      this.#columns.map(({ steps }) => Math.max(MIN_WIDTH, steps[step] ?? 0)),
    );
    tiers.push(this.#columns.map(() => MIN_WIDTH));
    return fitWidths(this.#naturals, tiers, budget);
  }

  /** Joins cells with padding between them only, so that lines have no trailing spaces. The last column is narrowed by `missing` cells. */
  #join(cells: Row, missing = 0): string {
    let line = '';
    let spaces = 0;
    this.#columns.forEach(({ cut, numeric }, i) => {
      const share = this.#widths?.[i] ?? 0;
      const width = i === this.#columns.length - 1 ? Math.max(1, share - missing) : share;
      const cell = cells[i];
      if (!cell || cell.text === '') {
        spaces += width + GAP;
        return;
      }
      const fits = cell.width <= width || !this.#view.terminal;
      const text = fits ? cell.text : cut(cell.text, width);
      const pad = Math.max(0, width - (fits ? cell.width : displayWidth(text)));
      line += ' '.repeat(spaces + (numeric ? pad : 0)) + this.#paint(text, cell.style);
      spaces = GAP + (numeric ? 0 : pad);
    });
    return line;
  }
}

function column(reader: ColumnReader, view: View, items: readonly Item[]): Column {
  const numeric = isNumeric(reader, view, items);
  const cell = cellReader(reader, view);
  // In a pipe, nothing shrinks.
  const sample = view.terminal ? items : [];
  const content = sample.reduce((most, item) => Math.max(most, cell(item).width), 0);
  const header = cellOf(visible(reader.name), 'heading');
  return {
    ...narrowing(reader.name, numeric, content, view),
    name: reader.name,
    header,
    natural: Math.max(header.width, content),
    numeric,
    cell,
  };
}

function widest(naturals: readonly number[], rows: readonly Row[]): readonly number[] {
  const widths = [...naturals];
  for (const row of rows) {
    for (let i = 0; i < row.length; i++) widths[i] = Math.max(widths[i] ?? 0, row[i]?.width ?? 0);
  }
  return widths;
}

function columnsThatFit(columns: readonly Column[], width: number): number {
  const widths = columns.map(({ natural, steps: [comfortable] }) =>
    Math.max(comfortable, Math.min(natural, MIN_HEADER_WIDTH)),
  );
  const shown = countFitting(widths, GAP, width);
  if (shown === columns.length) return shown;
  return countFitting(widths, GAP, width - GAP - moreColumns(columns.length).length);
}

/** Minimum width for a header, in cells. */
const MIN_HEADER_WIDTH = 12;

function moreColumns(count: number): string {
  return `+${count} more`;
}
