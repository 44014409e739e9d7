import { keyAttributes } from '../dynamo/definition';
import { type AttributeValue, attributeOf, type Item } from '../dynamo/values';
import { type Cell, cellReader } from './cells';
import { type ColumnReader, chosenColumns, columnReaders } from './columns';
import { EXPIRED, isExpired } from './expiry';
import type { ItemPage, View } from './formatter';
import { indentJson } from './json-indent';
import { type Paint, painter } from './paint';
import { progressBar } from './progress';
import { visible } from './terminal-safe';
import { displayWidth } from './text-width';

const GAP = 2;

/** One attribute a line, an empty line between two items. Nothing is cut. */
export async function* records(pages: AsyncIterable<ItemPage>, view: View): AsyncGenerator<string> {
  const paint = painter(view.color);
  const chosen = chosenColumns(view);
  let separator = '';
  for await (const { items } of pages) {
    if (items.length === 0) continue;
    const texts = items.map((item) => record(item, chosen ?? allColumns(item, view), view, paint));
    yield separator + texts.join('\n');
    separator = '\n';
  }
}

function record(item: Item, columns: readonly ColumnReader[], view: View, paint: Paint): string {
  const names = columns.map(({ name }) => visible(name));
  const margin = Math.max(0, ...names.map(displayWidth)) + GAP;
  const lines = columns.flatMap((column, i) => {
    const value = column.read(item);
    if (value === undefined) return [];
    const name = names[i] ?? '';
    const { text, style } = shown(column, value, item, view, margin);
    return [`${paint(name, 'heading')}${' '.repeat(margin - displayWidth(name))}${paint(text, style)}\n`];
  });
  const showsTtl = columns.some(({ name }) => name === view.table.ttl);
  if (isExpired(item, view) && !showsTtl) lines.push(`${paint(EXPIRED, 'expired')}\n`);
  return lines.join('');
}

/** A terminal has room below: for lists and maps that are too long for a line, and for texts of several lines. */
function shown(column: ColumnReader, value: AttributeValue, item: Item, view: View, margin: number): Cell {
  const cell = cellReader(column, view)(item);
  if (!view.terminal) return cell;
  const indent = ' '.repeat(margin);
  if ('S' in value && value.S.includes('\n')) {
    // The break stays visible as `\n`, and what follows can't be taken for an attribute as it is indented.
    return { ...cell, text: value.S.split('\n').map(visible).join(`\\n\n${indent}`) };
  }
  if (('M' in value || 'L' in value) && margin + displayWidth(cell.text) > view.width) {
    return { ...cell, text: indentJson(cell.text, indent).trimStart() };
  }
  if ('N' in value && column.name === view.table.display?.progress) {
    return { ...cell, text: `${progressBar(Number(value.N))} ${cell.text}` };
  }
  return cell;
}

/** All attributes of an item: its key, then the others as the definition lists them, then what it doesn't know. */
function allColumns(item: Item, view: View): readonly ColumnReader[] {
  const key = view.table.keyIsAssumed ? [] : keyAttributes(view.table);
  const known = [...key, ...Object.keys(view.table.attributes)].filter((name) => attributeOf(item, name));
  return columnReaders([...known, ...Object.keys(item)]);
}
