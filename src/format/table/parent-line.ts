import type { ItemPage } from '../../dynamo/model/values';
import { attributeOf, type Item } from '../../dynamo/model/values';
import { columnReader } from '../columns';
import { painter } from '../paint';
import type { ParentItem, View } from '../view';
import { cellReader } from './cells';
import { withDerived } from './derived-columns';
import { isStatus } from './status';

/** Formats one line about the item that the following items belong to: its ID, status and progress. */
export async function parentLine({ shape, item, by }: ParentItem, view: View): Promise<string> {
  const paint = painter(view.color);
  const all = withDerived(only(item), { ...view, shape, columns: [], columnsChosen: false });
  const statuses = Object.keys(shape.attributes).filter((name) => isStatus(shape.attributes[name], name));
  const { progress } = shape.display ?? {};
  const names = [by, ...statuses, ...(progress ? [progress] : []), ...(all.view.columns ?? [])];
  let line = '';
  for await (const { items } of all.pages) {
    for (const name of names) {
      const cell = items[0] && cellReader(columnReader(name), all.view)(items[0]);
      if (!cell?.text) continue;
      const label = attributeOf(item, name) ? '' : `${paint(name, 'quiet')} `;
      line += `${line && '  '}${label}${paint(cell.text, name === by ? 'heading' : cell.style)}`;
    }
  }
  return `${line}\n`;
}

async function* only(item: Item): AsyncGenerator<ItemPage> {
  yield { items: [item] };
}
