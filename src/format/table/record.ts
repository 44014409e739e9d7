import type { ItemPage } from '../../dynamo/model/values';
import { type AttributeValue, attributeOf, type Item } from '../../dynamo/model/values';
import { memoize } from '../../memoize';
import { attributeReader, type ColumnReader, chosenColumns } from '../columns';
import { indentJson } from '../json/indent';
import { type Paint, painter } from '../paint';
import { visible } from '../terminal-safe';
import { displayWidth } from '../text-width';
import type { View } from '../view';
import { type Cell, cellReader } from './cells';
import { EXPIRED, isExpired } from './expiry';
import { GAP } from './widths';
import type { labelled } from './wrap';

/** One line of a record, prepared for formatting many items. */
interface Line extends ColumnReader {
  readonly label: string;
  readonly width: number;
  readonly cell: (item: Item) => Cell;
}

/** Formats items as records: one attribute per line, and an empty line between items. Nothing is truncated. */
export async function* records(pages: AsyncIterable<ItemPage>, view: View): AsyncGenerator<string> {
  const paint = painter(view.color);
  const wrap = view.terminal && !view.wide ? (await import('./wrap')).labelled : undefined;
  const line = memoize((name) => lineOf(attributeReader(name), view));
  const chosen = chosenColumns(view)?.map((column) => lineOf(column, view));
  let separator = '';
  for await (const { items } of pages) {
    if (items.length === 0) continue;
    const texts = items.map((item) =>
      record(item, chosen ?? attributes(item, view).map(line), view, paint, wrap),
    );
    yield separator + texts.join('\n');
    separator = '\n';
  }
}

function lineOf(column: ColumnReader, view: View): Line {
  const label = visible(column.name);
  return { ...column, label, width: displayWidth(label), cell: cellReader(column, view) };
}

function record(
  item: Item,
  lines: readonly Line[],
  view: View,
  paint: Paint,
  wrap: typeof labelled | undefined,
): string {
  const margin = GAP + lines.reduce((most, { width }) => Math.max(most, width), 0);
  let text = '';
  let showsTtl = false;
  for (const line of lines) {
    const value = line.read(item);
    if (value === undefined) continue;
    const cell = line.cell(item);
    const label = { text: line.label, style: 'heading' } as const;
    const shown = {
      text: view.terminal ? multiline(value, cell, view, margin) : cell.text,
      style: cell.style,
    };
    text += wrap
      ? `${wrap(label, shown, margin, view.width, view.color)}\n`
      : `${paint(label.text, label.style)}${' '.repeat(margin - line.width)}${paint(shown.text, shown.style)}\n`;
    showsTtl ||= line.name === view.shape.ttl;
  }
  return isExpired(item, view) && !showsTtl ? `${text}${paint(EXPIRED, 'expired')}\n` : text;
}

/** On a terminal, puts lists and maps that are too long for a line, and text of several lines, on lines of their own. */
function multiline(value: AttributeValue, cell: Cell, view: View, margin: number): string {
  // The line break stays visible as `\n`. The next line can't be mistaken for an attribute, as it is indented below the value.
  if ('S' in value && value.S.includes('\n')) return value.S.split('\n').map(visible).join('\\n\n');
  const isLong = ('M' in value || 'L' in value) && margin + cell.width > view.width;
  return isLong ? indentJson(cell.text, '') : cell.text;
}

/**
 * Returns the names of all attributes of an item: its key, then the others in the order of the definition, then those not in the
 * definition.
 */
function attributes(item: Item, { shape }: View): readonly string[] {
  const known = [...shape.key, ...Object.keys(shape.attributes)].filter((name) => attributeOf(item, name));
  return [...new Set([...known, ...Object.keys(item)])];
}
