import type { Item } from '../../dynamo/model/values';
import { chosenColumns } from '../columns';
import type { View } from '../view';
import { jsonText } from './json-text';

/** How items become JSON objects in this view: whole, or just the columns that the user named. One line each. */
export function itemJson(view: View): (item: Item) => string {
  const text = jsonText(view.numbers, view.terminal);
  const columns = chosenColumns(view);
  return columns ? (item) => text.columns(item, columns) : text.item;
}
