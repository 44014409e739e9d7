import type { Context } from '../../context';
import type { AttributeDefinition, TableDefinition } from '../../dynamo/model/definition';
import type { ItemPage } from '../../format/formatter';
import { loadFormatter } from '../../format/registry';
import { viewFor } from './view';
import { write } from './writer';
import type { Settings } from '../options/settings';
import { type Row, rowItem } from '../../format/rows';

/** What the rows of a list have in common. */
export interface RowsView {
  readonly columns?: readonly string[];
  /** What is known of columns beyond their being text. */
  readonly attributes?: Readonly<Record<string, AttributeDefinition>>;
}

/** Shows rows as items are shown, as they come. */
export async function showRows(
  pages: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
  { columns, attributes = {} }: RowsView,
  settings: Settings,
  context: Context,
): Promise<void> {
  const shape: TableDefinition = {
    command: [],
    summary: '',
    name: '',
    partitionKey: [],
    keyIsAssumed: true,
    attributes,
    patterns: [],
    ...(columns && { columns }),
  };
  const formatter = await loadFormatter(settings.output);
  // What does not apply is an empty cell where people look, and null for machines.
  const blank = settings.output === 'table' || settings.output === 'csv';
  for await (const text of formatter.format(items(pages, blank), viewFor(shape, settings, context))) {
    await write(context.stdout, text);
  }
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
