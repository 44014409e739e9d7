import type { Formatter } from '../formatter';
import { itemJson } from './item-json';

/** One JSON object per line. */
export const ndjson: Formatter = {
  name: 'ndjson',
  async *format(pages, view) {
    const write = itemJson(view);
    for await (const { items } of pages) {
      if (items.length > 0) yield `${items.map(write).join('\n')}\n`;
    }
  },
};
