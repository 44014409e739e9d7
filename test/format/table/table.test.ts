import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import type { AttributeValue, Item } from '../../../src/dynamo/model/values';
import { table } from '../../../src/format/table/table';
import { shapeOf } from '../../../src/format/view';
import { REDACTED } from '../../../src/redact/redact';
import { broken, chunks, columns, table as definition, FAULT, NOW, pipe, terminal, text } from '../examples';

function lines(out: string): string[] {
  return out.split('\n').slice(0, -1);
}

const JOBS: readonly Item[] = [
  { id: { S: 'job-1' }, at: { S: '2025-06-16T21:19:33.789Z' }, status: { S: 'DONE' }, count: { N: '7' } },
  { id: { S: 'job-22' }, at: { S: '2025-06-16T21:19:34Z' }, status: { S: 'broken' }, count: { N: '1234' } },
];

test('a header, two spaces between columns, right-aligned numbers, no trailing spaces', async () => {
  expect(await text(table, pipe(columns('id', 'count', 'at', 'status')), JOBS)).toBe(
    [
      'id      count  at                        status',
      'job-1       7  2025-06-16T21:19:33.789Z  DONE',
      'job-22   1234  2025-06-16T21:19:34Z      broken',
      '',
    ].join('\n'),
  );
});

test('a terminal shows the meaning of a status with a symbol, and with color when enabled', async () => {
  const view = terminal(columns('status', 'id'));
  expect(lines(await text(table, view, JOBS))).toEqual([
    'status    id',
    '✓ DONE    job-1',
    '✗ broken  job-22',
  ]);
  const coloured = lines(await text(table, { ...view, color: true }, JOBS));
  expect(coloured[0]).toBe('\u001b[1mstatus\u001b[22m    \u001b[1mid\u001b[22m');
  expect(coloured[1]).toBe('\u001b[32m✓ DONE\u001b[39m    job-1');
  expect(coloured[2]).toBe('\u001b[31m✗ broken\u001b[39m  job-22');
});

test('no items are empty output', async () => {
  for (const view of [pipe(), terminal(columns('id')), terminal({ record: true })]) {
    expect(await text(table, view)).toBe('');
    expect(await text(table, view, [], [])).toBe('');
  }
});

test('an error comes after all rows that were read', async () => {
  const view = terminal(columns('id'));
  expect(await broken(table, view, JOBS)).toEqual({ text: await text(table, view, JOBS), error: FAULT });
});

test('through a pipe the first page is written before the second is read', async () => {
  const events: string[] = [];
  async function* pages() {
    for (const id of ['a', 'b']) {
      events.push(`read ${id}`);
      yield { items: [{ id: { S: id } }] };
    }
  }
  for await (const chunk of table.format(pages(), pipe(columns('id')))) events.push(chunk);
  expect(events).toEqual(['read a', 'id\na\n', 'read b', 'b\n']);
});

describe('values', () => {
  const cases: readonly [string, AttributeValue, string, string][] = [
    // attribute, value, through a pipe, on a terminal
    ['took_ms', { N: '83500' }, '83500', '1m 23s'],
    ['took_ms', { N: '350' }, '350', '350ms'],
    ['took', { N: '83' }, '83', '1m 23s'],
    ['size', { N: '1234567' }, '1234567', '1.2 MB'],
    ['progress', { N: '55' }, '55', '█████░░░░░  55%'],
    ['count', { N: '12345678901234567890123456789012345678' }, '12345678901234567890123456789012345678', '='],
    ['count', { N: '1.500' }, '1.500', '='],
    ['count', { N: '-0' }, '-0', '='],
    ['ttl', { N: '1750999999' }, '1750999999', '='],
    ['ttl', { N: '1750000000' }, '1750000000 (expired)', '='],
    ['seen', { N: '1750108800000' }, '1750108800000', '='],
    ['at', { S: '2025-06-16T21:19:33.789123456+00:00' }, '2025-06-16T21:19:33.789123456+00:00', '='],
    ['status', { S: 'DONE' }, 'DONE', '✓ DONE'],
    ['outcome', { S: 'TIMED_OUT' }, 'TIMED_OUT', '✗ TIMED_OUT'],
    ['outcome', { S: 'whatever' }, 'whatever', '='],
    ['sync_status', { S: 'running' }, 'running', '▸ running'],
    ['note', { S: 'two\nlines\u001b[2J' }, 'two\\nlines\\u001b[2J', '='],
    ['note', { NULL: true }, 'null', '='],
    ['note', { BOOL: false }, 'false', '='],
    ['note', { B: 'AAE=' }, 'AAE=', '='],
    ['note', { M: { a: { L: [{ N: '1.0' }, { SS: ['x'] }] } } }, '{"a":[1.0,["x"]]}', '='],
    ['constructor', { S: 'a name that every object has' }, 'a name that every object has', '='],
  ];
  test.each(cases)('%s %j', async (name, value, piped, shown) => {
    const item = { id: { S: 'x' }, [name]: value };
    const cell = (out: string) => lines(out)[1]?.trim();
    expect(cell(await text(table, pipe(columns(name)), [item]))).toBe(piped);
    expect(cell(await text(table, terminal(columns(name)), [item]))).toBe(shown === '=' ? piped : shown);
  });

  test('times in the chosen format', async () => {
    const items = [
      {
        at: { S: '2025-06-16T21:19:00.5+00:00' },
        seen: { N: String(NOW + 300_000) },
        ttl: { N: '1750108801' },
      },
    ];
    const view = { ...terminal(columns('at', 'seen', 'ttl')), width: 120 };
    const row = async (times: 'utc' | 'relative') => lines(await text(table, { ...view, times }, items))[1];
    expect(await row('relative')).toBe('59s ago  in 5m  in 1s');
    expect(await row('utc')).toBe('2025-06-16T21:19:00.500Z  2025-06-16T21:25:00Z  2025-06-16T21:20:01Z');
  });

  test('a redacted value is dimmed, a stored value with the same text is not', async () => {
    const items: Item[] = [{ note: REDACTED }, { note: { S: '[redacted]' } }];
    const out = await text(table, terminal({ ...columns('note'), color: true }), items);
    expect(lines(out).slice(1)).toEqual(['\u001b[2m[redacted]\u001b[22m', '[redacted]']);
  });

  test('a column inside a redacted value is redacted', async () => {
    expect(await text(table, pipe(columns('password.salt')), [{ password: REDACTED }])).toContain(
      '[redacted]',
    );
  });
});

describe('widths', () => {
  const LONG = 'x'.repeat(300);

  test('nothing is truncated through a pipe', async () => {
    const items = [
      { id: { S: LONG }, note: { S: 'end' } },
      { id: { S: 'a' }, note: { S: 'end' } },
    ];
    const [header, first, second] = lines(await text(table, pipe(columns('id', 'note')), items));
    expect(first).toBe(`${LONG}  end`);
    // The following rows are not padded to the width of a very long cell.
    expect(header?.indexOf('note')).toBe(202);
    expect(second?.indexOf('end')).toBe(202);
  });

  test('through a pipe columns only grow from page to page', async () => {
    const item = (id: string): Item => ({ id: { S: id }, note: { S: 'n' } });
    const view = pipe(columns('id', 'note'));
    const out = await text(table, view, [item('1234')], [item('1')], [item('12345678')], [item('1')]);
    expect(lines(out)).toEqual(['id    note', '1234  n', '1     n', '12345678  n', '1         n']);
  });

  test.each([20, 40, 80, 120, 200])('no line is wider than a terminal of %i', async (width) => {
    const names = ['id', 'at', 'status', 'note'];
    const items: Item[] = [
      {
        id: { S: 'a'.repeat(18) },
        at: { S: '2025-06-16T21:19:33.789Z' },
        status: { S: 'DONE' },
        note: { S: LONG },
      },
      { id: { S: '日本語'.repeat(3) }, note: { S: '👩‍💻'.repeat(50) }, status: { S: 'é'.repeat(10) } },
    ];
    const late: Item[] = [{ id: { S: 'b'.repeat(19) }, note: { S: `${'\u0301'.repeat(5_000)}${LONG}` } }];
    const auto = { width, times: 'auto' } as const;
    for (const view of [terminal({ ...columns(...names), ...auto }), terminal({ columns: names, ...auto })]) {
      const out = lines(await text(table, view, items, late));
      const widest = Math.max(...out.map((line) => stringWidth(line)));
      // A label and twelve cells of text are the least.
      expect(widest).toBeLessThanOrEqual(Math.max(width, 22));
      if (width >= 80) expect(widest).toBe(width);
      expect(out.join('\n')).toContain('a'.repeat(18));
    }
  });

  test('every column is aligned with its header', async () => {
    const cells = [
      'plain',
      '日本語テキスト',
      '👩‍💻👍🏽🇩🇪',
      'e\u0301a\u0308 combined',
      'שלום',
      'ไทยคำ',
      '',
      '\u001b[31mred',
    ];
    const items = cells.map((S): Item => ({ id: { S }, note: { S: '|' } }));
    for (const view of [pipe(columns('id', 'note')), terminal({ ...columns('id', 'note'), width: 40 })]) {
      const [header = '', ...rows] = lines(await text(table, view, items));
      for (const row of rows) {
        const before = row.slice(0, row.indexOf('|'));
        expect(stringWidth(before)).toBe(header.indexOf('note'));
      }
    }
  });
});

describe('all columns of a table', () => {
  test('the key first, then as they appear', async () => {
    const [header] = lines(await text(table, pipe(), [{ z: { S: '1' }, at: { S: '2' }, id: { S: '3' } }]));
    expect(header).toBe('id  at  z');
  });

  test('a terminal shows the columns that fit, and names others', async () => {
    const item = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [`attribute_${i}`, { S: 'some value' }]),
    );
    const out = lines(await text(table, terminal({ moreHint: 'ask for more' }), [item]));
    expect(out.slice(0, 2).join(' ')).toMatch(/^not shown: attribute_6, .* and 16 more \(ask for more\)$/);
    expect(out[2]).toMatch(/^attribute_0 {2}attribute_1 {2}/);
    expect(Math.max(...out.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(lines(await text(table, pipe(), [item]))[0]).toContain('attribute_29');
  });

  test('new attributes in a later page start a new header', async () => {
    const out = await text(
      table,
      pipe(),
      [{ id: { S: 'a' } }],
      [{ id: { S: 'b' } }],
      [{ id: { S: 'c' }, x: { N: '1' } }],
    );
    expect(lines(out)).toEqual(['id', 'a', 'b', '', 'id  x', 'c   1']);
    expect(await chunks(table, pipe(), [{ id: { S: 'a' } }], [{ x: { S: 'b' } }])).toEqual([
      'id\na\n',
      '\nid  x\n    b\n',
    ]);
  });
});

describe('expired items', () => {
  const expired: Item = { id: { S: 'old' }, note: { S: 'x'.repeat(100) }, ttl: { N: '1750000000' } };
  const alive: Item = { id: { S: 'new' }, note: { S: 'y' }, ttl: { N: '1760000000.5' } };

  test('are marked at their time to live if that column is shown', async () => {
    const out = await text(table, pipe(columns('ttl', 'id')), [expired, alive]);
    expect(lines(out).slice(1)).toEqual(['1750000000 (expired)  old', '1760000000.5          new']);
  });

  test('otherwise at the end of their line', async () => {
    const view = pipe(columns('note', 'id'));
    expect(lines(await text(table, view, [expired, alive]))[1]).toMatch(/x {2}old {2}\(expired\)$/);
    for (const pages of [[[expired, alive]], [[alive], [expired]]]) {
      const out = lines(await text(table, terminal({ ...columns('id', 'note'), width: 40 }), ...pages));
      const marked = out.filter((line) => line.endsWith('  (expired)'));
      expect(marked).toHaveLength(1);
      expect(marked[0]?.startsWith('old')).toBe(true);
      expect(Math.max(...out.map((line) => stringWidth(line)))).toBeLessThanOrEqual(40);
    }
  });

  test('do not exist in a table without time to live', async () => {
    const { ttl: _, ...without } = definition;
    expect(await text(table, pipe({ shape: shapeOf(without) }), [expired])).not.toContain('(expired)');
  });
});
