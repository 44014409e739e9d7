import type { Item } from '../../dynamo/model/values';
import type { Formatter } from '../formatter';
import { jsonColorer } from './color';
import { itemJson } from './item-json';

/** One JSON object per line. */
export const ndjson: Formatter = {
  name: 'ndjson',
  async *format(pages, view) {
    const compact = itemJson(view);
    const color = jsonColorer(view);
    const write = (item: Item) => color(compact(item));
    for await (const { items } of pages) {
      if (items.length > 0) yield `${items.map(write).join('\n')}\n`;
    }
  },
};
