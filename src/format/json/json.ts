import type { Item } from '../../dynamo/model/values';
import type { Formatter } from '../formatter';
import type { View } from '../view';
import { jsonColorer } from './color';
import { indentJson } from './indent';
import { itemJson } from './item-json';

/** One JSON array, which is valid however the run ends. One compact item per line in a pipe, and indented by two spaces on a terminal. */
export const json: Formatter = {
  name: 'json',
  async *format(pages, view) {
    const write = itemText(view);
    let empty = true;
    let failure: { readonly error: unknown } | undefined;
    try {
      for await (const { items } of pages) {
        if (items.length === 0) continue;
        const text = items.map(write).join(',\n');
        yield (empty ? '[\n' : ',\n') + text;
        empty = false;
      }
    } catch (error) {
      failure = { error };
    }
    yield empty ? '[]\n' : '\n]\n';
    if (failure) throw failure.error;
  },
};

function itemText(view: View): (item: Item) => string {
  const compact = itemJson(view);
  const color = jsonColorer(view);
  return view.terminal ? (item) => color(indentJson(compact(item), '  ')) : (item) => color(compact(item));
}
