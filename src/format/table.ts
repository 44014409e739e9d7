import { AttributeUnion, columnReaders } from './columns';
import { withDerived } from './derived';
import type { Formatter, ItemPage, View } from './formatter';
import { records } from './record';
import { Sheet } from './sheet';

/**
 * A table for people: a header, then one item a line, page by page as they come. Nothing at all for no items. Where the
 * columns are not known and a later page brings new attributes, a new header starts that has them.
 */
export const table: Formatter = {
  name: 'table',
  format: (source, given) => {
    const { pages, view } = withDerived(source, given);
    return view.record ? records(pages, view) : rows(pages, view);
  },
};

async function* rows(pages: AsyncIterable<ItemPage>, view: View) {
  const union = view.columns ? undefined : new AttributeUnion(view.table);
  let sheet: Sheet | undefined;
  for await (const { items } of pages) {
    if (items.length === 0) continue;
    const first = sheet === undefined;
    const news = union?.add(items) ?? first;
    if (!sheet || news) sheet = new Sheet(columnReaders(view.columns ?? union?.names() ?? []), view, items);
    yield (news && !first ? '\n' : '') + sheet.lines(items);
  }
}
