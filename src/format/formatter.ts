import type { Item } from '../dynamo/model/values';
import type { View } from './view';

/** A part of a result: whatever was ready together. */
export interface ItemPage {
  readonly items: readonly Item[];
}

/**
 * Turns a stream of items into a stream of text. It never writes. When the pages end in an error, it first yields whatever completes the
 * text so far (the last rows, the closing bracket), then rethrows the error.
 */
export interface Formatter {
  readonly name: string;
  format(pages: AsyncIterable<ItemPage>, view: View): AsyncIterable<string>;
}
