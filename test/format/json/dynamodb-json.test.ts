import { NumberValueImpl, unmarshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AttributeValue, Item } from '../../../src/dynamo/model/values';
import { dynamodbJson } from '../../../src/format/json/dynamodb-json';
import { pages } from '../arbitraries';
import { broken, columns, FAULT, pipe, terminal, text } from '../examples';

const ITEMS: readonly Item[] = [
  { id: { S: 'a' }, n: { N: '1.0' }, m: { M: { b: { B: 'AAE=' } } } },
  { id: { S: 'b' }, none: { NULL: true } },
];

test('one typed item per line', async () => {
  for (const view of [pipe(), terminal()]) {
    expect(await text(dynamodbJson, view, ITEMS)).toBe(
      '{"Item":{"id":{"S":"a"},"n":{"N":"1.0"},"m":{"M":{"b":{"B":"AAE="}}}}}\n{"Item":{"id":{"S":"b"},"none":{"NULL":true}}}\n',
    );
  }
});

test('no items are empty output', async () => {
  expect(await text(dynamodbJson, pipe(), [])).toBe('');
});

test('chosen columns', async () => {
  expect(await text(dynamodbJson, pipe(columns('m.b', 'id')), ITEMS)).toBe(
    '{"Item":{"m.b":{"B":"AAE="},"id":{"S":"a"}}}\n{"Item":{"id":{"S":"b"}}}\n',
  );
});

test('an error comes after all lines that were read', async () => {
  expect(await broken(dynamodbJson, pipe(), ITEMS)).toEqual({
    text: await text(dynamodbJson, pipe(), ITEMS),
    error: FAULT,
  });
});

/** Converts a value as the SDK's unmarshaller does, which does not decode binary values. Implemented without the SDK. */
function native(typed: AttributeValue): unknown {
  if ('N' in typed) return new NumberValueImpl(typed.N);
  if ('NULL' in typed) return null;
  if ('M' in typed) return nativeItem(typed.M);
  if ('L' in typed) return typed.L.map(native);
  if ('SS' in typed) return new Set(typed.SS);
  if ('NS' in typed) return new Set(typed.NS.map((number) => new NumberValueImpl(number)));
  if ('BS' in typed) return new Set(typed.BS);
  return 'S' in typed ? typed.S : 'B' in typed ? typed.B : typed.BOOL;
}

function nativeItem(item: Item): object {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, native(value)]));
}

/** Whether a name is safe for the SDK's unmarshaller, which treats `__proto__` as the prototype. The next test covers that name. */
function hasProto(value: unknown): boolean {
  return JSON.stringify(value).includes('"__proto__":');
}

test("the SDK's unmarshaller reads the original items", async () => {
  await fc.assert(
    fc.asyncProperty(pages, async (read) => {
      fc.pre(!hasProto(read));
      for (const view of [pipe(), terminal()]) {
        const lines = (await text(dynamodbJson, view, ...read)).split('\n').slice(0, -1);
        const items = lines.map((line) => unmarshall(JSON.parse(line).Item, { wrapNumbers: true }));
        expect(items).toEqual(read.flat().map(nativeItem));
      }
    }),
    { numRuns: 500 },
  );
});

test('any items round-trip exactly', async () => {
  await fc.assert(
    fc.asyncProperty(pages, async (read) => {
      const lines = (await text(dynamodbJson, terminal(), ...read)).split('\n').slice(0, -1);
      expect(lines.map((line) => JSON.parse(line).Item)).toEqual(read.flat());
    }),
    { numRuns: 300 },
  );
});
