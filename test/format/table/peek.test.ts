import { describe, expect, test } from 'vitest';
import type { Item } from '../../../src/dynamo/model/values';
import { peek } from '../../../src/format/table/peek';
import { table } from '../../../src/format/table/table';
import { broken, FAULT, terminal, text } from '../examples';

const [A, B, C] = ['a', 'b', 'c'].map((id): Item => ({ id: { S: id }, note: { S: 'n' } })) as [
  Item,
  Item,
  Item,
];
const view = terminal({ single: true, columns: ['id'] });

describe('on a terminal, when enabled', () => {
  test('a single item is shown as a record, whichever page contains it', async () => {
    expect(await text(table, view, [A])).toBe('id    a\nnote  n\n');
    expect(await text(table, view, [], [A], [])).toBe('id    a\nnote  n\n');
  });

  test('two items are rows, even if the second is in a later page', async () => {
    expect(await text(table, view, [A], [], [B], [C])).toBe('id\na\nb\nc\n');
  });

  test('no items are empty output', async () => {
    expect(await text(table, view)).toBe('');
  });

  test('an error after the first item follows its record', async () => {
    expect(await broken(table, view, [A])).toEqual({ text: 'id    a\nnote  n\n', error: FAULT });
    expect(await broken(table, view, [A, B])).toEqual({ text: 'id\na\nb\n', error: FAULT });
  });
});

test('it reads only up to the second item, and closes the stream', async () => {
  let read = 0;
  let closed = false;
  async function* source() {
    try {
      for (; ; read++) yield { items: [A] };
    } finally {
      closed = true;
    }
  }
  const { seen, pages } = await peek(source());
  expect({ seen, read }).toEqual({ seen: 2, read: 1 });
  for await (const page of pages) {
    expect(page.items).toEqual([A]);
    break;
  }
  expect(closed).toBe(true);
});
