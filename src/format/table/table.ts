import { AttributeUnion, attributeReader, columnReaders } from '../columns';
import type { Formatter, ItemPage } from '../formatter';
import type { View } from '../view';
import { withDerived } from './derived-columns';
import { parentLine } from './parent-line';
import { peek } from './peek';
import { records } from './record';
import { Sheet } from './table-layout';
import { timeline } from './timeline';

/**
 * A table for people: a header, then one item a line, page by page as they come. Nothing at all for no items. Where the
 * columns are not known and a later page brings new attributes, a new header starts that has them.
 */
export const table: Formatter = {
  name: 'table',
  format: (source, given) => {
    const { pages, view } = withDerived(source, given);
    const { display } = view.shape;
    if (view.record) return records(pages, view);
    if (view.timeline && display?.story) return timeline(pages, view, display.story);
    if (view.parent) return children(pages, view, view.parent);
    return view.single ? fitting(pages, view) : rows(pages, view);
  },
};

async function* fitting(source: AsyncIterable<ItemPage>, view: View) {
  const { seen, pages } = await peek(source);
  yield* seen > 1 ? rows(pages, view) : records(pages, { ...view, record: true });
}

/** Rows below a line about their parent, which says what all of them belong to. */
async function* children(source: AsyncIterable<ItemPage>, view: View, pending: NonNullable<View['parent']>) {
  const [{ seen, pages }, parent] = await Promise.all([peek(source), pending]);
  if (seen === 0 || !parent) return yield* rows(pages, view);
  yield `${await parentLine(parent, view)}\n`;
  yield* rows(pages, { ...view, columns: view.columns?.filter((name) => name !== parent.by) });
}

async function* rows(pages: AsyncIterable<ItemPage>, view: View) {
  const union = view.columns ? undefined : new AttributeUnion(view.shape);
  let sheet: Sheet | undefined;
  for await (const { items } of pages) {
    if (items.length === 0) continue;
    const first = sheet === undefined;
    const news = union?.add(items) ?? first;
    if (!sheet || news) {
      const columns = view.columns
        ? columnReaders(view.columns)
        : (union?.names() ?? []).map(attributeReader);
      sheet = new Sheet(columns, view, items);
    }
    yield (news && !first ? '\n' : '') + sheet.lines(items);
  }
}
