import fc from 'fast-check';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { TableDefinition } from '../../src/dynamo/model/definition';
import type { AttributeValue, Item } from '../../src/dynamo/model/values';
import { tableWith } from '../helpers/client';
import { runMain } from '../helpers/run-main';

/**
 * Conditions as they are typed, against a second reading of them in this file, which evaluates them on plain items. The table is read by
 * `find`, which knows nothing about its attributes but its keys.
 */

/** The number of command lines. */
const QUESTIONS = 150;

const definition: TableDefinition = {
  command: [],
  summary: '',
  name: '',
  patterns: [],
  partitionKey: ['group'],
  sortKey: ['id'],
  indexes: [{ name: 'ByWord', partitionKey: ['word'], sortKey: ['at'], projection: 'ALL' }],
  attributes: { group: { type: 'S' }, id: { type: 'N' }, word: { type: 'S' }, at: { type: 'S' } },
};

const HOUR = 3_600_000;
const now = Date.now();
const ago = (hours: number) => new Date(now - hours * HOUR).toISOString();

/** Values that look like others, with commas, quotes and words that are ages elsewhere. */
const TEXTS = [
  '1',
  '01',
  '2',
  '10',
  '1.0',
  'true',
  'null',
  '{}',
  '[]',
  'a',
  'a, b',
  'a,b',
  'b',
  '24h',
  'now',
  '"a"',
  '',
];
const FILLED = TEXTS.filter((text) => text !== '');
const VALUES: AttributeValue[] = [
  ...TEXTS.map((S) => ({ S })),
  ...['1', '2', '10', '1.50', '-3'].map((N) => ({ N })),
  { BOOL: true },
  { NULL: true },
  // dynalite never finds maps and lists equal.
  ...(inject('engine') === 'dynalite' ? [] : [{ M: {} }, { L: [] }]),
];
/** No age in a question is near one of these, so that the moment of the run does not matter. */
const TIMES = [0.5, 5, 30, 60].flatMap((hours) => [
  ago(hours),
  ago(hours).slice(0, 19),
  `${ago(hours).slice(0, 19)}+00:00`,
]);

const hoursOf = (i: number) => [0.5, 5, 30, 60][i % 4] ?? 0;

const items: readonly Item[] = Array.from({ length: 72 }, (_, i) => ({
  group: { S: ['a', 'b', 'a,b', '1'][i % 4] ?? '' },
  id: { N: `${i}` },
  ...(i % 3 !== 0 && { word: { S: TEXTS[i % (TEXTS.length - 1)] ?? '' } }),
  // The index has all items with a word.
  ...((i % 3 !== 0 || i % 5 !== 0) && { at: { S: TIMES[i % TIMES.length] ?? '' } }),
  ...(i % 7 !== 0 && { epoch: { N: String(Math.floor((now - hoursOf(i) * HOUR) / 1000)) } }),
  ...(i % 6 !== 0 && { some: VALUES[i % VALUES.length] }),
  ...(i % 2 !== 0 && { deep: { M: { some: VALUES[(i * 5) % VALUES.length] as AttributeValue } } }),
}));

/** One value of a condition: what is typed, and the text in it. */
interface Part {
  readonly typed: string;
  readonly text: string;
  readonly isQuoted: boolean;
}

interface Asked {
  readonly attribute: 'group' | 'id' | 'word' | 'at' | 'epoch' | 'some' | 'deep.some';
  readonly operator: string;
  readonly parts: readonly Part[];
  readonly isNegated: boolean;
}

const quoted = (text: string): Part => ({ typed: JSON.stringify(text), text, isQuoted: true });
const bare = (text: string): Part => ({ typed: text, text, isQuoted: false });

const part = fc.oneof(
  // dynalite never finds an empty text among the values of an IN.
  fc.constantFrom(...(inject('engine') === 'dynalite' ? FILLED : TEXTS), 'c').map(quoted),
  fc
    .constantFrom('1', '01', '2', '10', '1.0', '1.5', 'true', 'null', '{}', '[]', 'a', 'b', 'c', 'x y')
    .map(bare),
);
const ordered = fc.oneof(
  fc.constantFrom(...FILLED).map(quoted),
  fc.constantFrom('1', '01', '2', '1.0', 'a', 'b').map(bare),
);
const time = fc
  .constantFrom('1h', '24h', '1h30m', '2d', '1.5d', ago(10), ago(10).slice(0, 10), ago(5))
  .map(bare);
const id = fc.constantFrom('1', '10', '2.0', '44').map(bare);
const lists = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 3 });
const ask = (attribute: Asked['attribute'], operators: readonly string[], one: fc.Arbitrary<Part>) =>
  fc.record({
    attribute: fc.constant(attribute),
    operator: fc.constantFrom(...operators),
    parts: lists(one),
    isNegated: fc.boolean(),
  });

const ORDER = ['<', '<=', '>', '>='];
const untyped = fc
  .constantFrom<Asked['attribute'][]>('some', 'deep.some')
  .chain((attribute) =>
    fc.oneof(
      ask(attribute, ['=', '!=', '*='], part),
      ask(attribute, ORDER, ordered),
      ask(attribute, ['^='], ordered),
      ask(attribute, ['?'], part),
    ),
  );
/** A key has no empty value. */
const keyPart = part.filter(({ text }) => text !== '');
const condition: fc.Arbitrary<Asked> = fc.oneof(
  { weight: 4, arbitrary: untyped },
  { weight: 2, arbitrary: ask('group', ['=', '=', '!=', '^=', '<'], keyPart) },
  { weight: 2, arbitrary: ask('word', ['=', '=', '!=', '^=', '*='], keyPart) },
  { weight: 1, arbitrary: ask('id', ['=', '!=', ...ORDER], id) },
  { weight: 2, arbitrary: ask('at', ORDER, time) },
  { weight: 1, arbitrary: ask('epoch', ORDER, time) },
);

function words({ attribute, operator, parts, isNegated }: Asked): readonly string[] {
  const operand = operator === '?' ? '' : parts.map(({ typed }) => typed).join(',');
  return [isNegated ? '--not' : '--where', attribute + operator + operand];
}

/** Whether an item meets a condition as it was typed. */
function meets(item: Item, { attribute, operator, parts, isNegated }: Asked): boolean {
  const value = attribute === 'deep.some' ? inner(item.deep) : item[attribute];
  return isNegated !== isMet(value, attribute, operator, parts);
}

function inner(deep: AttributeValue | undefined): AttributeValue | undefined {
  return deep && 'M' in deep ? deep.M.some : undefined;
}

function isMet(
  value: AttributeValue | undefined,
  attribute: Asked['attribute'],
  operator: string,
  parts: readonly Part[],
): boolean {
  if (operator === '?') return value !== undefined;
  if (operator === '!=') return !isMet(value, attribute, '=', parts);
  if (value === undefined) return false;
  return parts.some((one) => {
    if (attribute === 'at' || attribute === 'epoch')
      return compare(momentOf(value) - askedMoment(one), operator);
    if (attribute === 'id') return compare(Number(Object.values(value)[0]) - Number(one.text), operator);
    const isText = attribute === 'group' || attribute === 'word' || one.isQuoted;
    return readings(one.text, isText).some((reading) => holds(value, operator, reading));
  });
}

function momentOf(value: AttributeValue): number {
  if ('N' in value) return Number(value.N) * 1000;
  const text = String(Object.values(value)[0]);
  return Date.parse(/Z|\+/.test(text) ? text : `${text}Z`);
}

function askedMoment({ text }: Part): number {
  if (text.startsWith('20')) return Date.parse(text);
  const units: Record<string, number> = { m: HOUR / 60, h: HOUR, d: 24 * HOUR };
  return (
    now -
    [...text.matchAll(/([\d.]+)([mhd])/g)].reduce(
      (sum, [, n, unit = '']) => sum + Number(n) * (units[unit] ?? 0),
      0,
    )
  );
}

/** The text, and the number or literal that it also is. */
function readings(text: string, isText: boolean): readonly unknown[] {
  if (isText) return [text];
  try {
    return [text, JSON.parse(text)];
  } catch {
    return [text];
  }
}

function plainOf(value: AttributeValue): unknown {
  if ('N' in value) return Number(value.N);
  if ('NULL' in value) return null;
  return Object.values(value)[0];
}

function holds(stored: AttributeValue, operator: string, asked: unknown): boolean {
  const value = plainOf(stored);
  if (operator === '=')
    return typeof value === typeof asked && JSON.stringify(value) === JSON.stringify(asked);
  if (operator === '^=')
    return typeof value === 'string' && typeof asked === 'string' && value.startsWith(asked);
  if (operator === '*=')
    return typeof value === 'string' && typeof asked === 'string' && value.includes(asked);
  if (typeof value === 'number' && typeof asked === 'number') return compare(value - asked, operator);
  if (typeof value !== 'string' || typeof asked !== 'string') return false;
  return compare(Buffer.compare(Buffer.from(value), Buffer.from(asked)), operator);
}

function compare(order: number, operator: string): boolean {
  if (operator === '=') return order === 0;
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  return operator === '>' ? order > 0 : order >= 0;
}

describe(`${QUESTIONS} questions as typed, on ${inject('engine')}`, () => {
  let name: string;
  beforeAll(async () => {
    name = await tableWith(definition, items);
  });

  test('find what a second reading of them finds, or are told to exclude each other', async () => {
    const property = fc.asyncProperty(fc.array(condition, { minLength: 1, maxLength: 3 }), async (asked) => {
      const line = ['find', name, ...asked.flatMap(words), '--endpoint-url', inject('endpoint')];
      const ran = await runMain([...line, '-o', 'ndjson', '--columns', 'id']);
      expect(ran).toMatchObject({ code: 0 });
      const found = ran.stdout.split('\n').flatMap((text) => (text ? [JSON.parse(text).id as number] : []));
      const wanted = items.filter((item) => asked.every((one) => meets(item, one)));
      expect(found.sort((a, b) => a - b)).toEqual(wanted.map(({ id }) => plainOf(id as AttributeValue)));
      if (ran.stderr.includes('No item can meet')) expect(wanted).toEqual([]);
      const counted = await runMain([...line, '--count']);
      expect(counted.stdout).toBe(`${found.length}\n`);
    });
    await fc.assert(property, { numRuns: QUESTIONS });
  });
});
