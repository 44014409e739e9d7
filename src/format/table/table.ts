import type { ItemPage } from '../../dynamo/model/values';
import { AttributeUnion, attributeReader, columnReaders } from '../columns';
import type { Formatter } from '../formatter';
import type { View } from '../view';
import { withDerived } from './derived-columns';
import { parentLine } from './parent-line';
import { peek } from './peek';
import { records } from './record';
import { TableLayout } from './table-layout';
import { timeline } from './timeline';

/**
 * A table for people: a header, then one item per line, written page by page. Nothing is written for no items. If the columns are not known
 * and a later page has new attributes, a new header with them follows.
 */
export const table: Formatter = {
  name: 'table',
  format: (source, given) => {
    const { pages, view } = withDerived(source, given);
    const { display } = view.shape;
    if (view.record) return records(pages, view);
    if (view.timeline && display?.story) return timeline(pages, view, display.story);
    if (view.parent) return rowsWithParent(pages, view, view.parent);
    return view.single ? recordOrRows(pages, view) : rows(pages, view);
  },
};

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
  yield `${await parentLine(parent, view)}\n`;
  yield* rows(pages, { ...view, columns: view.columns?.filter((name) => name !== parent.by) });
}

async function* rows(pages: AsyncIterable<ItemPage>, view: View) {
  const union = view.columns ? undefined : new AttributeUnion(view.shape);
  let layout: TableLayout | undefined;
  for await (const { items } of pages) {
    if (items.length === 0) continue;
    const first = layout === undefined;
    const hasNewColumns = union?.add(items) ?? first;
    if (!layout || hasNewColumns) {
      const columns = view.columns
        ? columnReaders(view.columns)
        : (union?.names() ?? []).map(attributeReader);
      layout = new TableLayout(columns, view, items);
    }
    yield (hasNewColumns && !first ? '\n' : '') + layout.lines(items);
  }
}
