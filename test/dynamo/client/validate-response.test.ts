import { describe, expect, test } from 'vitest';
import { wrongMember } from '../../../src/dynamo/client/validate-response';

const ofValue = (value: unknown) => wrongMember({ Items: [{ a: value }] });
const nested = (levels: number) =>
  JSON.parse(`${'{"L":['.repeat(levels)}{"S":"x"}${']}'.repeat(levels)}`) as object;

describe('a response is checked before anything relies on it', () => {
  test.each([
    {},
    {
      Items: [],
      Count: 0,
      ScannedCount: 0,
      LastEvaluatedKey: { a: { S: 'x' }, b: { N: '1' }, c: { B: 'eA==' } },
    },
    { Items: null, LastEvaluatedKey: null, ConsumedCapacity: null },
    { ConsumedCapacity: { TableName: 't', CapacityUnits: 0.5 } },
    { ConsumedCapacity: [{ CapacityUnits: 128 }, {}] },
    { Responses: { t: [{}] }, UnprocessedKeys: { t: { Keys: [{ a: { S: 'x' } }] } } },
    { Table: { KeySchema: [{ AttributeName: 'a', KeyType: 'HASH' }], AttributeDefinitions: [], New: 1 } },
    { TableNames: ['a'], LastEvaluatedTableName: 'a' },
    { Unknown: { to: 'us' } },
  ])('accepts %j', (answer) => {
    expect(wrongMember(answer)).toBeUndefined();
  });

  test.each([
    ['Items', ['x', {}, { length: 1 }, [null], [7], [[]], ['x']]],
    ['Item', ['x', [], 7, { a: 7 }]],
    ['Count', [-1, 1.5, '5', {}, 1e300]],
    ['ScannedCount', [-1, '5']],
    ['LastEvaluatedKey', ['end', {}, [], { a: 7 }, { a: { M: {} } }, { a: { L: [] } }]],
    [
      'ConsumedCapacity',
      [7, [null], [7], { CapacityUnits: -1 }, { CapacityUnits: 1e300 }, { CapacityUnits: '1' }],
    ],
    ['Responses', [[], { t: {} }, { t: [7] }]],
    ['UnprocessedKeys', [7, { t: 7 }, { t: { Keys: {} } }, { t: { Keys: [{}] } }]],
    ['TableNames', ['x', [7], {}]],
    ['LastEvaluatedTableName', [7, {}]],
    ['Table', [7, {}, { KeySchema: [] }, { KeySchema: [{}], AttributeDefinitions: [] }]],
  ])('rejects an invalid %s', (name, values) => {
    for (const value of values) expect(wrongMember({ [name]: value }), JSON.stringify(value)).toBe(name);
  });

  test.each([
    ['CreationDateTime', 1e300],
    ['TableSizeBytes', '5'],
    ['BillingModeSummary', 7],
    ['ProvisionedThroughput', { ReadCapacityUnits: 'x' }],
    ['StreamSpecification', { StreamEnabled: true, StreamViewType: 7 }],
    ['GlobalSecondaryIndexes', [{ IndexName: 'a' }]],
    ['LocalSecondaryIndexes', [{ IndexName: 'a', KeySchema: [], Projection: 7 }]],
  ])('rejects an invalid %s of a table', (name, value) => {
    expect(wrongMember({ Table: { KeySchema: [], AttributeDefinitions: [], [name]: value } })).toBe('Table');
  });

  test('requires values to have one type and the matching content', () => {
    for (const value of [
      ...[7, null, 'x', [1], {}, { S: 5 }, { S: null }, { N: 5 }, { M: 5 }, { M: null }, { M: [] }, { L: 5 }],
      ...[
        { L: { a: 1 } },
        { L: [null] },
        { M: { b: { X: 'y' } } },
        { SS: 5 },
        { NS: [5, null] },
        { BOOL: 'yes' },
      ],
      ...[{ NULL: false }, { X: 'y' }, { S: 'a', N: '1' }, JSON.parse('{"__proto__":{"S":"a"}}')],
    ])
      expect(ofValue(value), JSON.stringify(value)).toBe('Items');
    for (const value of [{ SS: ['a'] }, { NULL: true }, { BOOL: false }, { M: { __proto: { L: [] } } }])
      expect(ofValue(value)).toBeUndefined();
  });

  test('allows deeper nesting than DynamoDB stores, up to a limit', () => {
    expect(ofValue(nested(500))).toBeUndefined();
    for (const levels of [501, 100_000]) expect(ofValue(nested(levels))).toBe('Items');
  });
});
