import type { Item } from '../../dynamo/model/values';
import { painter } from '../paint';
import { displayWidth } from '../text-width';
import type { View } from '../view';
import { type Arrangement, arrange, shownIn } from './arrangement';
import type { Cell } from './cells';
import { EXPIRED, isExpired } from './expiry';
import { Grid, MAX_LINES } from './grid';
import { bestId, type Profile } from './profile';
import { remarks } from './remarks';
import { GAP } from './widths';
import { labelled, labelledProse } from './wrap';

/** Indentation of what belongs to the row above. */
const INDENT = '  ';

/** A part of a table with one header: rows of the same columns and widths. */
export class Section {
  readonly #view: View;
  readonly #arrangement: Arrangement;
  readonly #grid: Grid;

  /** Arranges the columns. `rows` is the number of rows that the profiles are made of. */
  constructor(profiles: readonly Profile[], view: View, rows: number) {
    this.#view = view;
    this.#arrangement = arrange(profiles, view.width, { rows, whole: view.columns === undefined });
    const columns = this.#arrangement.beside.map(({ profile, width }) => ({
      width,
      numeric: profile.numeric,
      wraps: profile.wraps,
    }));
    this.#grid = new Grid(columns, view.color);
  }

  /** Whether the time to live can be seen. */
  get showsTtl(): boolean {
    return shownIn(this.#arrangement).some(({ name }) => name === this.#view.shape.ttl);
  }

  /** The lines above the rows: what the table leaves out, and the header. */
  head(): string {
    const { beside, stacked } = this.#arrangement;
    const above = remarks(this.#arrangement, this.#view);
    if (stacked.length > 0)
      return `${above}${painter(this.#view.color)(this.#headline()?.header.text ?? '', 'heading')}\n`;
    return above + this.#grid.header(beside.map(({ profile }) => profile.header));
  }

  /** Formats rows. */
  rows(items: readonly Item[]): string {
    const { below, stacked } = this.#arrangement;
    if (stacked.length > 0) return items.map((item) => this.#stack(item)).join('');
    if (below.length === 0) return this.#grid.rows(items.map((item) => this.#cells(item)));
    return items.map((item) => this.#grid.rows([this.#cells(item)]) + this.#lines(item, below)).join('');
  }

  /** Formats rows of a later page. */
  rowsAsRead(items: readonly Item[]): string {
    const { below, stacked } = this.#arrangement;
    if (stacked.length > 0) return this.rows(items);
    return items.map((item) => this.#grid.row(this.#cells(item)) + this.#lines(item, below)).join('');
  }

  /** Whether the header, the widths and what is said above hold for these items too. */
  holds(items: readonly Item[]): boolean {
    const { beside, above, empty, stacked, form } = this.#arrangement;
    const isMarked = this.showsTtl || stacked.length > 0 || beside.some(({ profile }) => profile.name === '');
    return items.every(
      (item) =>
        beside.every(({ profile, width }) => profile.wraps || profile.cell(item, form).width <= width) &&
        [...above, ...empty].every(({ cell, only }) => cell(item, 'whole').text === only?.text) &&
        (isMarked || !isExpired(item, this.#view)),
    );
  }

  #cells(item: Item) {
    const { beside, form } = this.#arrangement;
    return beside.map(({ profile }) => profile.cell(item, form));
  }

  /** Formats text below a row, each with its name. */
  #lines(item: Item, profiles: readonly Profile[]): string {
    const { width, color } = this.#view;
    const margin = INDENT.length + GAP + Math.max(0, ...profiles.map(({ header }) => header.width));
    return profiles
      .map((profile) => {
        const cell = cellThatFits(profile, item, width - margin);
        if (cell.text === '') return '';
        const label = { text: INDENT + profile.header.text, style: 'quiet' } as const;
        if (profile.wraps)
          return `${labelledProse(label, cell, margin, { width, lines: MAX_LINES, color })}\n`;
        return `${labelled(label, cell, margin, width, color)}\n`;
      })
      .join('');
  }

  #headline(): Profile | undefined {
    const { stacked } = this.#arrangement;
    return bestId(stacked) ?? stacked[0];
  }

  /** Formats an item as its ID and a line for each other column. */
  #stack(item: Item): string {
    const { stacked } = this.#arrangement;
    const paint = painter(this.#view.color);
    const headline = this.#headline();
    const id = headline && cellThatFits(headline, item, this.#view.width);
    const marks = !this.showsTtl && isExpired(item, this.#view);
    const mark = marks ? paint(EXPIRED, 'expired') : '';
    const fits = displayWidth(id?.text ?? '') + INDENT.length + EXPIRED.length <= this.#view.width;
    const first = `${paint(id?.text || '–', id?.style)}${marks ? (fits ? INDENT : `\n${INDENT}`) : ''}${mark}\n`;
    return (
      first +
      this.#lines(
        item,
        stacked.filter((profile) => profile !== headline && profile.name !== ''),
      )
    );
  }
}

/** The whole value if it fits, else its short form. */
function cellThatFits({ cell }: Profile, item: Item, room: number): Cell {
  const whole = cell(item, 'whole');
  return whole.width <= room ? whole : cell(item, 'short');
}
