import { describe, expect, test } from 'vitest';
import { checkAsk } from '../../../src/core/question/ask';
import { conditionsOf } from '../../../src/core/question/conditions';
import { withoutOrigins } from '../../../src/dynamo/model/condition';
import type { TableDefinition } from '../../../src/dynamo/model/definition';

const table: TableDefinition = {
  command: ['t'],
  summary: '',
  name: 't',
  partitionKey: ['pk'],
  argument: 'id',
  attributes: {
    pk: { type: 'S', template: 'TENANT#{tenant}' },
    id: { type: 'S' },
    tenant: { type: 'S', option: 'tenant', virtual: true },
    policy: { type: 'S', option: 'policy', pattern: { expression: '[A-Z]{3}', meaning: 'three letters' } },
    created: { type: 'S', format: 'time', option: 'created' },
    count: { type: 'N', option: 'count' },
  },
  patterns: [],
};

const read = (values: Record<string, string>, argument?: string) =>
  conditionsOf(table, checkAsk({ command: 't', values, argument }), { now: 0 }).map(withoutOrigins);

const isOneOf = (name: string, ...values: object[]) => [{ path: [name], operator: 'in', values }];
const is = (name: string, value: object) => [{ path: [name], operator: '=', value }];

describe('an option takes a list', () => {
  test('of values that are read one by one', () => {
    expect(read({ tenant: 'acme, globex' })).toEqual(isOneOf('tenant', { S: 'acme' }, { S: 'globex' }));
    expect(read({ tenant: 'acme,acme' })).toEqual(is('tenant', { S: 'acme' }));
    expect(read({ count: '1,2.5' })).toEqual(isOneOf('count', { N: '1' }, { N: '2.5' }));
    expect(read({ policy: 'ABC,XYZ' })).toEqual(isOneOf('policy', { S: 'ABC' }, { S: 'XYZ' }));
    expect(read({ tenant: '"a, b",c' })).toEqual(isOneOf('tenant', { S: 'a, b' }, { S: 'c' }));
  });

  test.each([
    [{ tenant: 'acme,' }, 'The value is empty.'],
    [{ tenant: 'acme,a#b' }, "'a#b' contains '#'"],
    [{ policy: 'ABC,abc' }, "'abc' is not three letters."],
    [{ count: '1,two' }, "'two' is not a number"],
    [{ created: '2d' }, "'2d' is a relative time, and created equals it only by chance."],
  ])('of which each must be valid: %j', (values, message) => {
    expect(() => read(values as Record<string, string>)).toThrow(message);
  });

  test('but an argument is one value, with its commas and quotes', () => {
    expect(read({}, 'a,b')).toEqual(is('id', { S: 'a,b' }));
    expect(read({}, '"a"')).toEqual(is('id', { S: '"a"' }));
    expect(() => read({}, '')).toThrow('The value is empty.');
  });
});
