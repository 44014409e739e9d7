import { inject } from 'vitest';
import type { AttributeDefinition } from '../../../src/dynamo/model/attribute-definition';
import type { AttributeValue } from '../../../src/dynamo/model/values';

const isDynalite = inject('engine') === 'dynalite';

/** An attribute of a generated table: its definition, and the few values that items and questions use. */
export interface Column {
  readonly name: string;
  readonly definition: AttributeDefinition;
  readonly values: readonly AttributeValue[];
}

/**
 * Names that are reserved, need a placeholder, or break careless code. (DynamoDB Local fails on a double quote in the key of a local
 * index, and dynalite on a key called `constructor`; DynamoDB accepts both.)
 */
export const NAMES = [
  ...['state', 'name', 'a.b', 'a-b', 'größe', '日付', '#x', ':v0', 'with space', 'type', 'size', 'count'],
  ...['items', 'UPPER', "it's", 'a[0]', '😀', 'ttl', 'hash', 'x', 'y.z', '_', '1st', 'length', 'key'],
  ...['order', 'value', 'table', 'index', 'a/b', 'null', '2.0', 'and', 'between', 'exists', 'not', 'in'],
];

const S = (...texts: string[]): AttributeValue[] => texts.map((text) => ({ S: text }));
const N = (...texts: string[]): AttributeValue[] => texts.map((text) => ({ N: text }));
const B = (...bytes: number[][]): AttributeValue[] =>
  bytes.map((some) => ({ B: Buffer.from(some).toString('base64') }));

/** 2025-06-16T12:00:00Z and slightly later, in the formats that producers use, and two texts that are not times. */
const TIMES = S(
  ...['2025-06-16T12:00:00', '2025-06-16T12:00:00Z', '2025-06-16T12:00:00.000Z', '2025-06-16T12:00:00+00:00'],
  ...['2025-06-16T12:00:00.250Z', '2025-06-16T12:00:00.25', '2025-06-16T12:00:00.5Z'],
  ...['2025-06-16T12:00:00.500000+00:00', '2025-06-16T12:00:00.500000001Z', '2025-06-16T12:00:01'],
  ...[
    '2025-06-16T12:00:01.250000',
    '2025-06-16T12:00:02Z',
    '2025-06-16T12:00:02.999Z',
    '2025-06-16T12:00:03',
  ],
  ...['2025-06-16T12:00:01 or so', 'soon'],
);
const SECOND = 1_750_075_200;
/** Ends of windows, at and between those times. */
export const INSTANTS = [
  ...['2025-06-16T11:59:59.000000000', '2025-06-16T12:00:00.000000000', '2025-06-16T12:00:00.250000000'],
  ...['2025-06-16T12:00:00.500000000', '2025-06-16T12:00:00.500000001', '2025-06-16T12:00:01.000000000'],
  ...['2025-06-16T12:00:01.250000000', '2025-06-16T12:00:02.000000000', '2025-06-16T12:00:03.500000000'],
];

const STATUSES = [
  { name: 'on', stored: ['on'] },
  { name: 'off', stored: ['off', 'OFF'] },
  { name: 'idle', stored: ['idle'] },
];

/** The last two sort in this order by UTF-8, but not by UTF-16, which dynalite's filters use. */
const WORDS = S('a', 'ab', 'abc', 'b', 'B', 'é', '10', '9', 'z', '\uff5e', ...(isDynalite ? [] : ['𝒳']));
const LONG = '1234567890123456789012345678901234567';
const NUMBERS = N('0', '1', '-1', '2', '10', '9', '0.5', '1e-7', `${LONG}8`, `${LONG}9`, '-1e20', '1.50');
const BINARIES = B([0], [1], [1, 2], [1, 255], [255], [127], [128], [1, 2, 3]);
const inner = (...values: AttributeValue[]): AttributeValue => ({
  M: { 'k.1': { L: values }, k: { N: '1' } },
});

/** The kinds of attributes that a key may have. */
export const KEY_KINDS = {
  text: { definition: { type: 'S' }, values: WORDS },
  number: { definition: { type: 'N' }, values: NUMBERS },
  binary: { definition: { type: 'B' }, values: BINARIES },
  time: { definition: { type: 'S', format: 'time' }, values: TIMES },
  seconds: {
    definition: { type: 'N', format: 'epoch-seconds' },
    values: N(...[0, 1, 1.5, 2, 3, 3.25].map((later) => `${SECOND + later}`), '0', '-1'),
  },
  millis: {
    definition: { type: 'N', format: 'epoch-millis' },
    values: N(...[0, 1, 250, 500, 999, 1000, 2000].map((later) => `${SECOND * 1000 + later}`)),
  },
  status: { definition: { type: 'S', values: STATUSES }, values: S('on', 'off', 'OFF', 'idle', 'odd') },
} satisfies Record<string, Omit<Column, 'name'>>;

/** Other attributes. Those without a type vary from item to item, which DynamoDB allows. */
export const PLAIN_KINDS = {
  flag: { definition: { type: 'BOOL' }, values: [{ BOOL: true }, { BOOL: false }] },
  map: {
    definition: { type: 'M' },
    values: [{ M: { k: { S: 'a' } } }, { M: { k: { N: '1.0' } } }, { M: {} }, inner({ S: 'b' }, { N: '2' })],
  },
  list: {
    definition: { type: 'L' },
    values: [
      { L: [] },
      { L: [{ S: 'a' }, { M: { k: { S: 'b' } } }] },
      { L: N('1', '2') },
      { L: S('b', 'a') },
    ],
  },
  strings: { definition: { type: 'SS' }, values: [{ SS: ['a', 'b'] }, { SS: ['ab'] }] },
  numbers: { definition: { type: 'NS' }, values: [{ NS: ['1', '2.50'] }, { NS: ['-1'] }] },
  binaries: { definition: { type: 'BS' }, values: [{ BS: ['AQI=', 'AA=='] }, { BS: ['/w=='] }] },
  mixed: {
    definition: { type: 'S' },
    values: [...S('a', 'ab'), ...N('1', '10'), ...B([1]), { BOOL: true }, { NULL: true }, { L: S('a') }],
  },
} satisfies Record<string, { definition: AttributeDefinition; values: AttributeValue[] }>;
