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

describe('on a terminal, where that is wanted', () => {
  test('an item that is the only one is shown as a record, in whatever page it comes', async () => {
    expect(await text(table, view, [A])).toBe('id    a\nnote  n\n');
    expect(await text(table, view, [], [A], [])).toBe('id    a\nnote  n\n');
  });

  test('two are rows, also when the second comes late', async () => {
    expect(await text(table, view, [A], [], [B], [C])).toBe('id\na\nb\nc\n');
  });

  test('nothing is nothing', async () => {
    expect(await text(table, view)).toBe('');
  });

  test('a fault behind the first item comes behind its record', async () => {
    expect(await broken(table, view, [A])).toEqual({ text: 'id    a\nnote  n\n', error: FAULT });
    expect(await broken(table, view, [A, B])).toEqual({ text: 'id\na\nb\n', error: FAULT });
  });
});

test('it reads no further than to the second item, and closes what it reads', async () => {
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
