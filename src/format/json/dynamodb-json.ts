import type { Item } from '../../dynamo/model/values';
import { chosenColumns } from '../columns';
import type { Formatter } from '../formatter';
import { visibleJson } from '../terminal-safe';
import type { View } from '../view';
import { isForTerminal, jsonColorer } from './color';

/** One `{"Item": …}` per line, with typed values: the format of DynamoDB's exports to S3. */
export const dynamodbJson: Formatter = {
  name: 'dynamodb-json',
  async *format(pages, view) {
    const write = typedItem(view);
    const color = jsonColorer(view);
    for await (const { items } of pages) {
      if (items.length === 0) continue;
      const text = `${items.map(write).join('\n')}\n`;
      yield color(isForTerminal(view) ? visibleJson(text) : text);
    }
  },
};

function typedItem(view: View): (item: Item) => string {
  const columns = chosenColumns(view);
  // Attribute values already have this form, as they come from DynamoDB's own JSON.
  if (!columns) return (item) => `{"Item":${JSON.stringify(item)}}`;
  return (item) => {
    const members = columns.flatMap((column) => {
      const value = column.read(item);
      return value === undefined ? [] : [`${JSON.stringify(column.name)}:${JSON.stringify(value)}`];
    });
    return `{"Item":{${members.join(',')}}}`;
  };
}
