import type { TableDefinition } from '../dynamo/definition';
import type { Item } from '../dynamo/values';

/** How the user wants to see a result, and on what. */
export interface View {
  /** What is known about the attributes: formats, enumerated values, time to live. */
  readonly table: TableDefinition;
  /** Columns in their order; every attribute when absent. */
  readonly columns: readonly string[] | undefined;
  /** Whether the user named the columns. JSON shows whole items otherwise. */
  readonly columnsChosen: boolean;
  /** The stream is a terminal. */
  readonly terminal: boolean;
  /** Width of the terminal in cells. */
  readonly width: number;
  readonly color: boolean;
  readonly numbers: 'exact' | 'string';
  readonly times: 'raw' | 'utc' | 'local' | 'relative';
  /** One attribute a line instead of one item a line. */
  readonly record: boolean;
  readonly escapeFormulas: boolean;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** A part of a result: whatever was ready together. */
export interface ItemPage {
  readonly items: readonly Item[];
}

/**
 * Turns a stream of items into a stream of text. It never writes. When the pages end in an error, it first yields all that makes
 * the text so far whole (the last rows, the closing bracket), then throws that error on.
 */
export interface Formatter {
  readonly name: string;
  format(pages: AsyncIterable<ItemPage>, view: View): AsyncIterable<string>;
}
