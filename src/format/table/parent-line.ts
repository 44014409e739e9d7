import { attributeOf } from '../../dynamo/model/values';
import { columnReader } from '../columns';
import type { ParentItem, View } from '../view';
import type { Styled } from './borderless';
import { cellReader } from './cells';
import { withDerived } from './derived-columns';
import { oneItem } from './one-item';
import { isStatus } from './status';
import { wrapped } from './wrap';

/** Formats one line about the item that the following items belong to: its ID, status and progress. */
export async function parentLine({ shape, item, by }: ParentItem, view: View): Promise<string> {
  const all = withDerived(oneItem(item), { ...view, shape, columns: [], columnsChosen: false });
  const statuses = Object.keys(shape.attributes).filter((name) => isStatus(shape.attributes[name], name));
  const { progress } = shape.display ?? {};
  const names = [by, ...statuses, ...(progress ? [progress] : []), ...(all.view.columns ?? [])];
  const texts: Styled[] = [];
  for await (const { items } of all.pages) {
    for (const name of names) {
      const cell = items[0] && cellReader(columnReader(name), all.view)(items[0]);
      if (!cell?.text) continue;
      if (texts.length > 0) texts.push({ text: '  ' });
      if (!attributeOf(item, name)) texts.push({ text: `${name} `, style: 'quiet', whole: true });
      texts.push({ text: cell.text, style: name === by ? 'heading' : cell.style, whole: true });
    }
  }
  return `${wrapped(texts, view.width, view.color)}\n`;
}
