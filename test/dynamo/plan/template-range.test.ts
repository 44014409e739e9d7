import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AttributeDefinition } from '../../../src/dynamo/model/attribute-definition';
import type { Condition } from '../../../src/dynamo/model/condition';
import type { TableDefinition } from '../../../src/dynamo/model/definition';
import type { Item } from '../../../src/dynamo/model/values';
import { isQuery, type Plan } from '../../../src/dynamo/plan/plan';
import { plan } from '../../../src/dynamo/plan/planner';
import { meetsResidual } from '../../../src/dynamo/read/residual';
import { ANY_ORIGIN } from '../../helpers/origin';
import { holds, compare as order } from '../property/oracle';
import { compare, gist, N, NOON, S, since } from './planning';

const text = { type: 'S' } as const;
const hidden = { type: 'S', virtual: true } as const;
const time = { type: 'S', format: 'time' } as const;

/** A table whose sort key has a template. */
function tableOf(
  template: string,
  attributes: Readonly<Record<string, AttributeDefinition>>,
): TableDefinition {
  return {
    command: ['t'],
    summary: '',
    name: 't',
    partitionKey: ['pk'],
    sortKey: ['sk'],
    attributes: { pk: text, sk: { ...text, template }, ...attributes },
    patterns: [],
  };
}

function planned(table: TableDefinition, ...conditions: Condition[]): Plan {
  const result = plan(table, 't', { conditions: [S('pk', 'a'), ...conditions] });
  if (result.operation === 'none') throw new Error(`unanswerable: ${result.attribute}`);
  return result;
}

const until = (name: string, instant: string): Condition => ({
  path: [name],
  origin: ANY_ORIGIN,
  operator: 'window',
  window: { format: 'time', upTo: { instant, inclusive: true } },
});

/** The key condition on the sort key, and what is left to do. */
const range = (table: TableDefinition, ...conditions: Condition[]) =>
  gist(planned(table, ...conditions))
    .replace('query | table | pk = a & ', '')
    .replaceAll('\u{10FFFF}', '∞');

describe('a condition on the next variable of a key template is a range on the key', () => {
  const orders = tableOf('ORDER#{createdAt}#{orderId}', { createdAt: time, orderId: text });
  const reviews = tableOf('REVIEW#{review_id}', { review_id: hidden });
  const steps = tableOf('STEP#{run}#{step}', { run: hidden, step: hidden });
  const shards = tableOf('{word}|{rank}', { word: hidden, rank: hidden });
  const padded = tableOf('N#{n}#{id}', {
    n: { type: 'N', pattern: { expression: '\\d{4}', meaning: 'four digits' } },
    id: text,
  });
  const cases: [string, string, string][] = [
    [
      'a time window, which stays exact by the filter and the check, and never leaves the entity',
      range(orders, since('createdAt', NOON)),
      'sk in ORDER#2025-06-16T12:00:00..ORDER#∞ | filter createdAt window | residual createdAt window',
    ],
    [
      'the end of a window, up to the end of its second',
      range(orders, until('createdAt', NOON)),
      'sk in ORDER#..ORDER#2025-06-16T12:00:00∞ | filter createdAt window | residual createdAt window',
    ],
    [
      'both ends',
      range(orders, since('createdAt', '2025-06-15T00:00:00.000000000'), until('createdAt', NOON)),
      'sk in ORDER#2025-06-15T00:00:00..ORDER#2025-06-16T12:00:00∞ | filter createdAt window, createdAt window | residual createdAt window, createdAt window',
    ],
    ['a prefix', range(reviews, compare('review_id', 'begins_with', { S: 'R' })), 'sk begins_with REVIEW#R'],
    [
      'a bound of the last variable is exact',
      range(reviews, compare('review_id', '>=', { S: 'R1' })),
      'sk in REVIEW#R1..REVIEW#∞',
    ],
    [
      'an exclusive one is checked, as BETWEEN includes its ends',
      range(reviews, compare('review_id', '>', { S: 'R1' })),
      'sk in REVIEW#R1..REVIEW#∞ | residual review_id >',
    ],
    [
      'the variable after a fixed one',
      range(steps, S('run', 'r7'), compare('step', '>=', { S: 'b' })),
      'sk in STEP#r7#b..STEP#r7#∞',
    ],
    [
      'an upper end before a separator: longer values continue above it',
      range(steps, compare('run', '<=', { S: 'ab' })),
      'sk in STEP#..STEP#ab#∞ | residual run <=',
    ],
    [
      'a separator that sorts above the characters of values',
      range(shards, compare('word', '<', { S: 'R1' })),
      'sk <= R|∞ | residual word <',
    ],
    [
      'a prefix that contains the separator may be of a shorter value',
      range(steps, compare('run', 'begins_with', { S: 'a#' })),
      'sk begins_with STEP#a# | residual run begins_with',
    ],
    [
      'numbers of a fixed number of digits',
      range(padded, compare('n', '>', { N: '42' })),
      'sk in N#0042..N#∞ | filter n >',
    ],
    [
      'but no other numbers, as they do not sort as text',
      range(tableOf('N#{n}', { n: { type: 'N' } }), compare('n', '>', { N: '42' })),
      'sk begins_with N# | filter n >',
    ],
    [
      'nor a variable after one that is not fixed',
      range(steps, compare('step', '>=', { S: 'b' })),
      'sk begins_with STEP# | residual step >=',
    ],
  ];
  test.each(cases)('%s', (_, actual, expected) => expect(actual).toBe(expected));

  test('contradicting bounds send no request', () => {
    const result = planned(
      reviews,
      compare('review_id', '>=', { S: 'b' }),
      compare('review_id', '<', { S: 'a' }),
    );
    expect(result).toMatchObject({ operation: 'merge', branches: [] });
  });

  test('it is newest first if the next variable is a time, unless another order is requested', () => {
    const order = (question: { order?: 'asc' }, ...more: Condition[]) =>
      plan(orders, 't', { conditions: [S('pk', 'a'), ...more], ...question });
    expect(order({})).toMatchObject({ descending: true });
    expect(order({ order: 'asc' })).toMatchObject({ descending: false });
    expect(plan(reviews, 't', { conditions: [S('pk', 'a')] })).toMatchObject({ descending: false });
    expect(plan(padded, 't', { conditions: [S('pk', 'a'), N('n', '42')] })).toMatchObject({
      descending: false,
    });
  });
});

/** Words around the separators: prefixes of each other, continued by characters that sort below and above them. */
const WORDS = ['R', 'R1', 'R10', 'R!', 'R~', 'R 1', 'Ra', 'Rä', 'R😀', 'S', 'A', '\u{FF5E}', 'é'];
const TIMES = [
  ...['2025-06-16', '2025-06-16T12:00', '2025-06-16T12:00:00', '2025-06-16T12:00:00Z'],
  ...[
    '2025-06-16T12:00:00.250Z',
    '2025-06-16T12:00:00.5',
    '2025-06-16T11:59:59.999Z',
    '2025-06-16T12:00:01Z',
  ],
  ...['2025-06-15', '2025-06-17T00:00:00+00:00', '2024-12-31T23:59:59Z'],
];
const INSTANTS = [
  '2025-06-16T00:00:00.000000000',
  NOON,
  '2025-06-16T12:00:00.250000000',
  '2025-06-15T23:59:59.500000000',
];

interface Made {
  readonly table: TableDefinition;
  readonly items: readonly Item[];
  readonly conditions: readonly Condition[];
}

/** A key of two variables, the first a word or a time that may exist outside of the key too, and conditions on them. */
const made: fc.Arbitrary<Made> = fc
  .record({
    separator: fc.constantFrom('#', '|', '_', '/', '::', ' '),
    start: fc.constantFrom('', 'E#', 'E'),
    isTime: fc.boolean(),
    isHidden: fc.boolean(),
    isLast: fc.boolean(),
  })
  .chain(({ separator, start, isTime, isHidden, isLast }) => {
    const values = (isTime ? TIMES : WORDS).filter((word) => isLast || !word.includes(separator[0] ?? ''));
    const first = { ...(isTime ? time : text), ...(isHidden && { virtual: true }) };
    const template = isLast ? `${start}{first}` : `${start}{first}${separator}{second}`;
    const table = tableOf(template, { first, second: hidden });
    const items = values.flatMap((word) =>
      ['1', '2', 'R'].map((rank): Item => {
        const sk = isLast ? start + word : start + word + separator + rank;
        return { pk: { S: 'a' }, sk: { S: sk }, ...(!isHidden && { first: { S: word } }) };
      }),
    );
    // Other entities of the table, next to the first and the last key of this one.
    const others = ['A', 'D', 'E', 'E"', 'E$', 'E\u{FF5E}', 'F'].map(
      (sk): Item => ({ pk: { S: 'a' }, sk: { S: sk } }),
    );
    const path = ['first'];
    const base = { path, origin: ANY_ORIGIN };
    const operand = fc.constantFrom(...values, ...values.map((word) => [...word].slice(0, 2).join('')));
    const plain = fc
      .tuple(fc.constantFrom('<', '<=', '>', '>=', 'begins_with', '!=' as const), operand)
      .map(([operator, word]) => ({ ...base, operator, value: { S: word } }) as Condition);
    const end = fc.option(fc.record({ instant: fc.constantFrom(...INSTANTS), inclusive: fc.boolean() }), {
      nil: undefined,
    });
    const window = fc.tuple(end, end).map(
      ([after, upTo]): Condition => ({
        ...base,
        operator: 'window',
        window: { format: 'time', ...(after && { after }), ...(upTo && { upTo }) },
      }),
    );
    return fc
      .array(isTime ? fc.oneof(plain, window) : plain, { minLength: 1, maxLength: 3 })
      .map((conditions) => ({
        table,
        items: start === 'E#' ? [...items, ...others] : items,
        conditions,
      }));
  });

describe('a range on a template finds exactly the items that meet the conditions', () => {
  test('whatever the separators and values', () => {
    fc.assert(
      fc.property(made, ({ table, items, conditions }) => {
        const result = planned(table, ...conditions);
        const found = items.filter((item) => isFound(result, item));
        const wanted = items.filter((item) => {
          const key = item.sk && 'S' in item.sk ? item.sk.S : '';
          const isOfEntity = key.startsWith(table.attributes.sk?.template?.split('{')[0] ?? '');
          return isOfEntity && conditions.every((condition) => holds(condition, withFirst(table, item, key)));
        });
        expect(found.map(({ sk }) => sk)).toEqual(wanted.map(({ sk }) => sk));
      }),
      { numRuns: 3000 },
    );
  });
});

/** The item with its first variable, cut out of the key at the first separator. */
function withFirst({ attributes }: TableDefinition, item: Item, key: string): Item {
  const [start = '', , rest = ''] = (attributes.sk?.template ?? '').split(/\{first\}()/);
  const separator = rest.replace('{second}', '');
  if (!key.startsWith(start) || item.first) return item;
  const inside = key.slice(start.length);
  const at = separator === '' ? inside.length : inside.indexOf(separator, 1);
  return at < 1 ? item : { ...item, first: { S: inside.slice(0, at) } };
}

/** Whether DynamoDB finds an item by the key condition and the filter, and it stands the check. */
function isFound(result: Plan, item: Item): boolean {
  if (!isQuery(result)) throw new Error(result.operation);
  const inKey = result.branches.some(({ key }) =>
    key.every((one) => {
      const value = item[one.attribute] ?? { NULL: true };
      if (one.operator === 'between')
        return (order(value, one.low) ?? -1) >= 0 && (order(value, one.high) ?? 1) <= 0;
      const { attribute, ...rest } = one;
      return holds({ path: [attribute], origin: ANY_ORIGIN, ...rest }, item);
    }),
  );
  return inKey && result.filter.every((one) => holds(one, item)) && meetsResidual(result, item);
}
