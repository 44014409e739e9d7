import { expect, test } from 'vitest';
import type { TableDefinition } from '../../../src/dynamo/model/definition';
import type { Item } from '../../../src/dynamo/model/values';
import { table } from '../../../src/format/table/table';
import { type ParentItem, shapeOf, type View } from '../../../src/format/view';
import { table as plain, terminal, text } from '../examples';

const batches: TableDefinition = {
  ...plain,
  display: { progress: 'progress', done: { completed: 'some', total: 'all' } },
};

const parent: ParentItem = {
  shape: shapeOf(batches),
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

const ITEMS: readonly Item[] = [
  { id: { S: 'b1' }, note: { S: 'x' } },
  { id: { S: 'b1' }, note: { S: 'y' } },
];

const view = (found: ParentItem | undefined): View =>
  terminal({ columns: ['id', 'note'], parent: Promise.resolve(found) });

test('a line about the parent is shown above its items, without repeating its id', async () => {
  expect(await text(table, view(parent), ITEMS)).toBe(
    'b1\\u001b[2J  ✗ broken  ██████░░░░  63%  done 5/8\n\nnote\nx\ny\n',
  );
});

test('without the parent, the items show its id', async () => {
  expect(await text(table, view(undefined), ITEMS)).toBe('id  note\nb1  x\nb1  y\n');
});

test('without items, nothing is shown', async () => {
  expect(await text(table, view(parent))).toBe('');
});
