import fc from 'fast-check';
import type { AttributeValue, Item } from '../../src/dynamo/model/values';
import { type Exact, ExactNumber, ExactObject } from './exact-json';

/** Numbers as DynamoDB and its emulators write them. */
const numberText: fc.Arbitrary<string> = fc.oneof(
  fc.integer().map(String),
  fc.constantFrom('0', '-0', '0.0', '1.50', '1E+2', '1e-130', '9.9999999999999999999999999999999999999E+125'),
  fc.bigInt({ min: -(10n ** 38n - 1n), max: 10n ** 38n - 1n }).map(String),
  fc
    .tuple(fc.bigInt({ min: 0n, max: 10n ** 19n }), fc.stringMatching(/^\d{1,18}$/))
    .map(([a, b]) => `-${a}.${b}`),
);

/** Any string, including control characters, halves of surrogate pairs, and special characters of the formats. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  fc.constantFrom(
    '',
    '=1+1',
    '+1',
    '-1',
    '@x',
    '\tx',
    '\rx',
    '"',
    ',',
    '\r\n',
    '\n',
    "'",
    '\u001b[31m',
    '\u202e',
    '\ufeffx',
  ),
);

const name: fc.Arbitrary<string> = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.constantFrom('__proto__', 'constructor', '1', '0', 'a.b', 'a-b', 'toString', 'é', '\u001b[2J'),
);

const binary = fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('base64'));

/** A map as JSON.parse creates it, in which `__proto__` is an ordinary attribute. */
function mapOf(value: fc.Arbitrary<AttributeValue>): fc.Arbitrary<Item> {
  return fc
    .uniqueArray(fc.tuple(name, value), { selector: ([key]) => key, maxLength: 6 })
    .map((entries) => Object.fromEntries(entries));
}

const { value, map } = fc.letrec<{ value: AttributeValue; map: Item }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    anyText.map((S) => ({ S })),
    numberText.map((N) => ({ N })),
    binary.map((B) => ({ B })),
    fc.boolean().map((BOOL) => ({ BOOL })),
    fc.constant({ NULL: true as const }),
    fc.uniqueArray(anyText, { minLength: 1 }).map((SS) => ({ SS })),
    fc.uniqueArray(numberText, { minLength: 1 }).map((NS) => ({ NS })),
    fc.uniqueArray(binary, { minLength: 1 }).map((BS) => ({ BS })),
    tie('map').map((M) => ({ M })),
    fc.array(tie('value'), { maxLength: 5 }).map((L) => ({ L })),
  ),
  map: mapOf(tie('value')),
}));

export const attributeValue = value;
export const item = map;
/** Pages of items, some of them empty. */
export const pages = fc.array(fc.array(item, { maxLength: 4 }), { maxLength: 4 });

/** Returns a value as lossless JSON. */
export function exact(typed: AttributeValue): Exact {
  if ('S' in typed) return typed.S;
  if ('N' in typed) return new ExactNumber(typed.N);
  if ('B' in typed) return typed.B;
  if ('BOOL' in typed) return typed.BOOL;
  if ('NULL' in typed) return null;
  if ('M' in typed) return exactItem(typed.M);
  if ('L' in typed) return typed.L.map(exact);
  if ('NS' in typed) return typed.NS.map((number) => new ExactNumber(number));
  return 'SS' in typed ? typed.SS : typed.BS;
}

export function exactItem(source: Item): ExactObject {
  return new ExactObject(Object.entries(source).map(([key, inner]) => [key, exact(inner)]));
}
