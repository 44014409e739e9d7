import {
  type AttributeDefinition,
  type EnumeratedValue,
  keyAttributes,
  type Meaning,
  type TableDefinition,
} from '../dynamo/model/definition';
import { parseTemplate } from '../dynamo/model/key-template';
import { type Random, vary } from './sample-random';
import { duration, type Moments } from './sample-times';

/** What is settled about an item before its values are drawn. */
export interface Draft {
  readonly table: TableDefinition;
  /** The how manieth item of its table this is. */
  readonly ordinal: number;
  readonly status: EnumeratedValue | undefined;
  readonly times: Moments;
  /** Position of the example to use, out of so many: the same for all lists of that length. */
  readonly position: (length: number) => number;
  readonly random: Random;
}

const WEIGHTS = { good: 7, bad: 4, active: 1, idle: 1 };

/** One of the values that a status has; most are good. */
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

/** So many items go through the examples in turn, and lack nothing. */
export const FIRST_ITEMS = 10;

/**
 * Positions in lists of examples, the same for all lists of one length. The first items take the examples in turn, and so
 * do things with plain names; the others prefer the beginning of each list.
 */
export function positions(
  table: TableDefinition,
  ordinal: number,
  random: Random,
): (length: number) => number {
  const inTurn = ordinal < FIRST_ITEMS || isNamed(table);
  const drawn = new Map<number, number>();
  return (length) => {
    const known =
      drawn.get(length) ?? (inTurn ? ordinal % length : Math.floor(length * random.next() ** 1.5));
    drawn.set(length, known);
    return known;
  };
}

/** Whether the table's key is a name such as `platform:slack`, of which no others can be made up. */
export function isNamed(table: TableDefinition): boolean {
  const examples = table.attributes[keyAttributes(table).at(-1) ?? '']?.examples ?? [];
  return examples.length > 0 && !examples.some((example) => /\d/.test(example));
}

/** A value as the attribute's definition would have it. */
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
  // Of two key attributes, the second is often shared too: one user has several accounts, one account several users.
  return key.length > 1 && random.chance(0.6) ? random.pick(examples) : vary(example, copy, random);
}

/** Examples are text; what the attribute holds may be something else. */
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
 * The number behind a made-up name. The first item has the values that made-up examples ask for, and no two items have the same
 * key: the last part of it counts, the parts before it are shared by some.
 */
function numberOf(name: string, any: number, { table, ordinal }: Draft): number {
  if (ordinal === 0) return 1;
  const names = keyNames(table);
  if (!names.includes(name)) return any;
  return names.at(-1) === name ? ordinal + 1 : 1 + (ordinal % SHARED);
}

/** So many different values have the parts of a key before the last. */
const SHARED = 12;

/** The attributes that a table's key is made of. */
function keyNames(table: TableDefinition): readonly string[] {
  return keyAttributes(table).flatMap((name) => {
    const template = table.attributes[name]?.template;
    return template === undefined ? [name] : parseTemplate(template).variables;
  });
}
