import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test, vi } from 'vitest';
import type { Item, ItemPage } from '../../../src/dynamo/model/values';
import { table } from '../../../src/format/table/table';
import { shapeOf, type View } from '../../../src/format/view';
import { builtInTable } from '../../helpers/catalog';
import { anyText } from '../arbitraries';
import { broken, columns, FAULT, pipe, terminal, text, table as things } from '../examples';
import { HOSTILE, unsafe } from '../hostile';

const NOON = Date.UTC(2026, 10, 24, 12, 0, 0);

/** The view of a command's answer on a terminal. */
function viewOf(command: string, changes: Partial<View> = {}): View {
  const definition = builtInTable(command);
  if (!definition) throw new Error(command);
  const shape = shapeOf(definition);
  const more = { moreHint: '--wide shows everything', times: 'auto', now: NOON } as const;
  return terminal({ shape, columns: definition.columns, ...more, ...changes });
}

/** Shows items as a list of lines. */
async function shown(view: View, items: readonly Item[]): Promise<readonly string[]> {
  return (await text(table, view, items)).split('\n').slice(0, -1);
}

const execution = (id: string, status: string, more: Item = {}): Item => ({
  PK: { S: `EXECUTION#${id}` },
  SK: { S: 'JOB#job-sync-assets' },
  jit_event_id: { S: `jit-${id.slice(0, 8)}` },
  execution_id: { S: id },
  status: { S: status },
  created_at: { S: '2026-11-24T10:28:02.123Z' },
  ...more,
});

const POOL =
  'ConnectionError: HTTPSConnectionPool(host="api.github.example", port=443): Max retries exceeded';

const EXECUTIONS = [
  execution('cc12a410-b994-2f22-1c02-c4ddf679f1ab', 'failure', {
    errors: { S: POOL },
    completed_at: { S: '2026-11-24T10:30:41Z' },
  }),
  execution('bbe59a11-72e6-ad48-1d63-dc7907d0f7df', 'started', {
    created_at: { S: '2026-11-21T23:05:59+00:00' },
  }),
  execution('0ebbddaf-d4d3-63c0-f9e6-169e22421f73', 'failure', {
    jit_event_id: { S: '' },
    created_at: { S: '2025-11-21T23:05:59Z' },
    errors: { S: 'KeyError: "default_branch"' },
    completed_at: { S: '2025-11-21T23:06:00.500Z' },
  }),
];

describe('executions', () => {
  test('at 200 columns', async () => {
    expect(await shown(viewOf('executions', { width: 200 }), EXECUTIONS)).toEqual([
      `jit_event_id  execution_id                          status     errors${' '.repeat(POOL.length - 6)}  created_at   duration`,
      `jit-cc12a410  cc12a410-b994-2f22-1c02-c4ddf679f1ab  ✗ failure  ${POOL}  10:28:02       2m 38s`,
      `jit-bbe59a11  bbe59a11-72e6-ad48-1d63-dc7907d0f7df  ▸ started  ${' '.repeat(POOL.length)}  11-21 23:05`,
      `              0ebbddaf-d4d3-63c0-f9e6-169e22421f73  ✗ failure  KeyError: "default_branch"${' '.repeat(POOL.length - 26)}  2025-11-21       1.5s`,
    ]);
  });

  test('at 120 columns the message is wrapped', async () => {
    expect(await shown(viewOf('executions', { width: 120 }), EXECUTIONS)).toEqual([
      'jit_event_id  execution_id                          status     errors                              created_at   duration',
      'jit-cc12a410  cc12a410-b994-2f22-1c02-c4ddf679f1ab  ✗ failure  ConnectionError:                    10:28:02       2m 38s',
      '                                                               HTTPSConnectionPool(host="api.',
      '                                                               github.example", port=443): Max',
      '                                                               retries exceeded',
      'jit-bbe59a11  bbe59a11-72e6-ad48-1d63-dc7907d0f7df  ▸ started                                      11-21 23:05',
      '              0ebbddaf-d4d3-63c0-f9e6-169e22421f73  ✗ failure  KeyError: "default_branch"          2025-11-21       1.5s',
    ]);
  });

  test('at 80 columns it is below its row', async () => {
    expect(await shown(viewOf('executions', { width: 80 }), EXECUTIONS)).toEqual([
      'not shown: duration (--wide shows everything)',
      'jit_event_id  execution_id                          status     created_at',
      'jit-cc12a410  cc12a410-b994-2f22-1c02-c4ddf679f1ab  ✗ failure  10:28:02',
      '  errors  ConnectionError: HTTPSConnectionPool(host="api.github.example",',
      '          port=443): Max retries exceeded',
      'jit-bbe59a11  bbe59a11-72e6-ad48-1d63-dc7907d0f7df  ▸ started  11-21 23:05',
      '              0ebbddaf-d4d3-63c0-f9e6-169e22421f73  ✗ failure  2025-11-21',
      '  errors  KeyError: "default_branch"',
    ]);
  });

  test('at 40 columns each column has a line', async () => {
    expect(await shown(viewOf('executions', { width: 40 }), EXECUTIONS)).toEqual([
      'execution_id',
      'cc12a410-b994-2f22-1c02-c4ddf679f1ab',
      '  jit_event_id  jit-cc12a410',
      '  status        ✗ failure',
      '  errors        ConnectionError:',
      '                HTTPSConnectionPool(',
      '                host="api.github.',
      '                example", port=443): Max',
      '                retries exceeded',
      '  created_at    10:28:02',
      '  duration      2m 38s',
      'bbe59a11-72e6-ad48-1d63-dc7907d0f7df',
      '  jit_event_id  jit-bbe59a11',
      '  status        ▸ started',
      '  created_at    11-21 23:05',
      '0ebbddaf-d4d3-63c0-f9e6-169e22421f73',
      '  status        ✗ failure',
      '  errors        KeyError:',
      '                "default_branch"',
      '  created_at    2025-11-21',
      '  duration      1.5s',
    ]);
  });

  test('of one status: that is said above, and makes room', async () => {
    const failures = EXECUTIONS.filter(({ status }) => status && 'S' in status && status.S === 'failure');
    expect(await shown(viewOf('executions', { width: 80, asked: ['status'] }), failures)).toEqual([
      'status failure',
      'jit_event_id  execution_id                          created_at  duration',
      'jit-cc12a410  cc12a410-b994-2f22-1c02-c4ddf679f1ab  10:28:02      2m 38s',
      '  errors  ConnectionError: HTTPSConnectionPool(host="api.github.example",',
      '          port=443): Max retries exceeded',
      '              0ebbddaf-d4d3-63c0-f9e6-169e22421f73  2025-11-21      1.5s',
      '  errors  KeyError: "default_branch"',
    ]);
    const [line] = await shown(viewOf('executions', { width: 80, color: true }), failures);
    expect(line).toBe('\u001b[2mstatus\u001b[22m \u001b[31mfailure\u001b[39m');
  });

  test('--columns: all of them, in their order, in a line of their own if need be', async () => {
    const chosen = { ...columns('errors', 'execution_id', 'results', 'status'), width: 80 };
    expect(await shown(viewOf('executions', chosen), EXECUTIONS.slice(2))).toEqual([
      'execution_id                          results  status',
      '0ebbddaf-d4d3-63c0-f9e6-169e22421f73           ✗ failure',
      '  errors  KeyError: "default_branch"',
    ]);
  });

  test('--wide: what a pipe gets, with colors', async () => {
    const wide = await text(table, viewOf('executions', { width: 80, wide: true }), EXECUTIONS);
    const piped = await text(table, viewOf('executions', { terminal: false }), EXECUTIONS);
    expect(wide.replace(/[✗▸] (failure|started)/g, '$1').replace(/ +/g, ' ')).toBe(piped.replace(/ +/g, ' '));
    expect(piped).toMatch(/ 2026-11-24T10:28:02\.123Z +2026-11-24T10:30:41Z\n/);
    const view = viewOf('executions', { wide: true, color: true });
    expect(await text(table, view, EXECUTIONS)).toContain('\u001b[31m✗ failure\u001b[39m');
  });

  test('explicit times stay as they are asked for, or become short in their zone', async () => {
    const [, , row] = await shown(viewOf('executions', { width: 200, times: 'raw' }), EXECUTIONS);
    expect(row).toContain('  2026-11-21T23:05:59+00:00');
    const narrow = await text(table, viewOf('executions', { width: 80, times: 'raw' }), EXECUTIONS);
    expect(narrow).toContain('2026-11-24T10:28:02.123Z');
    const utc = { times: 'utc' } as const;
    expect(await text(table, viewOf('executions', { width: 200, ...utc }), EXECUTIONS)).toContain(
      '10:28:02.123Z',
    );
    expect(await text(table, viewOf('executions', { width: 80, ...utc }), EXECUTIONS)).toContain(
      '  10:28:02\n',
    );
  });
});

test('short times are in UTC, which is said where the clock shows another time', async () => {
  vi.stubEnv('TZ', 'Asia/Tokyo');
  const [above] = await shown(viewOf('executions', { width: 200 }), EXECUTIONS);
  vi.unstubAllEnvs();
  expect(above).toBe('times in UTC');
});

describe('index-executions', () => {
  const ARN =
    'arn:aws:states:us-east-1:123456789012:execution:InvoiceAgent:6a0f2d1b-93c4-4e7a-8b15-d20c7f6e4a98';
  const items: readonly Item[] = ['SUCCEEDED', 'RUNNING'].map((status, i) => ({
    executionArn: { S: `${ARN}${i}` },
    executionName: { S: `6a0f2d1b-93c4-4e7a-8b15-d20c7f6e4a98${i}` },
    agentName: { S: 'invoice-agent' },
    status: { S: status },
    startDate: { S: '2026-11-24T11:59:00Z' },
    ...(i === 0 && { stopDate: { S: '2026-11-24T11:59:12Z' }, durationSeconds: { N: '12' } }),
  }));

  test('what the argument takes is whole where it fits', async () => {
    expect(await shown(viewOf('index-executions', { width: 200 }), items)).toEqual([
      `executionArn${' '.repeat(ARN.length + 1 - 12)}  agentName      status       startDate  durationSeconds`,
      `${ARN}0  invoice-agent  ✓ SUCCEEDED  11:59:00               12s`,
      `${ARN}1  invoice-agent  ▸ RUNNING    11:59:00`,
    ]);
  });

  test('else its last part stands for it', async () => {
    expect(await shown(viewOf('index-executions', { width: 80 }), items)).toEqual([
      'agentName invoice-agent · startDate 11:59:00 · shortened: executionArn (--wide',
      'shows everything)',
      'executionArn                           status       durationSeconds',
      '6a0f2d1b-93c4-4e7a-8b15-d20c7f6e4a980  ✓ SUCCEEDED              12s',
      '6a0f2d1b-93c4-4e7a-8b15-d20c7f6e4a981  ▸ RUNNING',
    ]);
  });

  test('another name is kept beside it', async () => {
    const renamed = items.map((item) => ({ ...item, executionName: { S: 'nightly' } }));
    expect((await shown(viewOf('index-executions', { width: 200 }), renamed))[0]).toContain(
      '  executionName  ',
    );
    expect(await text(table, viewOf('index-executions', { terminal: false }), items)).toMatch(
      /^agentName +executionName /,
    );
  });
});

describe('find', () => {
  test('what the question names comes first, then the key', async () => {
    const view = terminal({
      ...viewOf('executions'),
      columns: undefined,
      shape: { key: ['PK', 'SK'], attributes: {} },
      width: 240,
      asked: ['status'],
    });
    const [header] = await shown(view, EXECUTIONS.slice(1));
    expect(header).toMatch(/^status +PK +SK +jit_event_id +execution_id +created_at +/);
    const piped = await text(table, { ...view, terminal: false }, EXECUTIONS);
    expect(piped).toMatch(/^PK +SK +jit_event_id /);
  });

  test('numbers in attributes with the name of a time read as times', async () => {
    const items = [
      {
        id: { S: 'x' },
        expiresAt: { N: '1795521600' },
        seen_at: { N: '1795521600123' },
        count: { N: '1795521600' },
      },
    ];
    const view = terminal({
      columns: undefined,
      shape: { key: ['id'], attributes: {} },
      times: 'auto',
      now: NOON,
    });
    expect((await shown(view, items))[1]).toBe('x   12:00:00   12:00:00  1795521600');
    expect(await text(table, { ...view, record: true }, items)).toContain(
      'expiresAt  2026-11-24T12:00:00Z\nseen_at    2026-11-24T12:00:00.123Z\ncount      1795521600\n',
    );
    expect(await text(table, { ...view, terminal: false }, items)).toContain('1795521600123');
  });
});

describe('expired items', () => {
  const item = (id: string, ttl: string, more: Item = {}): Item => ({
    id: { S: id },
    ttl: { N: ttl },
    ...more,
  });
  const items = [
    item('old', '1750000000', { note: { S: 'word '.repeat(20).trim() } }),
    item('new', '1760000000', { note: { S: 'x' } }),
  ];

  test('are marked at their time to live, which reads as a time', async () => {
    const view = terminal({ columns: ['id', 'ttl', 'note'], times: 'auto', width: 60 });
    const [, first] = await shown(view, items);
    expect(first).toMatch(/^old {2}06-15 15:06 \(expired\) {2}word word /);
  });

  test('otherwise on the first line of the item', async () => {
    const view = terminal({ columns: ['id', 'note'], times: 'auto', width: 50 });
    expect(await shown(view, items)).toEqual([
      'id   note',
      'old  word word word word word word word  (expired)',
      '     word word word word word word word',
      '     word word word word word word',
      'new  x',
    ]);
  });
});

describe('results that do not end', () => {
  const row = (i: number, more: Item = {}): Item => ({
    id: { S: `id-${i}` },
    note: { S: i % 2 === 0 ? 'n n' : 'nn' },
    status: { S: 'DONE' },
    ...more,
  });
  const view = terminal({ columns: ['id', 'status', 'note'], width: 16, times: 'auto' });

  test('rows of up to a thousand items are laid out together', async () => {
    const pages = Array.from({ length: 10 }, (_, i) => [row(i)]);
    const out: string[] = [];
    for await (const chunk of table.format(stream(pages), view)) out.push(chunk);
    expect(out).toHaveLength(1);
    expect(out[0]).toMatch(/^status DONE\nid {4}note\nid-0 {2}n n\n/);
  });

  test('after them, each page is written as it is read, with the same columns', async () => {
    const pages = [
      Array.from({ length: 1000 }, (_, i) => row(i)),
      [row(1)],
      [row(2, { note: { S: 'two big ones' } })],
    ];
    const out: string[] = [];
    for await (const chunk of table.format(stream(pages), view)) out.push(chunk);
    expect(out.slice(1)).toEqual(['id-1    nn\n', 'id-2    two\n        big\n        ones\n']);
  });

  test('a later page that does not fit gets a new header', async () => {
    const pages = [Array.from({ length: 1000 }, (_, i) => row(i)), [row(7, { status: { S: 'broken' } })]];
    const out: string[] = [];
    for await (const chunk of table.format(stream(pages), view)) out.push(chunk);
    expect(out[1]).toMatch(/^\nnot shown: note\nid {6}status\nid-7 {4}✗ broken\n/);
  });

  test('once there is a row, it is shown after a second', async () => {
    vi.useFakeTimers();
    try {
      let end = () => {};
      async function* pages(): AsyncGenerator<ItemPage> {
        yield { items: [row(1)] };
        await new Promise<void>((resolve) => {
          end = resolve;
        });
        yield { items: [row(2)] };
      }
      const iterator = table.format(pages(), view)[Symbol.asyncIterator]();
      const first = iterator.next();
      await vi.advanceTimersByTimeAsync(990);
      let isShown = false;
      first.then(() => {
        isShown = true;
      });
      await vi.advanceTimersByTimeAsync(1);
      expect(isShown).toBe(false);
      await vi.advanceTimersByTimeAsync(20);
      expect((await first).value).toContain('id-1');
      end();
      expect((await iterator.next()).value).toContain('id-2');
      expect((await iterator.next()).done).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  test('what was read before an interruption is shown', async () => {
    expect(await broken(table, view, [row(1)], [row(2)])).toEqual({
      text: await text(table, view, [row(1), row(2)]),
      error: FAULT,
    });
  });

  test('the source is closed when the reader stops', async () => {
    let isClosed = false;
    async function* pages(): AsyncGenerator<ItemPage> {
      try {
        for (let i = 0; ; i++) yield { items: Array.from({ length: 1000 }, () => row(i)) };
      } finally {
        isClosed = true;
      }
    }
    for await (const _ of table.format(pages(), view)) break;
    expect(isClosed).toBe(true);
  });
});

async function* stream(pages: readonly (readonly Item[])[]): AsyncGenerator<ItemPage> {
  for (const items of pages) yield { items };
}

describe('any items, at any width', () => {
  const names = ['id', 'at', 'status', 'note', 'count', 'size', 'ttl', 'm'];
  const value = fc.oneof(anyText, fc.constantFrom(...Object.values(HOSTILE)), fc.lorem({ maxCount: 40 }));
  const item = fc
    .record(
      {
        id: fc.stringMatching(/^[a-z0-9-]{1,30}$/).map((S) => ({ S })),
        at: fc.constantFrom({ S: '2025-06-16T21:19:33.789Z' }, { S: '' }),
        status: fc.constantFrom({ S: 'DONE' }, { S: 'broken' }),
        note: value.map((S) => ({ S })),
        count: fc.integer().map((n) => ({ N: String(n) })),
        ttl: fc.constantFrom({ N: '1750000000' }, { N: '1760000000' }),
        m: value.map((S) => ({ M: { a: { S } } })),
      },
      { requiredKeys: ['id'] },
    )
    .map((record): Item => record as Item);

  test('ids are whole, lines fit, and nothing controls the terminal', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(item, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 34, max: 160 }),
        fc.subarray(names, { minLength: 1 }),
        fc.constantFrom('chosen', 'default', 'whole'),
        async (items, width, some, mode) => {
          const view = terminal({
            width,
            times: 'auto',
            columns: mode === 'whole' ? undefined : ['id', ...some],
            columnsChosen: mode === 'chosen',
          });
          const out = await text(table, view, items);
          expect(unsafe(out)).toBeUndefined();
          for (const line of out.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(width);
          for (const { id } of items) expect(out).toContain(id && 'S' in id ? id.S : '');
          if (mode === 'whole' || some.includes('status'))
            for (const { status } of items) expect(out).toContain(status && 'S' in status ? status.S : '');
        },
      ),
      { numRuns: 200 },
    );
  });

  test('a tiny terminal still shows all of it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(item, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 0, max: 33 }),
        async (items, width) => {
          const out = await text(table, terminal({ width, times: 'auto', columns: names }), items);
          expect(unsafe(out)).toBeUndefined();
          for (const { id } of items) expect(out).toContain(id && 'S' in id ? id.S : '');
        },
      ),
      { numRuns: 100 },
    );
  });

  test('what is not text is as it is through a pipe where there is room', async () => {
    const items = [
      { id: { S: 'a' }, count: { N: '12345678901234567890123456789012345678' }, at: { S: 'no time' } },
    ];
    const view = terminal({ columns: ['id', 'count', 'at'], times: 'auto', width: 80 });
    expect(await text(table, view, items)).toBe(
      await text(table, pipe({ columns: ['id', 'count', 'at'] }), items),
    );
    expect(things.columns).toBeUndefined();
  });
});
