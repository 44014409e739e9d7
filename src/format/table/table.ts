import type { ItemPage } from '../../dynamo/model/values';
import { AttributeUnion, attributeReader, columnReaders } from '../columns';
import type { Formatter } from '../formatter';
import type { View } from '../view';
import { withDerived } from './derived-columns';
import { peek } from './peek';
import { records } from './record';
import { TableLayout } from './table-layout';

/**
 * A table for people: a header, then one item per line. Through a pipe it is written page by page with lines as long as they need to be; if
 * the columns are not known and a later page has new attributes, a new header with them follows. On a terminal it fits into its width. Nothing
 * is written for no items.
 */
export const table: Formatter = {
  name: 'table',
  format: (source, given) => {
    const { pages, view } = withDerived(source, given);
    if (view.record) return records(pages, view);
    if (view.timeline && view.shape.display?.story) return timelineOf(pages, view);
    if (view.parent) return rowsWithParent(pages, view, view.parent);
    return view.single ? recordOrRows(pages, view) : rows(pages, view);
  },
};

async function* timelineOf(pages: AsyncIterable<ItemPage>, view: View) {
  const { timeline } = await import('./timeline');
  const { story } = view.shape.display ?? {};
  if (story) yield* timeline(pages, view, story);
}

async function* recordOrRows(source: AsyncIterable<ItemPage>, view: View) {
  const { seen, pages } = await peek(source);
  yield* seen > 1 ? rows(pages, view) : records(pages, { ...view, record: true });
}

/** Formats rows below a line about their common parent. */
async function* rowsWithParent(
  source: AsyncIterable<ItemPage>,
  view: View,
  pending: NonNullable<View['parent']>,
) {
  const [{ seen, pages }, parent] = await Promise.all([peek(source), pending]);
  if (seen === 0 || !parent) return yield* rows(pages, view);
  const { parentLine } = await import('./parent-line');
  yield `${await parentLine(parent, view)}\n`;
  yield* rows(pages, { ...view, columns: view.columns?.filter((name) => name !== parent.by) });
}

async function* rows(pages: AsyncIterable<ItemPage>, view: View) {
  if (!view.terminal || view.wide) return yield* rowsAsRead(pages, view);
  const { terminalRows } = await import('./terminal-rows');
  yield* terminalRows(pages, view);
}

/** Formats each page as it is read. */
async function* rowsAsRead(pages: AsyncIterable<ItemPage>, view: View) {
  const union = view.columns ? undefined : new AttributeUnion(view.shape, view.terminal ? view.asked : []);
  let layout: TableLayout | undefined;
  for await (const { items } of pages) {
    if (items.length === 0) continue;
    const first = layout === undefined;
    const hasNewColumns = union?.add(items) ?? first;
    if (!layout || hasNewColumns) {
      const columns = view.columns
        ? columnReaders(view.columns)
        : (union?.names() ?? []).map(attributeReader);
      layout = new TableLayout(columns, view, items, union !== undefined);
    }
    let gap = hasNewColumns && !first ? '\n' : '';
    for (const lines of layout.lines(items)) {
      yield gap + lines;
      gap = '';
    }
  }
}
