import type { TableDefinition } from '../dynamo/model/definition';
import type { Item } from '../dynamo/model/values';

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
  /** An item that turns out to be the only one is shown as a record. */
  readonly single?: boolean;
  /** The question was about one thing by its id, so that its items may tell a story. */
  readonly story?: boolean;
  /** What all items are parts of, as soon as it is known, if it ever is. */
  readonly whole?: Promise<Whole | undefined>;
  readonly escapeFormulas: boolean;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** An item of another table that the items of a result are parts of. */
export interface Whole {
  readonly table: TableDefinition;
  readonly item: Item;
  /** The attribute that says of each part what it belongs to. */
  readonly by: string;
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
