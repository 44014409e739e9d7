import type { Formatter } from './formatter';

/** Each format is loaded when it is used: JSON needs neither the table's libraries nor anything of CSV. */
const LOADERS = {
  table: async () => (await import('./table/table')).table,
  json: async () => (await import('./json/json')).json,
  ndjson: async () => (await import('./json/ndjson')).ndjson,
  csv: async () => (await import('./csv/csv')).csv,
  'dynamodb-json': async () => (await import('./json/dynamodb-json')).dynamodbJson,
} satisfies Record<string, () => Promise<Formatter>>;

export type FormatName = keyof typeof LOADERS;

/** Names of all formats, the default first. */
export const FORMATS = Object.keys(LOADERS) as readonly FormatName[];

/** Loads one format. */
export function loadFormatter(name: FormatName): Promise<Formatter> {
  return LOADERS[name]();
}
