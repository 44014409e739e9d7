import { type AttributeDefinition, isTime } from '../dynamo/model/attribute-definition';
import { keyAttributes, keySchemas, type TableDefinition } from '../dynamo/model/definition';
import { buildKey, parseTemplate } from '../dynamo/model/key-template';
import type { Random } from './sample-random';
import { ENDED, moments, producer, STARTED, storedTime } from './sample-times';
import { type Draft, drawStatus, drawValue, FIRST_ITEMS, isNamed, positions } from './sample-values';

/** An item as JavaScript values. The document client converts a Set to a set, and an object to a map. */
export type SampleItem = Readonly<Record<string, unknown>>;

/** Generates items from the table's definition alone. */
export function genericItems(
  table: TableDefinition,
  now: number,
  random: Random,
  count = size(table),
): readonly SampleItem[] {
  const byKey = new Map<string, SampleItem>();
  for (let ordinal = 0; ordinal < count; ordinal++) {
    const item = drawItem(table, ordinal, now, random);
    const key = JSON.stringify(keyAttributes(table).map((name) => item[name]));
    if (!byKey.has(key)) byKey.set(key, item);
  }
  return [...byKey.values()];
}

/** Events are the most numerous items, then other items; items identified by a plain name are the fewest. */
function size(table: TableDefinition): number {
  if (Object.entries(table.attributes).some(([name, attribute]) => isEnd(name, attribute))) return 400;
  return isNamed(table) ? 24 : 80;
}

function isEnd(name: string, attribute: AttributeDefinition): boolean {
  return isTime(attribute) && ENDED.test(name);
}

function drawItem(table: TableDefinition, ordinal: number, now: number, random: Random): SampleItem {
  const status = drawStatus(table.attributes.status, random);
  const times = moments(table, now, status?.meaning === 'active', random);
  const draft: Draft = { table, ordinal, status, times, position: positions(table, ordinal, random), random };
  const write = producer(random);
  const item: Record<string, unknown> = {};
  const words = new Map<string, string>();
  for (const [name, attribute] of Object.entries(table.attributes)) {
    if (attribute.template || isLeftOut(name, attribute, draft)) continue;
    const moment = times.get(name);
    let value: unknown;
    if (name === 'status' && status) value = random.pick(status.stored);
    else if (moment !== undefined) value = storedTime(attribute, moment, write);
    else value = drawValue(name, attribute, draft);
    words.set(name, String(value));
    if (!attribute.virtual) item[name] = /error/i.test(name) ? lengthened(value, random) : value;
  }
  for (const [name, { template }] of Object.entries(table.attributes)) {
    if (template) item[name] = buildKey(parseTemplate(template), words).text;
  }
  return item;
}

/** Whether a real item would lack this attribute: it has no end time while it runs, and no error after a success. */
function isLeftOut(
  name: string,
  attribute: AttributeDefinition,
  { table, ordinal, status, random }: Draft,
): boolean {
  const meaning = status?.meaning;
  if (attribute.virtual) return false;
  if (/error/i.test(name)) return meaning !== 'bad';
  if (/^(results?|output)$/.test(name) && meaning !== undefined) return meaning !== 'good';
  if (STARTED.test(name) && meaning === 'idle') return true;
  const isMeasured = attribute.format === 'seconds' || attribute.format === 'millis';
  const isAtEnd = ENDED.test(name) || /^(results?|output)$/.test(name) || (isMeasured && !attribute.examples);
  if (isAtEnd && (meaning === 'active' || meaning === 'idle')) return true;
  if (ordinal < FIRST_ITEMS || name === 'status' || isNeeded(table, name)) return false;
  return random.chance(0.08);
}

/** Key attributes, the variables of their templates, and the table's columns. */
function isNeeded(table: TableDefinition, name: string): boolean {
  const keys = [keyAttributes(table), ...keySchemas(table).map(({ schema }) => keyAttributes(schema))].flat();
  const variables = keys.flatMap((key) => parseTemplate(table.attributes[key]?.template ?? '').variables);
  return [...keys, ...variables, ...(table.columns ?? [])].includes(name);
}

/** Occasionally turns an error into a long stack trace with terminal colors, as real ones are. */
function lengthened(value: unknown, random: Random): unknown {
  if (typeof value !== 'string' || !random.chance(0.05)) return value;
  const frames = Array.from({ length: random.between(12, 40) }, (_, i) => {
    const line = random.between(10, 900);
    return `  File "/opt/app/lib/worker_${i}.py", line ${line}, in handle\n    return self.next.handle(event, context)`;
  });
  return `\u001b[31mTraceback\u001b[0m (most recent call last):\n${frames.join('\n')}\n${value}`;
}
