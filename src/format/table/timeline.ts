import type { StoryDefinition } from '../../dynamo/model/definition';
import { attributeOf, type Item } from '../../dynamo/model/values';
import { readableDuration } from '../../units';
import { columnReader } from '../columns';
import type { ItemPage } from '../formatter';
import { type Paint, painter } from '../paint';
import { visible } from '../terminal-safe';
import { cutEnd } from '../text-width';
import type { View } from '../view';
import { type Cell, cellOf, cellReader } from './cells';
import { momentOf } from './derived-columns';
import { records } from './record';

/** One item as a record, and what happened to it as a timeline below: an event a line. */
export async function* timeline(
  pages: AsyncIterable<ItemPage>,
  view: View,
  definition: StoryDefinition,
): AsyncGenerator<string> {
  const lines = new Timeline(view, definition);
  let above: 'nothing' | 'record' | 'events' = 'nothing';
  for await (const { items } of pages) {
    for (const { head, events } of stretches(items, definition)) {
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

/** The items in their order, each head with the events behind it. */
function stretches(items: readonly Item[], { head }: StoryDefinition) {
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
  /** Ends, rather than begins, where those above and below do. */
  readonly numeric?: boolean;
}

/** Lines of events, each with the time since the one before. */
class Timeline {
  readonly #view: View;
  readonly #definition: StoryDefinition;
  readonly #paint: Paint;
  readonly #columns: readonly Column[];
  readonly #label: (item: Item) => Cell;
  #before: number | undefined;

  constructor(view: View, definition: StoryDefinition) {
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

  /** The time from which the next event is counted is that of its head. */
  begin(head: Item): void {
    this.#before = momentOf(this.#view.shape, head, this.#definition.began);
  }

  lines(events: readonly Item[]): string {
    const rows = events.map((event) => this.#columns.map(({ cell }) => cell(event)));
    const widths = this.#columns.map((_, i) => Math.max(...rows.map((row) => row[i]?.width ?? 0)));
    const margin = widths.reduce((sum, width) => sum + width + (width > 0 ? GAP : 0), 0);
    return rows
      .map((row, i) => {
        const cells = row.map((cell, at) => this.#padded(cell, widths[at] ?? 0, this.#columns[at]?.numeric));
        return `${(cells.join('') + this.#rest(events[i] as Item, margin)).trimEnd()}\n`;
      })
      .join('');
  }

  /** The cell and the gap behind it; nothing for a column that is empty. */
  #padded({ text, width, style }: Cell, wanted: number, numeric = false): string {
    if (wanted === 0) return '';
    const blanks = ' '.repeat(wanted - width);
    const painted = this.#paint(text, style);
    return `${numeric ? blanks + painted : painted + blanks}${' '.repeat(GAP)}`;
  }

  #elapsed(event: Item): Cell {
    const now = momentOf(this.#view.shape, event, this.#definition.at);
    const before = this.#before;
    this.#before = now ?? before;
    // Read backwards, it says nothing.
    if (now === undefined || before === undefined || now < before) return cellOf('');
    return cellOf(`+${readableDuration(now - before)}`, 'quiet');
  }

  /** What happened, and whatever else the event says that the definition does not know of. */
  #rest(event: Item, margin: number): string {
    const { shape, width } = this.#view;
    const unknown = Object.keys(event).filter((name) => !Object.hasOwn(shape.attributes, name));
    const more = unknown.map(
      (name) => `${visible(name)}=${cellReader(columnReader(name), this.#view)(event).text}`,
    );
    return cutEnd([this.#label(event).text, ...more].join('  '), Math.max(width - margin, MINIMUM));
  }
}

/** Blank cells between two columns. */
const GAP = 2;

/** However narrow the terminal is, so much of what happened is shown. */
const MINIMUM = 12;
