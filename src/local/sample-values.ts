import type { AttributeDefinition, EnumeratedValue, Meaning } from '../dynamo/model/attribute-definition';
import { keyAttributes, type TableDefinition } from '../dynamo/model/definition';
import { parseTemplate } from '../dynamo/model/key-template';
import { type Random, vary } from './sample-random';
import { duration, type Moments } from './sample-times';

/** What is decided about an item before its values are generated. */
export interface Draft {
  readonly table: TableDefinition;
  /** The item's number within its table. */
  readonly ordinal: number;
  readonly status: EnumeratedValue | undefined;
  readonly times: Moments;
  /** Returns the position of the example to use in a list of this length, the same for all lists of that length. */
  readonly position: (length: number) => number;
  readonly random: Random;
}

const WEIGHTS = { good: 7, bad: 4, active: 1, idle: 1 };

/** Draws one of the values of a status, mostly a good one. */
export function drawStatus(
  attribute: AttributeDefinition | undefined,
  random: Random,
): EnumeratedValue | undefined {
  const values = attribute?.values ?? [];
  const present = new Set(values.map(({ meaning = 'idle' }) => meaning));
  const weighted = [...present].flatMap((meaning) => Array<Meaning>(WEIGHTS[meaning]).fill(meaning));
  const drawn = random.pick(weighted);
  return random.pick(values.filter(({ meaning = 'idle' }) => meaning === drawn));
}

/** The first items, up to this number, use the examples in order and have all attributes. */
export const FIRST_ITEMS = 10;

/**
 * Returns positions in lists of examples, the same for all lists of one length. The first items, and items with a plain name,
 * use the examples in order; the others prefer the beginning of each list.
 */
export function positions(
  table: TableDefinition,
  ordinal: number,
  random: Random,
): (length: number) => number {
  const inOrder = ordinal < FIRST_ITEMS || isNamed(table);
  const drawn = new Map<number, number>();
  return (length) => {
    const known =
      drawn.get(length) ?? (inOrder ? ordinal % length : Math.floor(length * random.next() ** 1.5));
    drawn.set(length, known);
    return known;
  };
}

/** Whether the table's key is a name such as `platform:slack`, which can't be generated. */
export function isNamed(table: TableDefinition): boolean {
  const examples = table.attributes[keyAttributes(table).at(-1) ?? '']?.examples ?? [];
  return examples.length > 0 && !examples.some((example) => /\d/.test(example));
}

/** Generates a value that fits the attribute's definition. */
export function drawValue(name: string, attribute: AttributeDefinition, draft: Draft): unknown {
  const { status, random } = draft;
  if (attribute.values) return random.pick((drawStatus(attribute, random) as EnumeratedValue).stored);
  if (attribute.examples) return typed(attribute, drawExample(name, attribute, attribute.examples, draft));
  if (attribute.format === 'percent') return status?.meaning === 'good' ? 100 : random.between(0, 99);
  if (attribute.format === 'millis') return duration(draft.times);
  if (attribute.format === 'seconds') return Math.round((duration(draft.times) ?? 0) / 1000);
  return drawAny(name, attribute, draft);
}

function drawExample(
  name: string,
  attribute: AttributeDefinition,
  examples: readonly string[],
  { table, ordinal, position, random }: Draft,
): string {
  const example = examples[position(examples.length)] as string;
  if (ordinal < examples.length) return example;
  const copy = isNamed(table) ? Math.floor(ordinal / examples.length) : ordinal;
  if (attribute.unique) return vary(example, copy, random);
  const key = keyAttributes(table);
  if (key.at(-1) !== name) return example;
  // Of two key attributes, the second is often shared too: a user has several accounts, and an account several users.
  return key.length > 1 && random.chance(0.6) ? random.pick(examples) : vary(example, copy, random);
}

/** Converts an example, which is text, to the attribute's type. */
function typed({ type }: AttributeDefinition, example: string): unknown {
  if (type === 'S') return example;
  const value: unknown = JSON.parse(example);
  return type === 'SS' || type === 'NS' ? new Set(value as Iterable<unknown>) : value;
}

function drawAny(name: string, { type, option }: AttributeDefinition, draft: Draft): unknown {
  const { ordinal, random } = draft;
  switch (type) {
    case 'N': {
      const any = random.between(0, 60);
      const isKey = keyNames(draft.table).includes(name);
      return isKey ? numberOf(name, any, draft) : ordinal === 0 && option !== undefined ? 1 : any;
    }
    case 'BOOL':
      return random.chance(0.8);
    case 'M':
      return {};
    case 'L':
      return [];
    case 'NULL':
      return null;
    case 'SS':
      return new Set([name]);
    case 'NS':
      return new Set([random.between(0, 60)]);
    case 'B':
      return ordinal === 0 ? Buffer.from([0, 1, 2]) : Buffer.from(`${name}-${numberOf(name, 1, draft)}`);
    case 'BS':
      return new Set([Buffer.from(name)]);
    default:
      return `${name}-${numberOf(name, random.between(1, 20), draft)}`;
  }
}

/**
 * The number after a generated name. The first item has the values that generated examples ask for. No two items have the same key:
 * the last part of the key counts up, and items may share the parts before it.
 */
function numberOf(name: string, any: number, { table, ordinal }: Draft): number {
  if (ordinal === 0) return 1;
  const names = keyNames(table);
  if (!names.includes(name)) return any;
  return names.at(-1) === name ? ordinal + 1 : 1 + (ordinal % SHARED);
}

/** The number of different values of each part of a key before the last. */
const SHARED = 12;

/** The attributes that a table's key is composed of. */
function keyNames(table: TableDefinition): readonly string[] {
  return keyAttributes(table).flatMap((name) => {
    const template = table.attributes[name]?.template;
    return template === undefined ? [name] : parseTemplate(template).variables;
  });
}
