import { expect, test } from 'vitest';
import type { AttributeDefinition } from '../../../src/dynamo/model/attribute-definition';
import type { TableDefinition } from '../../../src/dynamo/model/definition';
import { withDefinitions } from '../../../src/dynamo/model/merge-definitions';

const table = (
  attributes: Readonly<Record<string, AttributeDefinition>>,
  more: Partial<TableDefinition> = {},
): TableDefinition => ({
  command: [],
  summary: '',
  name: 't',
  partitionKey: ['pk'],
  attributes,
  patterns: [],
  ...more,
});

const status = { type: 'S', values: [{ name: 'done', stored: ['DONE'] }] } as const;
const described = table({ pk: { type: 'S' }, at: { type: 'S' } }, { sortKey: ['at'] });

test('a table that is asked by its name uses what its definition knows about attributes', () => {
  const own = table(
    {
      pk: { type: 'S', template: 'ORDER#{id}', pattern: { expression: 'x', meaning: 'x' } },
      id: { type: 'S', virtual: true, option: 'id' },
      at: { type: 'S', format: 'time', description: 'when' },
      status,
      token: { type: 'S', secret: true },
    },
    { columns: ['at'], ttl: 'ttl', argument: 'id', patterns: [{ question: 'q', ask: {} }] },
  );
  expect(withDefinitions(described, [own])).toEqual({
    ...described,
    attributes: {
      // Its keys are those of the table, and other items may have other keys and values.
      pk: { type: 'S' },
      at: { type: 'S', format: 'time', description: 'when' },
      status: { ...status, open: true },
      token: { type: 'S', secret: true },
    },
    columns: ['at'],
    ttl: 'ttl',
  });
});

test('several definitions of one table are used where they agree, and every secret stays one', () => {
  const orders = table(
    { at: { type: 'S', format: 'time' }, size: { type: 'N' }, status, key: { type: 'S', secret: true } },
    { columns: ['at'] },
  );
  const users = table(
    { at: { type: 'S' }, size: { type: 'S' }, status, key: { type: 'S' }, name: { type: 'S' } },
    { columns: ['name'] },
  );
  const merged = withDefinitions(described, [orders, users]);
  expect(merged.columns).toBeUndefined();
  expect(merged.attributes).toEqual({
    pk: { type: 'S' },
    at: { type: 'S' },
    status: { ...status, open: true },
    key: { type: 'S', secret: true },
    name: { type: 'S', mixed: true },
  });
});

test('a secret remains one if definitions disagree on its type, and a key has the type of the table', () => {
  const merged = withDefinitions(described, [
    table({ at: { type: 'S', format: 'time' }, pin: { type: 'N', secret: true } }),
    table({ pin: { type: 'S' } }),
  ]);
  expect(merged.attributes).toEqual({
    pk: { type: 'S' },
    at: { type: 'S', format: 'time' },
    pin: { type: 'N', mixed: true, secret: true },
  });
});

test('the types of keys are those that DynamoDB reports', () => {
  const wrong = table({ at: { type: 'N', format: 'epoch-seconds' }, pk: { type: 'N', secret: true } });
  expect(withDefinitions(described, [wrong]).attributes).toEqual({
    pk: { type: 'S', secret: true },
    at: { type: 'S' },
  });
  expect(withDefinitions(described, [])).toEqual(described);
});
