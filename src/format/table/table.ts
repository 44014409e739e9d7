import { AttributeUnion, attributeReader, columnReaders } from '../columns';
import { withDerived } from './derived-columns';
import type { Formatter, ItemPage, View } from '../formatter';
import { records } from './record';
import { Sheet } from './table-layout';
import { looked } from './peek';
import { story } from './timeline';
import { wholeLine } from './parent-line';

/**
 * A table for people: a header, then one item a line, page by page as they come. Nothing at all for no items. Where the
 * columns are not known and a later page brings new attributes, a new header starts that has them.
 */
export const table: Formatter = {
  name: 'table',
  format: (source, given) => {
    const { pages, view } = withDerived(source, given);
    const { display } = view.table;
    if (view.record) return records(pages, view);
    if (view.story && display?.story) return story(pages, view, display.story);
    if (view.whole) return parts(pages, view, view.whole);
    return view.single ? fitting(pages, view) : rows(pages, view);
  },
};

async function* fitting(source: AsyncIterable<ItemPage>, view: View) {
  const { seen, pages } = await looked(source);
  yield* seen > 1 ? rows(pages, view) : records(pages, { ...view, record: true });
}

/** Rows below a line about the whole, which says for all of them what they belong to. */
async function* parts(source: AsyncIterable<ItemPage>, view: View, pending: NonNullable<View['whole']>) {
  const [{ seen, pages }, whole] = await Promise.all([looked(source), pending]);
  if (seen === 0 || !whole) return yield* rows(pages, view);
  yield `${await wholeLine(whole, view)}\n`;
  yield* rows(pages, { ...view, columns: view.columns?.filter((name) => name !== whole.by) });
}

async function* rows(pages: AsyncIterable<ItemPage>, view: View) {
  const union = view.columns ? undefined : new AttributeUnion(view.table);
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
