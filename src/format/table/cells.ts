import {
  type AttributeDefinition,
  type AttributeFormat,
  isTime,
  shortForm,
} from '../../dynamo/model/attribute-definition';
import type { AttributeValue, Item } from '../../dynamo/model/values';
import { REDACTED } from '../../redact/redact';
import { readableBytes, readableDuration } from '../../units';
import { attributeDefinition, type ColumnReader } from '../columns';
import { jsonText } from '../json/json-text';
import type { Style } from '../paint';
import { visible } from '../terminal-safe';
import { displayWidth } from '../text-width';
import { compactTime, guessedEpoch, timeText } from '../times';
import type { View } from '../view';
import { EXPIRED, isExpired } from './expiry';
import { progressText } from './progress-bar';
import { ICONS, isStatus, meaningOf } from './status';

/** A value formatted for people: a single line without control characters, before wrapping and padding. */
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

/** How much of a value a cell shows: `short` has what stands for it in little space, still without cutting anything off. */
export type CellForm = 'whole' | 'short';

/** DynamoDB's longest key in bytes: no ID is cut. */
const MAX_KEY = 2048;

/**
 * Returns a function that formats an item's cell in one column. On a terminal, durations, sizes and percentages have readable units, and
 * epoch numbers read as times. In a pipe, numbers are unchanged. Of text much longer than the terminal is wide, the middle is left out.
 */
export function cellReader(column: ColumnReader, view: View, form: CellForm = 'whole'): (item: Item) => Cell {
  const definition = attributeDefinition(view.shape, column.name);
  const status = isStatus(definition, column.name);
  const json = jsonText(view.numbers, true);
  const isProgress = column.name === view.shape.display?.progress;
  const marksExpiry = column.name === view.shape.ttl;
  const format = definition?.format ?? (marksExpiry ? 'epoch-seconds' : undefined);

  // No terminal line shows more, and measuring 400 KB is slow.
  const isBounded = view.terminal && !view.record && !view.wide;
  const bound = isBounded ? Math.max(16 * view.width, MAX_KEY) : Number.POSITIVE_INFINITY;

  function text(value: AttributeValue): string {
    const time = timeOf(value);
    if (time !== undefined) return time;
    if ('S' in value)
      return visible(clip(form === 'short' ? shortForm(definition ?? {}, value.S) : value.S, bound));
    if ('N' in value) return numberText(value.N);
    if ('B' in value) return visible(value.B);
    return visible(clip(json.value(value), bound));
  }

  function timeOf(value: AttributeValue): string | undefined {
    const { times, now } = view;
    if (times === 'utc' || times === 'local')
      return form === 'short' ? compactTime(format, value, times, now) : timeText(format, value, times, now);
    if (times === 'raw' || times === 'relative') return timeText(format, value, times, now);
    if (!view.terminal) return undefined;
    const known = format ?? guessOf(column, value);
    if (times === 'compact') return compactTime(known, value, 'utc', now);
    return 'N' in value ? timeText(known, value, 'utc', now) : undefined;
  }

  function numberText(number: string): string {
    const readable = view.terminal ? readableNumber(format, number) : undefined;
    if (readable === undefined) return visible(number);
    return isProgress && form === 'whole' ? progressText(Number(number), view.record ? 20 : 10) : readable;
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

/** Leaves out the middle of a text that is longer than `bound` characters: both its beginning and its end say what it is about. */
function clip(text: string, bound: number): string {
  return text.length > bound ? `${text.slice(0, bound / 2)}…${text.slice(-bound / 2)}` : text;
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

/** Whether the values of a column are times, by its definition or its values. */
export function isTimeColumn(
  column: ColumnReader,
  { shape }: Pick<View, 'shape'>,
  values: readonly AttributeValue[],
): boolean {
  const definition: AttributeDefinition | undefined = attributeDefinition(shape, column.name);
  if (column.name === shape.ttl || isTime(definition)) return true;
  if (definition?.format || values.length === 0) return false;
  return values.every((value) => timeText(guessOf(column, value), value, 'utc', 0) !== undefined);
}

function guessOf({ name }: ColumnReader, value: AttributeValue): AttributeFormat | undefined {
  return 'N' in value ? guessedEpoch(name, value.N) : undefined;
}
