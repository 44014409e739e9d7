import type { Formatter } from './formatter';
import type { FormatName } from './view';

/** Formats are loaded on demand: JSON needs neither the table's libraries nor those of CSV. */
const LOADERS: Readonly<Record<FormatName, () => Promise<Formatter>>> = {
  table: async () => (await import('./table/table')).table,
  json: async () => (await import('./json/json')).json,
  ndjson: async () => (await import('./json/ndjson')).ndjson,
  csv: async () => (await import('./csv/csv')).csv,
  markdown: async () => (await import('./markdown/markdown')).markdown,
  'dynamodb-json': async () => (await import('./json/dynamodb-json')).dynamodbJson,
};

/** Loads one format. */
export function loadFormatter(name: FormatName): Promise<Formatter> {
  return LOADERS[name]();
}
