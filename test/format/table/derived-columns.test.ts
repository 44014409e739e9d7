import { expect, test } from 'vitest';
import type { TableDefinition } from '../../../src/dynamo/model/definition';
import type { Item } from '../../../src/dynamo/model/values';
import { table } from '../../../src/format/table/table';
import { shapeOf } from '../../../src/format/view';
import { columns, pipe, table as plain, terminal, text } from '../examples';

const batches: TableDefinition = {
  ...plain,
  attributes: { ...plain.attributes, from: { type: 'S', format: 'time' }, to: { type: 'S', format: 'time' } },
  display: { done: { completed: 'some', total: 'all' }, duration: { from: 'from', to: 'to' } },
};

const ITEMS: readonly Item[] = [
  {
    id: { S: 'a' },
    some: { N: '5' },
    all: { N: '8' },
    from: { S: '2025-06-16T21:00:00Z' },
    to: { S: '2025-06-16T21:01:23.5Z' },
  },
  { id: { S: 'b' }, some: { N: '0' }, from: { S: '2025-06-16T21:00:00Z' } },
];

const COLUMNS = ['id', 'some', 'all', 'from', 'to', 'note'];

test('a terminal shows the duration and the number of completed parts', async () => {
  expect(await text(table, terminal({ shape: shapeOf(batches), columns: COLUMNS }), ITEMS)).toBe(
    [
      'id  done  from                  duration  note',
      'a   5/8   2025-06-16T21:00:00Z    1m 23s',
      'b         2025-06-16T21:00:00Z',
      '',
    ].join('\n'),
  );
});

test('so does a record, next to the source attributes', async () => {
  const out = await text(table, terminal({ shape: shapeOf(batches), record: true }), ITEMS);
  expect(out).toContain('to        2025-06-16T21:01:23.5Z\n');
  expect(out).toContain('duration  1m 23s\ndone      5/8\n');
});

test('chosen columns and pipes get the stored values', async () => {
  const header = async (view: Parameters<typeof text>[1]) => (await text(table, view, ITEMS)).split('\n')[0];
  expect(await header(terminal({ shape: shapeOf(batches), ...columns(...COLUMNS) }))).toMatch(
    /some +all +from +to +note/,
  );
  expect(await header(pipe({ shape: shapeOf(batches), columns: COLUMNS }))).toMatch(
    /some +all +from +to +note/,
  );
});

test('an attribute with the same name is not replaced', async () => {
  const table2 = { ...batches, attributes: { ...batches.attributes, duration: { type: 'S' as const } } };
  const items = [{ ...ITEMS[0], duration: { S: 'ages' } } as Item];
  const out = await text(
    table,
    terminal({ shape: shapeOf(table2), columns: [...COLUMNS, 'duration'], width: 120 }),
    items,
  );
  expect(out).toContain('ages');
  const undeclared = await text(table, terminal({ shape: shapeOf(batches), record: true }), items);
  expect(undeclared).toContain('duration  ages\n');
});

test('a life with both ends has a duration in place of its end, unless the display says otherwise', async () => {
  const { display: _, ...undeclared } = batches;
  const life = { began: 'from', ended: 'to' };
  const header = async (definition: TableDefinition, names: readonly string[]) =>
    (await text(table, terminal({ shape: shapeOf(definition), columns: names }), ITEMS)).split('\n')[0];
  expect(await header({ ...undeclared, life }, ['id', 'from', 'to'])).toBe(
    'id  from                  duration',
  );
  expect(await header({ ...undeclared, life }, ['id', 'from'])).toBe('id  from');
  expect(await header({ ...undeclared, life, display: { duration: false } }, ['id', 'from', 'to'])).toMatch(
    / to$/,
  );
});

test('a stored duration takes the place of the end', async () => {
  const timed: TableDefinition = {
    ...plain,
    attributes: { ...batches.attributes, duration_s: { type: 'N', format: 'seconds' } },
    life: { began: 'from', ended: 'to' },
  };
  const items = ITEMS.map((item, i) => (i === 0 ? { ...item, duration_s: { N: '83' } } : item));
  const view = { shape: shapeOf(timed), columns: ['id', 'from', 'to', 'note', 'duration_s'] };
  expect(await text(table, terminal(view), items)).toBe(
    [
      'id  from                  duration_s  note',
      'a   2025-06-16T21:00:00Z      1m 23s',
      'b   2025-06-16T21:00:00Z',
      '',
    ].join('\n'),
  );
  expect(await text(table, pipe(view), items)).toMatch(/^id +from +to +note +duration_s\n/);
});
