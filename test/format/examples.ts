import type { TableDefinition } from '../../src/dynamo/model/definition';
import type { Item, ItemPage } from '../../src/dynamo/model/values';
import type { Formatter } from '../../src/format/formatter';
import { shapeOf, type View } from '../../src/format/view';

/** A table with an attribute of every kind that formatters handle differently. */
export const table: TableDefinition = {
  command: ['things'],
  summary: 'things',
  name: 'Things',
  partitionKey: ['id'],
  sortKey: ['at'],
  ttl: 'ttl',
  display: { progress: 'progress' },
  attributes: {
    id: { type: 'S' },
    at: { type: 'S', format: 'time' },
    status: {
      type: 'S',
      format: 'status',
      values: [
        { name: 'done', stored: ['done', 'DONE'], meaning: 'good' },
        { name: 'broken', stored: ['broken'], meaning: 'bad' },
      ],
    },
    outcome: { type: 'S', format: 'status' },
    progress: { type: 'N', format: 'percent' },
    took_ms: { type: 'N', format: 'millis' },
    took: { type: 'N', format: 'seconds' },
    size: { type: 'N', format: 'bytes' },
    count: { type: 'N' },
    ttl: { type: 'N', format: 'epoch-seconds' },
    seen: { type: 'N', format: 'epoch-millis' },
    password: { type: 'S', secret: true },
    note: { type: 'S' },
  },
  patterns: [],
};

/** 2025-06-16T21:20:00Z. */
export const NOW = Date.UTC(2025, 5, 16, 21, 20, 0);

const PIPE: View = {
  shape: shapeOf(table),
  columns: undefined,
  columnsChosen: false,
  terminal: false,
  width: 80,
  color: false,
  numbers: 'exact',
  times: 'raw',
  record: false,
  escapeFormulas: true,
  now: NOW,
};

/** A view for a pipe. */
export function pipe(changes: Partial<View> = {}): View {
  return { ...PIPE, ...changes };
}

/** A view for a terminal of 80 cells. */
export function terminal(changes: Partial<View> = {}): View {
  return { ...PIPE, terminal: true, ...changes };
}

/** Parses column names as users type them. */
export function columns(...names: string[]): Pick<View, 'columns' | 'columnsChosen'> {
  return { columns: names, columnsChosen: true };
}

/** Returns the output of a formatter for these pages. */
export async function text(formatter: Formatter, view: View, ...pages: (readonly Item[])[]): Promise<string> {
  return (await chunks(formatter, view, ...pages)).join('');
}

export async function chunks(
  formatter: Formatter,
  view: View,
  ...pages: (readonly Item[])[]
): Promise<readonly string[]> {
  const out: string[] = [];
  for await (const chunk of formatter.format(stream(pages), view)) out.push(chunk);
  return out;
}

/** Returns the output when the stream fails after these pages, and the error that the formatter rethrows. */
export async function broken(
  formatter: Formatter,
  view: View,
  ...pages: (readonly Item[])[]
): Promise<{ readonly text: string; readonly error: unknown }> {
  let out = '';
  try {
    for await (const chunk of formatter.format(stream(pages, FAULT), view)) out += chunk;
  } catch (error) {
    return { text: out, error };
  }
  return { text: out, error: undefined };
}

export const FAULT = new Error('the wire broke');

async function* stream(pages: readonly (readonly Item[])[], error?: Error): AsyncGenerator<ItemPage> {
  for (const items of pages) yield { items };
  if (error) throw error;
}
