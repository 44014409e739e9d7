import { expect, test } from 'vitest';
import type { TableDefinition } from '../../../src/dynamo/model/definition';
import type { Item } from '../../../src/dynamo/model/values';
import { table } from '../../../src/format/table/table';
import { shapeOf } from '../../../src/format/view';
import { broken, columns, FAULT, table as plain, terminal, text } from '../examples';

const jobs: TableDefinition = {
  ...plain,
  attributes: {
    ...plain.attributes,
    kind: { type: 'S' },
    n: { type: 'N' },
    step: { type: 'S' },
  },
  display: {
    progress: 'progress',
    story: { head: { attribute: 'kind', value: 'job' }, began: 'at', order: 'n', at: 'at', label: 'step' },
  },
};

const HEAD: Item = {
  id: { S: 'j1' },
  kind: { S: 'job' },
  status: { S: 'done' },
  progress: { N: '100' },
  at: { S: '2025-06-16T21:00:00Z' },
};

const event = (n: number, at: string, step: string, more: Item = {}): Item => ({
  id: { S: `e${n}` },
  kind: { S: 'event' },
  n: { N: String(n) },
  at: { S: at },
  step: { S: step },
  progress: { N: String(n * 10) },
  ...more,
});

const EVENTS = [
  event(9, '2025-06-16T21:00:21Z', 'starting'),
  event(10, '2025-06-16T21:01:44.5Z', 'ending', { detail: { S: 'all of it' } }),
];

const view = terminal({ shape: shapeOf(jobs), timeline: true, columns: ['id', 'at'], width: 100 });

test('the head item is shown as a record, followed by its events with relative times', async () => {
  expect(await text(table, view, [HEAD, ...EVENTS])).toBe(
    [
      'id        j1',
      'at        2025-06-16T21:00:00Z',
      'status    ✓ done',
      'progress  ████████████████████ 100%',
      'kind      job',
      '',
      ' 9  ●  2025-06-16T21:00:21Z       +21s  █████████░  90%  starting',
      '10  ●  2025-06-16T21:01:44.5Z  +1m 23s  ██████████ 100%  ending  detail=all of it',
      '',
    ].join('\n'),
  );
});

test('events without a head item are a timeline', async () => {
  expect(await text(table, view, EVENTS.slice(0, 1))).toBe(
    '9  ●  2025-06-16T21:00:21Z  █████████░  90%  starting\n',
  );
});

test('pages may end anywhere', async () => {
  const [first, second] = EVENTS as [Item, Item];
  const lines = (await text(table, view, [HEAD], [first], [second])).split('\n');
  expect(lines.filter((line) => line === '')).toHaveLength(2);
  expect(lines.at(-2)).toMatch(/^10 .*\+1m 23s .*ending/);
});

test('several timelines are kept separate', async () => {
  const out = await text(table, view, [HEAD, ...EVENTS, HEAD]);
  expect(out).toMatch(/ending {2}detail=all of it\n\nid +j1\n/);
});

test('an event before its reference shows no relative time', async () => {
  const lines = (await text(table, view, [HEAD, ...EVENTS.toReversed()])).split('\n');
  expect(lines.at(-3)).toMatch(/^10 .*Z {2}\+1m 44s {2}█/);
  expect(lines.at(-2)).toMatch(/^ 9 .*Z {13}█/);
});

test('long labels are wrapped, and hostile data cannot control the terminal', async () => {
  const hostile = event(1, '2025-06-16T21:00:21Z', `x\u001b]0;owned\u0007${'y'.repeat(200)}`, {
    'na\u001b[2Jme': { S: '\r' },
  });
  const out = await text(table, view, [hostile]);
  for (const line of out.trimEnd().split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  expect(out.replace(/\s/g, '')).toContain('y'.repeat(200));
  expect(out).not.toMatch(/[^\n\P{Cc}]/u);
});

test('on a narrow terminal the text is below the time', async () => {
  const events = [
    event(1, '2025-06-16T21:00:21Z', 'starting'),
    event(2, '2025-06-16T21:00:42Z', 'a step with a long name'),
  ];
  expect(await text(table, { ...view, width: 40 }, events)).toBe(
    [
      '1  ●  2025-06-16T21:00:21Z',
      '      10%  starting',
      '2  ●  2025-06-16T21:00:42Z',
      '      +21s  20%  a step with a long name',
      '',
    ].join('\n'),
  );
});

test('items read before an error are shown', async () => {
  const { text: out, error } = await broken(table, view, [HEAD, ...EVENTS]);
  expect(error).toBe(FAULT);
  expect(out).toContain('ending');
});

test('chosen columns, records and questions about many items are not timelines', async () => {
  const items = [HEAD, ...EVENTS];
  expect(await text(table, { ...view, ...columns('id'), timeline: false }, items)).toBe('id\nj1\ne9\ne10\n');
  expect(await text(table, { ...view, timeline: false, record: true }, items)).not.toContain('●');
  expect(await text(table, { ...view, timeline: false }, items)).toMatch(/^id +at\n/);
});
