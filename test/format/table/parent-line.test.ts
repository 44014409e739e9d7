import { expect, test } from 'vitest';
import type { TableDefinition } from '../../../src/dynamo/model/definition';
import type { Item } from '../../../src/dynamo/model/values';
import type { View, Whole } from '../../../src/format/formatter';
import { table } from '../../../src/format/table/table';
import { table as plain, terminal, text } from '../examples';

const batches: TableDefinition = {
  ...plain,
  display: { progress: 'progress', done: { completed: 'some', total: 'all' } },
};

const whole: Whole = {
  table: batches,
  by: 'id',
  item: {
    id: { S: 'b1\u001b[2J' },
    status: { S: 'broken' },
    progress: { N: '62.5' },
    some: { N: '5' },
    all: { N: '8' },
    note: { S: 'not shown' },
  },
};

const PARTS: readonly Item[] = [
  { id: { S: 'b1' }, note: { S: 'x' } },
  { id: { S: 'b1' }, note: { S: 'y' } },
];

const view = (found: Whole | undefined): View =>
  terminal({ columns: ['id', 'note'], whole: Promise.resolve(found) });

test('a line about the whole stands above its parts, which needn’t name it', async () => {
  expect(await text(table, view(whole), PARTS)).toBe(
    'b1\\u001b[2J  ✗ broken  ██████░░░░  63%  done 5/8\n\nnote\nx\ny\n',
  );
});

test('where the whole is not there, the parts name it', async () => {
  expect(await text(table, view(undefined), PARTS)).toBe('id  note\nb1  x\nb1  y\n');
});

test('without parts, there is nothing to say', async () => {
  expect(await text(table, view(whole))).toBe('');
});
