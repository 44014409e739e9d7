import type { ItemPage } from '../dynamo/model/values';
import type { View } from './view';

/**
 * Formats a stream of items as a stream of text. Never writes. When the pages end in an error, yields the text that completes the output so
 * far (the last rows, the closing bracket) and then rethrows the error.
 */
export interface Formatter {
  readonly name: string;
  format(pages: AsyncIterable<ItemPage>, view: View): AsyncIterable<string>;
}
