import type { Item, ItemPage } from '../../dynamo/model/values';
import { AttributeUnion, attributeReader, type ColumnReader, columnReaders } from '../columns';
import type { View } from '../view';
import { isExpired } from './expiry';
import { joinFirst } from './first-rows';
import { expiryProfile, profileOf, repeatsArgument } from './profile';
import { Section } from './section';

/** The columns are chosen with knowledge of this many rows. After them, rows are written as they are read. */
const FIRST_ROWS = 1000;

/** How long to wait for them, in milliseconds after the first of them. */
const WAIT_MS = 1000;

/**
 * Formats items for a terminal, one in a row, with the columns and widths that suit the first rows. If a later page does not fit in there, a
 * new header follows.
 */
export async function* terminalRows(source: AsyncIterable<ItemPage>, given: View): AsyncGenerator<string> {
  const view: View = { ...given, times: given.times === 'auto' ? 'compact' : given.times };
  const union = view.columns ? undefined : new AttributeUnion(view.shape, view.asked);
  let section: Section | undefined;
  let known: readonly Item[] = [];
  for await (const { items } of joinFirst(source, FIRST_ROWS, WAIT_MS)) {
    if (items.length === 0) continue;
    const hasNewColumns = union?.add(items) ?? false;
    if (section && !hasNewColumns && section.holds(items)) {
      yield section.rowsAsRead(items);
      continue;
    }
    known = [...known.slice(0, FIRST_ROWS), ...items];
    const gap = section ? '\n' : '';
    section = sectionFor(union ? union.names().map(attributeReader) : undefined, view, known);
    yield gap + section.head() + section.rows(items);
  }
}

/** Returns the layout for the rows so far. */
function sectionFor(whole: readonly ColumnReader[] | undefined, view: View, known: readonly Item[]): Section {
  const columns = whole ?? columnReaders(withArgument(view, known));
  const profiles = columns.map((column) => profileOf(column, view, known));
  const isTtlShown = columns.some(({ name }) => name === view.shape.ttl);
  const mark = isTtlShown ? undefined : expiryProfile(view, known);
  const section = new Section(mark ? [...profiles, mark] : profiles, view, known.length);
  if (mark || section.showsTtl || !known.some((item) => isExpired(item, view))) return section;
  // There was no room for the time to live: the mark alone says enough.
  const others = profiles.filter(({ name }) => name !== view.shape.ttl);
  const extra = expiryProfile(view, known);
  return new Section(extra ? [...others, extra] : others, view, known.length);
}

/**
 * Returns the default columns with what the command's argument takes, so that it can be copied. Columns that only repeat the short form of
 * the argument are left out.
 */
function withArgument(view: View, items: readonly Item[]): readonly string[] {
  const { columns = [], columnsChosen, shape } = view;
  const { argument } = shape;
  if (columnsChosen || argument === undefined) return columns;
  const isSecret = shape.attributes[argument]?.secret === true;
  const isThere = items.some((item) => Object.hasOwn(item, argument));
  const all = columns.includes(argument) || isSecret || !isThere ? columns : [argument, ...columns];
  return all.filter((name) => view.asked?.includes(name) || !repeatsArgument(name, view, items));
}
