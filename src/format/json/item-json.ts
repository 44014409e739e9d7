import type { Item } from '../../dynamo/model/values';
import { chosenColumns } from '../columns';
import type { View } from '../view';
import { isForTerminal } from './color';
import { jsonText } from './json-text';

/** Returns a function that formats an item as a JSON object on one line: the whole item, or only the columns that the user named. */
export function itemJson(view: View): (item: Item) => string {
  const text = jsonText(view.numbers, isForTerminal(view));
  const columns = chosenColumns(view);
  return columns ? (item) => text.columns(item, columns) : text.item;
}
