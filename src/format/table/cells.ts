import { type AttributeFormat, isTime } from '../../dynamo/model/definition';
import type { AttributeValue, Item } from '../../dynamo/model/values';
import { REDACTED } from '../../redact/redact';
import { readableBytes, readableDuration } from '../../units';
import { attributeDefinition, type ColumnReader } from '../columns';
import { jsonText } from '../json/json-text';
import type { Style } from '../paint';
import { visible } from '../terminal-safe';
import { displayWidth } from '../text-width';
import { timeText } from '../times';
import type { View } from '../view';
import { EXPIRED, isExpired } from './expiry';
import { progressText } from './progress-bar';
import { ICONS, isStatus, meaningOf } from './status';

/** A value formatted for people: a single line without control characters, before truncation and padding. */
export interface Cell {
  readonly text: string;
  /** Width of the text in terminal cells. */
  readonly width: number;
  readonly style: Style | undefined;
}

export function cellOf(text: string, style?: Style): Cell {
  return { text, width: displayWidth(text), style };
}

const EMPTY = cellOf('');

/**
 * Returns a function that formats an item's cell in one column. On a terminal, durations, sizes and percentages have readable units. In a
 * pipe, numbers are unchanged. Text much longer than the terminal is wide is truncated.
 */
export function cellReader(column: ColumnReader, view: View): (item: Item) => Cell {
  const definition = attributeDefinition(view.shape, column.name);
  const format = definition?.format;
  const status = isStatus(definition, column.name);
  const json = jsonText(view.numbers, true);
  const isProgress = column.name === view.shape.display?.progress;
  const marksExpiry = column.name === view.shape.ttl;

  // No terminal line shows more, and measuring 400 KB is slow.
  const bound = view.terminal && !view.record ? 16 * view.width : Number.POSITIVE_INFINITY;

  function text(value: AttributeValue): string {
    if (view.times !== 'raw') {
      const time = timeText(format, value, view.times, view.now);
      if (time !== undefined) return time;
    }
    if ('S' in value) return visible(clip(value.S, bound));
    if ('N' in value) return numberText(value.N);
    if ('B' in value) return visible(value.B);
    return clip(json.value(value), bound);
  }

  function numberText(number: string): string {
    const readable = view.terminal ? readableNumber(format, number) : undefined;
    if (readable === undefined) return visible(number);
    return isProgress ? progressText(Number(number), view.record ? 20 : 10) : readable;
  }

  return (item) => {
    const value = column.read(item);
    if (value === undefined) return EMPTY;
    if (marksExpiry && isExpired(item, view)) return cellOf(`${text(value)} ${EXPIRED}`, 'expired');
    const meaning = status && 'S' in value ? meaningOf(definition, value.S) : undefined;
    if (meaning && view.terminal) return cellOf(`${ICONS[meaning]} ${text(value)}`, meaning);
    return cellOf(text(value), value === REDACTED || 'NULL' in value ? 'quiet' : meaning);
  };
}

function clip(text: string, bound: number): string {
  return text.length > bound ? `${text.slice(0, bound)}…` : text;
}

/** Whether a column holds numbers that people compare digit by digit, so that it is right-aligned. */
export function isNumeric(column: ColumnReader, view: View, items: readonly Item[]): boolean {
  const definition = attributeDefinition(view.shape, column.name);
  if (column.name === view.shape.ttl || isTime(definition)) return false;
  if (definition) return definition.type === 'N';
  const values = items.flatMap((item) => column.read(item) ?? []);
  return values.length > 0 && values.every((value) => 'N' in value);
}

/** Returns a number with its unit for people to read; undefined when the format has no unit or the text is not a finite number. */
export function readableNumber(format: AttributeFormat | undefined, text: string): string | undefined {
  const value = Number(text);
  if (text === '' || !Number.isFinite(value)) return undefined;
  if (format === 'seconds') return readableDuration(value * 1000);
  if (format === 'millis') return readableDuration(value);
  if (format === 'bytes') return readableBytes(value);
  return format === 'percent' ? `${Math.round(value * 10) / 10}%` : undefined;
}
