import type { TimelineDefinition } from '../../dynamo/model/definition';
import type { ItemPage } from '../../dynamo/model/values';
import { attributeOf, type Item } from '../../dynamo/model/values';
import { readableDuration } from '../../units';
import { columnReader } from '../columns';
import { visible } from '../terminal-safe';
import { breakWords, displayWidth } from '../text-width';
import type { View } from '../view';
import { borderless, ROWS_AT_ONCE, type Styled } from './borderless';
import { type Cell, type CellForm, cellOf, cellReader } from './cells';
import { momentOf } from './derived-columns';
import { EXPIRED, isExpired } from './expiry';
import { oneItem } from './one-item';
import { records } from './record';
import { GAP, sum } from './widths';

/** Formats one item as a record, followed by its events as a timeline, one event per line. */
export async function* timeline(
  pages: AsyncIterable<ItemPage>,
  view: View,
  definition: TimelineDefinition,
): AsyncGenerator<string> {
  const lines = new Timeline(view, definition);
  let above: 'nothing' | 'record' | 'events' = 'nothing';
  for await (const { items } of pages) {
    for (const { head, events } of groupByHead(items, definition)) {
      if (head) {
        const gap = above === 'nothing' ? '' : '\n';
        for await (const text of records(oneItem(head), { ...view, record: true })) yield gap + text;
        lines.begin(head);
        above = 'record';
      }
      if (events.length === 0) continue;
      yield (above === 'record' ? '\n' : '') + lines.lines(events);
      above = 'events';
    }
  }
}

/** Groups the items by head: each head with the events that follow it. */
function groupByHead(items: readonly Item[], { head }: TimelineDefinition) {
  const all: { head?: Item; events: Item[] }[] = [{ events: [] }];
  for (const item of items) {
    const value = attributeOf(item, head.attribute);
    if (value && 'S' in value && value.S === head.value) all.push({ head: item, events: [] });
    else all.at(-1)?.events.push(item);
  }
  return all;
}

/** Formats events with the time since the previous one. */
class Timeline {
  readonly #view: View;
  readonly #definition: TimelineDefinition;
  readonly #label: (item: Item) => Cell;
  readonly #order: (item: Item) => Cell;
  readonly #at: (item: Item) => Cell;
  readonly #progress: ((item: Item, form: CellForm) => Cell) | undefined;
  #before: number | undefined;
  #hasHead = false;

  constructor(view: View, definition: TimelineDefinition) {
    this.#view = view;
    this.#definition = definition;
    const { progress } = view.shape.display ?? {};
    const cell = (name: string, form?: CellForm) => cellReader(columnReader(name), view, form);
    this.#label = cell(definition.label);
    this.#order = cell(definition.order);
    this.#at = cell(definition.at);
    if (progress === undefined) return;
    const forms = { whole: cell(progress), short: cell(progress, 'short') };
    this.#progress = (item, form) => forms[form](item);
  }

  /** Starts a timeline. Its first event is relative to the start time of the head. */
  begin(head: Item): void {
    const { shape } = this.#view;
    const began = this.#definition.began ?? shape.life?.began;
    this.#before = began === undefined ? undefined : momentOf(shape, head, began);
    this.#hasHead = true;
  }

  /** Formats events, one in a line if there is room for their text, else with the text below the time. */
  lines(events: readonly Item[]): string {
    const elapsed = events.map((event) => this.#elapsed(event));
    const first = events.map((event) => [this.#order(event), cellOf('●', 'quiet'), this.#at(event)]);
    const second = (form: CellForm) =>
      events.map((event, i) => [
        elapsed[i] ?? cellOf(''),
        ...(this.#progress ? [this.#progress(event, form)] : []),
      ]);
    const texts = events.map((event) => this.#eventText(event));
    for (const form of ['whole', 'short'] as const) {
      const rows = first.map((cells, i) => [...cells, ...(second(form)[i] ?? [])]);
      if (this.#view.wide || marginOf(rows) + MIN_TEXT_WIDTH <= this.#view.width)
        return this.#layOut(rows, texts);
    }
    const indent = (marginOf(first.map((cells) => cells.slice(0, 2))) || GAP) - GAP;
    const below = second('short').map((cells) => [cellOf(' '.repeat(indent)), ...cells]);
    return first
      .map((cells, i) => this.#layOut([cells], [[]]) + this.#layOut([below[i] ?? []], [texts[i] ?? []]))
      .join('');
  }

  /** Lays out rows of cells, the first of them right-aligned, with the text of each event at the end. */
  #layOut(rows: readonly (readonly Cell[])[], texts: readonly (readonly Styled[])[]): string {
    const { width, wide, color } = this.#view;
    const used = widthsOf(rows).flatMap((cells, i) =>
      cells > 0 ? [{ i, width: cells, numeric: i === 0 || i === 3 }] : [],
    );
    const room = wide ? Number.MAX_SAFE_INTEGER : Math.max(MIN_TEXT_WIDTH, width - marginOf(rows));
    let out = '';
    for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
      const some = rows.slice(at, at + ROWS_AT_ONCE).map((row, i) => {
        const text = (texts[at + i] ?? []).map((part) => ({ ...part, text: breakWords(part.text, room) }));
        return [...used.map((column) => [row[column.i] ?? cellOf('')]), text];
      });
      const widest = Math.max(
        1,
        ...some.map((row) => sum((row.at(-1) ?? []).map(({ text }) => displayWidth(text)))),
      );
      const columns = [...used, { width: Math.min(room, widest), wraps: true }];
      out += `${borderless(some, columns, { color })}\n`;
    }
    return out;
  }

  #elapsed(event: Item): Cell {
    const now = momentOf(this.#view.shape, event, this.#definition.at);
    const before = this.#before;
    this.#before = now ?? before;
    // In descending order, elapsed times are meaningless.
    if (now === undefined || before === undefined || now < before) return cellOf('');
    return cellOf(`+${readableDuration(now - before)}`, 'quiet');
  }

  /**
   * Returns the label of the event, its attributes that are not in the definition and, unless the head above says it, that the event has
   * expired.
   */
  #eventText(event: Item): readonly Styled[] {
    const { shape } = this.#view;
    const unknown = Object.keys(event).filter((name) => !Object.hasOwn(shape.attributes, name));
    const more = unknown.map(
      (name) => `${visible(name)}=${cellReader(columnReader(name), this.#view)(event).text}`,
    );
    const text = { text: [this.#label(event).text, ...more].join('  ') };
    if (this.#hasHead || !isExpired(event, this.#view)) return [text];
    return [text, { text: `  ${EXPIRED}`, style: 'expired' }];
  }
}

/** Minimum width of the event text in cells. */
const MIN_TEXT_WIDTH = 12;

function widthsOf(rows: readonly (readonly Cell[])[]): readonly number[] {
  return (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.width ?? 0)));
}

/** Width of all columns, each with the gap after it. Empty columns take none. */
function marginOf(rows: readonly (readonly Cell[])[]): number {
  return sum(widthsOf(rows).map((width) => (width > 0 ? width + GAP : 0)));
}
