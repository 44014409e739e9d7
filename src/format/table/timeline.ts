import type { TimelineDefinition } from '../../dynamo/model/definition';
import type { ItemPage } from '../../dynamo/model/values';
import { attributeOf, type Item } from '../../dynamo/model/values';
import { readableDuration } from '../../units';
import { columnReader } from '../columns';
import { type Paint, painter } from '../paint';
import { visible } from '../terminal-safe';
import { cutEnd } from '../text-width';
import type { View } from '../view';
import { type Cell, cellOf, cellReader } from './cells';
import { momentOf } from './derived-columns';
import { records } from './record';

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
        for await (const text of records(only(head), { ...view, record: true })) yield gap + text;
        lines.begin(head);
        above = 'record';
      }
      if (events.length === 0) continue;
      yield (above === 'record' ? '\n' : '') + lines.lines(events);
      above = 'events';
    }
  }
}

async function* only(item: Item): AsyncGenerator<ItemPage> {
  yield { items: [item] };
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

interface Column {
  readonly cell: (item: Item) => Cell;
  /** The column is right-aligned. */
  readonly numeric?: boolean;
}

/** Formats events with the time since the previous one. */
class Timeline {
  readonly #view: View;
  readonly #definition: TimelineDefinition;
  readonly #paint: Paint;
  readonly #columns: readonly Column[];
  readonly #label: (item: Item) => Cell;
  #before: number | undefined;

  constructor(view: View, definition: TimelineDefinition) {
    this.#view = view;
    this.#definition = definition;
    this.#paint = painter(view.color);
    const { progress } = view.shape.display ?? {};
    const cell = (name: string) => cellReader(columnReader(name), view);
    this.#label = cell(definition.label);
    this.#columns = [
      { cell: cell(definition.order), numeric: true },
      { cell: () => cellOf('●', 'quiet') },
      { cell: cell(definition.at) },
      { cell: (item) => this.#elapsed(item), numeric: true },
      ...(progress ? [{ cell: cell(progress) }] : []),
    ];
  }

  /** Starts a timeline. Its first event is relative to the start time of the head. */
  begin(head: Item): void {
    const { shape } = this.#view;
    const began = this.#definition.began ?? shape.life?.began;
    this.#before = began === undefined ? undefined : momentOf(shape, head, began);
  }

  lines(events: readonly Item[]): string {
    const rows = events.map((event) => this.#columns.map(({ cell }) => cell(event)));
    const widths = this.#columns.map((_, i) => Math.max(...rows.map((row) => row[i]?.width ?? 0)));
    const margin = widths.reduce((sum, width) => sum + width + (width > 0 ? GAP : 0), 0);
    return rows
      .map((row, i) => {
        const cells = row.map((cell, at) => this.#padded(cell, widths[at] ?? 0, this.#columns[at]?.numeric));
        return `${(cells.join('') + this.#eventText(events[i] as Item, margin)).trimEnd()}\n`;
      })
      .join('');
  }

  /** Returns the padded cell and the gap after it, or nothing for an empty column. */
  #padded({ text, width, style }: Cell, target: number, numeric = false): string {
    if (target === 0) return '';
    const padding = ' '.repeat(target - width);
    const painted = this.#paint(text, style);
    return `${numeric ? padding + painted : painted + padding}${' '.repeat(GAP)}`;
  }

  #elapsed(event: Item): Cell {
    const now = momentOf(this.#view.shape, event, this.#definition.at);
    const before = this.#before;
    this.#before = now ?? before;
    // In descending order, elapsed times are meaningless.
    if (now === undefined || before === undefined || now < before) return cellOf('');
    return cellOf(`+${readableDuration(now - before)}`, 'quiet');
  }

  /** Returns the label of the event, and its attributes that are not in the definition. */
  #eventText(event: Item, margin: number): string {
    const { shape, width } = this.#view;
    const unknown = Object.keys(event).filter((name) => !Object.hasOwn(shape.attributes, name));
    const more = unknown.map(
      (name) => `${visible(name)}=${cellReader(columnReader(name), this.#view)(event).text}`,
    );
    return cutEnd([this.#label(event).text, ...more].join('  '), Math.max(width - margin, MIN_TEXT_WIDTH));
  }
}

/** Number of spaces between two columns. */
const GAP = 2;

/** Minimum width of the event text in cells. */
const MIN_TEXT_WIDTH = 12;
