import { describe, expect, test } from 'vitest';
import { estimate } from '../../../src/dynamo/plan/estimate';
import type { GetPlan, QueryPlan, ScanPlan } from '../../../src/dynamo/plan/plan';

const base = {
  table: 'T',
  schema: { partitionKey: ['id'] },
  filter: [],
  residual: [],
  complete: false,
  count: false,
  rejected: [],
  notes: [],
};
const get: GetPlan = { ...base, operation: 'get', key: {} };
const query: QueryPlan = {
  ...base,
  operation: 'query',
  branches: [{ key: [] }],
  descending: false,
  allAttributes: false,
};
const scan: ScanPlan = { ...base, operation: 'scan', segments: 1 };

describe('the estimate of a plan', () => {
  test('a GetItem of an item of up to 4 KB costs half a unit', () => {
    expect(estimate(get, undefined)).toMatchObject({
      capacityUnits: 0.5,
      reading: 'one item',
      measured: false,
    });
    expect(estimate(get, { bytes: 10_000, items: 1 })).toMatchObject({ capacityUnits: 1.5, measured: true });
  });

  test('a Query with a limit is estimated by that limit, any other per thousand items', () => {
    expect(estimate({ ...query, limit: 80 }, { bytes: 1_024_000, items: 1000 })).toEqual({
      capacityUnits: 10,
      reading: 'at most 80 items',
      itemBytes: 1024,
      measured: true,
    });
    expect(estimate(query, undefined)).toMatchObject({
      capacityUnits: 125,
      reading: 'each 1,000 items read',
    });
  });

  test('each branch of a merge may read up to the limit', () => {
    const merge: QueryPlan = { ...query, operation: 'merge', branches: [{ key: [] }, { key: [] }], limit: 8 };
    expect(estimate(merge, undefined)).toMatchObject({ capacityUnits: 2, reading: 'at most 16 items' });
  });

  test('items completed by BatchGetItem cost half a unit more each', () => {
    expect(estimate({ ...query, limit: 8, complete: true }, undefined)).toMatchObject({
      capacityUnits: 1 + 4,
    });
  });

  test('a table that DynamoDB has not measured yet has an unknown size', () => {
    expect(estimate(scan, { bytes: 0, items: 0 })).toEqual({
      ...estimate(scan, undefined),
      uncounted: true,
    });
  });

  test('a Scan reads the whole table', () => {
    expect(estimate(scan, { bytes: 8_192_000, items: 10 })).toMatchObject({
      capacityUnits: 1000,
      reading: 'the whole table',
    });
  });
});
