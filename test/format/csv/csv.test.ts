import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AttributeValue, Item } from '../../../src/dynamo/model/values';
import { csv } from '../../../src/format/csv/csv';
import { attributeValue, exact, pages } from '../arbitraries';
import { parseExact } from '../exact-json';
import { broken, chunks, columns, FAULT, NOW, pipe, terminal, text } from '../examples';

function read(out: string): string[][] {
  return parse(out, { record_delimiter: '\r\n' });
}

test('a header and one line per item, quoted where necessary', async () => {
  const items: Item[] = [
    { id: { S: 'a' }, note: { S: 'say "hi", ok' }, n: { N: '1.50' } },
    { id: { S: 'b' }, note: { S: 'two\nlines' }, n: { NULL: true } },
    { id: { S: 'c' }, m: { M: { x: { L: [{ N: '1' }] } } }, b: { BOOL: true }, bin: { B: 'AAE=' } },
  ];
  expect(await text(csv, pipe(columns('id', 'note', 'n', 'm', 'b', 'bin', 'm.x')), items)).toBe(
    'id,note,n,m,b,bin,m.x\r\na,"say ""hi"", ok",1.50,,,,\r\nb,"two\nlines",,,,,\r\nc,,,"{""x"":[1]}",true,AAE=,[1]\r\n',
  );
});

test('the header even without items, when the columns are known', async () => {
  for (const view of [pipe({ columns: ['id', 'at'] }), terminal(columns('id', 'at'))]) {
    expect(await text(csv, view)).toBe('id,at\r\n');
    expect(await text(csv, view, [])).toBe('id,at\r\n');
    expect(await broken(csv, view)).toEqual({ text: 'id,at\r\n', error: FAULT });
  }
  expect(await text(csv, pipe())).toBe('');
});

test('each page is written immediately, the header with the first', async () => {
  const view = pipe({ columns: ['id'] });
  expect(await chunks(csv, view, [], [{ id: { S: 'a' } }], [{ id: { S: 'b' } }])).toEqual([
    'id\r\na\r\n',
    'b\r\n',
  ]);
});

test('the columns of all items by default, the key first', async () => {
  const items: Item[][] = [
    [{ z: { N: '1' }, at: { S: 'then' }, id: { S: 'a' } }],
    [{ y: { N: '2' }, at: { S: 'now' }, id: { S: 'b' } }],
  ];
  const expected = 'id,at,z,y\r\na,then,1,\r\nb,now,,2\r\n';
  expect(await text(csv, pipe(), ...items)).toBe(expected);
  expect(await broken(csv, pipe(), ...items)).toEqual({ text: expected, error: FAULT });
});

test('text that a spreadsheet would read as a formula is escaped, numbers are not', async () => {
  const texts = ['=1+1', '+1', '-1', '@cmd', '\tx', '\rx', "'quoted", 'a=b', '-'];
  const items: Item[] = [...texts.map((S) => ({ v: { S } })), { v: { N: '-1' } }, { v: { N: '+=x' } }];
  const cells = (out: string) => read(out).map(([cell]) => cell);
  expect(cells(await text(csv, pipe(columns('v')), items))).toEqual([
    'v',
    ...["'=1+1", "'+1", "'-1", "'@cmd", "'\tx", "'\rx", "'quoted", 'a=b', "'-", '-1', "'+=x"],
  ]);
  const raw = await text(csv, pipe({ ...columns('v'), escapeFormulas: false }), items);
  expect(cells(raw)).toEqual(['v', ...texts, '-1', '+=x']);
});

test('the header is escaped too', async () => {
  expect(await text(csv, pipe(), [{ '=cmd()': { S: 'x' } }])).toBe("'=cmd()\r\nx\r\n");
});

test('an empty cell that is alone in its line is quoted, as readers would skip the line', async () => {
  const out = await text(csv, pipe(columns('v')), [{}, { v: { S: '' } }]);
  expect(out).toBe('v\r\n""\r\n""\r\n');
  expect(parse(out, { record_delimiter: '\r\n', skip_empty_lines: true })).toHaveLength(3);
});

test('times in the chosen format', async () => {
  const items = [{ at: { S: '2025-06-16T21:19:00Z' }, seen: { N: String(NOW) }, ttl: { N: '1750108800.5' } }];
  const view = pipe({ ...columns('at', 'seen', 'ttl'), times: 'utc' });
  expect(await text(csv, view, items)).toBe(
    'at,seen,ttl\r\n2025-06-16T21:19:00Z,2025-06-16T21:20:00Z,2025-06-16T21:20:00.500Z\r\n',
  );
  expect(await text(csv, { ...view, times: 'raw' }, items)).toContain(
    `2025-06-16T21:19:00Z,${NOW},1750108800.5`,
  );
});

/** Returns the unescaped cell of a value. JSON of nested values is compared by content. */
function expectCell(cell: string, value: AttributeValue | undefined): void {
  if (value === undefined || 'NULL' in value) expect(cell).toBe('');
  else if ('S' in value) expect(cell).toBe(asUtf8(value.S));
  else if ('N' in value) expect(cell).toBe(value.N);
  else if ('B' in value) expect(cell).toBe(value.B);
  else expect(parseExact(cell)).toEqual(exact(value));
}

/** Whether text has half a surrogate pair, which DynamoDB never stores and CSV cannot represent. */
function asUtf8(text: string): string {
  return Buffer.from(text).toString();
}

test('csv-parse reads the original items', async () => {
  await fc.assert(
    fc.asyncProperty(pages, async (source) => {
      const items = source.flat();
      const out = await text(csv, pipe({ escapeFormulas: false }), ...source);
      const [header = [], ...lines] = read(out);
      expect(new Set(header)).toEqual(new Set(items.flatMap(Object.keys)));
      expect(lines).toHaveLength(header.length === 0 ? 0 : items.length);
      lines.forEach((line, i) => {
        header.forEach((name, j) => {
          const item = items[i] ?? {};
          expectCell(line[j] ?? '', Object.hasOwn(item, name) ? item[name] : undefined);
        });
      });
    }),
    { numRuns: 500 },
  );
});

test('escaping formulas only adds an apostrophe', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(attributeValue), async (values) => {
      const items = values.map((v): Item => ({ v }));
      const [, ...defused] = read(await text(csv, pipe(columns('v')), items));
      const [, ...raw] = read(await text(csv, pipe({ ...columns('v'), escapeFormulas: false }), items));
      defused.forEach(([cell = ''], i) => {
        const [plain] = raw[i] ?? [];
        const formula = 'S' in (values[i] as AttributeValue) && /^[=+\-@\t\r]/.test(plain ?? '');
        expect(cell).toBe(formula ? `'${plain}` : plain);
      });
    }),
    { numRuns: 300 },
  );
});

test('attributes whose names look like paths or quoted names each have a column', async () => {
  const item = { a: { S: '1' }, '"a"': { S: '2' }, 'a.b': { S: '3' }, 'a[0]': { S: '4' }, '': { S: '5' } };
  expect(await text(csv, pipe({ escapeFormulas: false }), [item])).toBe(
    'a,"""a""",a.b,a[0],\r\n1,2,3,4,5\r\n',
  );
});
