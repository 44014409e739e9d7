import type { Context } from '../../context';
import type { AttributeDefinition } from '../../dynamo/model/attribute-definition';
import type { ItemPage } from '../../dynamo/model/values';
import { loadFormatter } from '../../format/registry';
import { type Row, rowItem } from '../../format/rows';
import type { Settings } from '../options/settings';
import { viewFor } from './view';
import { write } from './writer';

/** How to show the rows of a list. */
export interface RowsView {
  readonly columns?: readonly string[];
  /** The types and formats of columns that are not plain text. */
  readonly attributes?: Readonly<Record<string, AttributeDefinition>>;
}

/** Formats and prints rows in the same way as items, page by page. */
export async function showRows(
  pages: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
  { columns, attributes = {} }: RowsView,
  settings: Settings,
  context: Context,
): Promise<void> {
  const formatter = await loadFormatter(settings.output);
  const view = viewFor({ key: [], attributes }, columns, settings, context);
  // Null is an empty cell in tables, CSV and Markdown.
  const blank = ['table', 'csv', 'markdown'].includes(settings.output);
  for await (const text of formatter.format(items(pages, blank), view)) await write(context.stdout, text);
}

async function* items(
  pages: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
  blank: boolean,
): AsyncGenerator<ItemPage> {
  for await (const rows of pages)
    yield { items: rows.map((row) => rowItem(blank ? withoutNulls(row) : row)) };
}

function withoutNulls(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
}
