import { attributeOf, type Item } from '../../dynamo/model/values';
import { cellReader } from './cells';
import { columnReader } from '../columns';
import { withDerived } from './derived-columns';
import type { ItemPage, View, Whole } from '../formatter';
import { painter } from '../paint';
import { isStatus } from './status';

/** One line about what the items below it are parts of: which one, how far it is, and what news that is. */
export async function wholeLine({ table, item, by }: Whole, view: View): Promise<string> {
  const paint = painter(view.color);
  const all = withDerived(only(item), { ...view, table, columns: [], columnsChosen: false });
  const statuses = Object.keys(table.attributes).filter((name) => isStatus(table.attributes[name], name));
  const { progress } = table.display ?? {};
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
