import { expect, test } from 'vitest';
import type { Item } from '../../../src/dynamo/model/values';
import { table } from '../../../src/format/table/table';
import { shapeOf } from '../../../src/format/view';
import { REDACTED } from '../../../src/redact/redact';
import { broken, columns, table as definition, FAULT, pipe, terminal, text } from '../examples';

const ITEM: Item = {
  extra: { M: { a: { N: '1.0' } } },
  note: { S: 'short' },
  progress: { N: '55' },
  status: { S: 'broken' },
  took_ms: { N: '83500' },
  at: { S: '2025-06-16T21:19:33.789Z' },
  id: { S: 'job-1' },
};

test('one attribute per line: the key, then those of the definition, then the rest', async () => {
  expect(await text(table, pipe({ record: true }), [ITEM])).toBe(
    [
      'id        job-1',
      'at        2025-06-16T21:19:33.789Z',
      'status    broken',
      'progress  55',
      'took_ms   83500',
      'note      short',
      'extra     {"a":1.0}',
      '',
    ].join('\n'),
  );
});

test('on a terminal with units and a bar', async () => {
  const out = await text(table, terminal({ record: true }), [ITEM]);
  expect(out).toContain('status    ✗ broken\n');
  expect(out).toContain('progress  ███████████░░░░░░░░░  55%\n');
  expect(out).toContain('took_ms   1m 23s\n');
});

test('the whole item even if the definition has columns, unless the user chose some', async () => {
  const items = [ITEM, { id: { S: 'job-2' } }];
  expect(await text(table, pipe({ record: true, columns: ['id'] }), items)).toBe(
    await text(table, pipe({ record: true }), items),
  );
  expect(await text(table, pipe({ record: true, ...columns('extra.a', 'id') }), items)).toBe(
    'extra.a  1.0\nid       job-1\n\nid       job-2\n',
  );
});

test('an empty line between items, even across pages', async () => {
  const view = pipe({ record: true });
  const item = (id: string): Item => ({ id: { S: id } });
  expect(await text(table, view, [item('a'), item('b')], [], [item('c')])).toBe('id  a\n\nid  b\n\nid  c\n');
  expect(await broken(table, view, [item('a')])).toEqual({ text: 'id  a\n', error: FAULT });
});

test('long maps and multi-line texts take several lines on a terminal, and one line through a pipe', async () => {
  const item: Item = {
    id: { S: 'x' },
    note: { S: 'Error: no\n  at a.js:1\u001b[2J\nfake  attribute' },
    m: { M: { list: { L: [{ S: 'a'.repeat(40) }, { N: '12345678901234567890' }] }, e: { M: {} } } },
  };
  expect(await text(table, terminal({ record: true, width: 40 }), [item])).toBe(
    [
      'id    x',
      'note  Error: no\\n',
      '        at a.js:1\\u001b[2J\\n',
      '      fake  attribute',
      'm     {',
      '        "list": [',
      `          "${'a'.repeat(40)}",`,
      '          12345678901234567890',
      '        ],',
      '        "e": {}',
      '      }',
      '',
    ].join('\n'),
  );
  expect((await text(table, pipe({ record: true, width: 40 }), [item])).split('\n')).toHaveLength(4);
});

test('expired and redacted values are marked', async () => {
  const item: Item = { id: { S: 'x' }, password: REDACTED, ttl: { N: '1750000000' } };
  expect(await text(table, pipe({ record: true }), [item])).toBe(
    'id        x\nttl       1750000000 (expired)\npassword  [redacted]\n',
  );
  expect(await text(table, pipe({ record: true, ...columns('id') }), [item])).toBe('id  x\n(expired)\n');
  const coloured = await text(table, terminal({ record: true, color: true }), [item]);
  expect(coloured).toContain('\u001b[1mpassword\u001b[22m  \u001b[2m[redacted]\u001b[22m\n');
});

test('a guessed key does not come first', async () => {
  const guessed = { ...definition, keyIsAssumed: true, attributes: {} };
  const item: Item = { z: { S: '1' }, id: { S: '2' } };
  expect(await text(table, pipe({ record: true, shape: shapeOf(guessed) }), [item])).toBe('z   1\nid  2\n');
});
