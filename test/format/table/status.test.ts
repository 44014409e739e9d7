import { expect, test } from 'vitest';
import type { AttributeDefinition } from '../../../src/dynamo/model/attribute-definition';
import { isStatus, meaningOf } from '../../../src/format/table/status';

const declared: AttributeDefinition = {
  type: 'S',
  format: 'status',
  values: [
    // The definition overrides the meaning derived from the word.
    { name: 'done', stored: ['DONE', 'running'], meaning: 'good' },
    { name: 'odd', stored: ['odd'] },
  ],
};

test.each([
  ['done', 'good'],
  ['DONE', 'good'],
  ['running', 'good'],
  ['odd', undefined],
  ['failed', 'bad'],
])('by the definition %s is %s', (status, meaning) => {
  expect(meaningOf(declared, status)).toBe(meaning);
});

test.each([
  ['SUCCEEDED', 'good'],
  ['TIMED_OUT', 'bad'],
  ['timed-out', 'bad'],
  ['In Progress', 'active'],
  ['Pending', 'idle'],
  ['constructor', undefined],
  ['', undefined],
])('by its word %s is %s', (status, meaning) => {
  expect(meaningOf({ type: 'S', format: 'status' }, status)).toBe(meaning);
});

test.each([
  ['status', true],
  ['sync_status', true],
  ['syncStatus', true],
  ['job.status', true],
  ['statuses', false],
  ['prestatus', false],
  ['status_reason', false],
])('without a definition a column called %s: %s', (name, expected) => {
  expect(isStatus(undefined, name)).toBe(expected);
});

test('a definition takes precedence', () => {
  expect(isStatus({ type: 'S' }, 'status')).toBe(false);
  expect(isStatus({ type: 'S', format: 'status' }, 'phase')).toBe(true);
});
