import { describe, expect, test } from 'vitest';
import { isTime } from '../../src/dynamo/model/attribute-definition';
import { type AccessPattern, keyAttributes, type TableDefinition } from '../../src/dynamo/model/definition';
import { parseInstant } from '../../src/dynamo/model/instant';
import { decodeKey, parseTemplate } from '../../src/dynamo/model/key-template';
import { type SampleItem, sampleItems } from '../../src/local/sample';
import { CATALOG } from '../../src/queries/registry';
import { builtInTable, exampleWords } from '../helpers/catalog';

const NOW = Date.parse('2025-11-20T02:00:00.000Z');
const DAY = 86_400_000;

const tables = CATALOG.map((table) => [table.command.join(' '), table] as const);

const items = (...words: string[]) => sampleItems(builtInTable(...words) as TableDefinition, NOW);

/** The value of an item's attribute. That of a virtual attribute is in a key. */
function valueIn(table: TableDefinition, item: SampleItem, name: string): unknown {
  if (!table.attributes[name]?.virtual) return item[name];
  for (const [key, { template }] of Object.entries(table.attributes)) {
    const decoded = template ? decodeKey(parseTemplate(template), String(item[key])) : undefined;
    if (decoded?.[name] !== undefined) return decoded[name];
  }
  return undefined;
}

/** The values in a pattern's example, by attribute. */
function asked(table: TableDefinition, { ask, given = [], where = {} }: AccessPattern): [string, string[]][] {
  const example = exampleWords({ ask });
  const attributes = given.filter((name) => table.attributes[name]);
  const values = attributes.map((name): [string, string[]] => {
    if (name === table.argument) return [name, [example[0] ?? '']];
    const { option } = table.attributes[name] ?? {};
    if (option) return [name, (example[example.indexOf(`--${option}`) + 1] ?? '').split(',')];
    return [name, [(example[example.indexOf('--where') + 1] ?? '').slice(name.length + 1)]];
  });
  return [...values, ...Object.entries(where).map(([name, value]): [string, string[]] => [name, [value]])];
}

/** DynamoDB's type of a JavaScript value. */
function typeOf(value: unknown): string {
  if (typeof value === 'string') return 'S';
  if (typeof value === 'number') return 'N';
  if (typeof value === 'boolean') return 'BOOL';
  if (value instanceof Set) return 'SS';
  return Array.isArray(value) ? 'L' : 'M';
}

function groupBy(
  rows: readonly SampleItem[],
  attribute: string,
): ReadonlyMap<unknown, readonly SampleItem[]> {
  const groups = new Map<unknown, SampleItem[]>();
  for (const row of rows) groups.set(row[attribute], [...(groups.get(row[attribute]) ?? []), row]);
  return groups;
}

const millis = (value: unknown) => Date.parse(`${parseInstant(String(value))?.slice(0, 23)}Z`);

describe.each(tables)('%s', (_, table) => {
  const sample = sampleItems(table, NOW);

  test('has the same sample data every time', () => {
    expect(sampleItems(table, NOW)).toEqual(sample);
  });

  test('has the same keys at a later time, so that seeding again replaces the items', () => {
    const keys = (now: number) =>
      sampleItems(table, now).map((item) => keyAttributes(table).map((key) => item[key]));
    expect(keys(NOW + 3 * DAY)).toEqual(keys(NOW));
  });

  test('has a reasonable number of items with unique keys', () => {
    const keys = sample.map((item) => JSON.stringify(keyAttributes(table).map((key) => item[key])));
    expect(new Set(keys).size).toBe(sample.length);
    expect(sample.length).toBeGreaterThanOrEqual(20);
    expect(sample.length).toBeLessThanOrEqual(400);
  });

  test('has only what the definition declares', () => {
    for (const item of sample) {
      for (const [attribute, value] of Object.entries(item)) {
        const { type, values, virtual, pattern } = table.attributes[attribute] ?? {};
        expect([attribute, typeOf(value)]).toEqual([attribute, type]);
        expect(virtual).not.toBe(true);
        if (values) expect(values.flatMap(({ stored }) => stored)).toContain(value);
        if (pattern) expect(value).toMatch(new RegExp(pattern.expression));
      }
    }
  });

  test('has different values in unique attributes', () => {
    for (const [attribute, { unique }] of Object.entries(table.attributes)) {
      const values = sample.map((item) => item[attribute]).filter((value) => value !== undefined);
      if (unique) expect([attribute, values.length - new Set(values).size]).toEqual([attribute, 0]);
    }
  });

  test('has valid times in chronological order, and only expiries in the future', () => {
    const times = Object.keys(table.attributes).filter(
      (attribute) => table.attributes[attribute]?.format === 'time',
    );
    const past = times.filter((attribute) => !attribute.startsWith('expires'));
    for (const item of sample) {
      const moments = past
        .filter((attribute) => item[attribute] !== undefined)
        .map((attribute) => millis(item[attribute]));
      expect(moments).not.toContain(Number.NaN);
      expect(moments).toEqual(moments.toSorted((a, b) => a - b));
      expect(Math.max(0, ...moments)).toBeLessThanOrEqual(NOW);
    }
  });

  test.each(table.patterns.map((pattern) => [pattern.question, pattern] as const))(
    'answers: %s',
    (_, pattern) => {
      const wanted = asked(table, pattern);
      const found = sample.filter((item) =>
        wanted.every(([attribute, values]) => values.includes(String(valueIn(table, item, attribute)))),
      );
      expect(found.length).toBeGreaterThan(0);
      const { since } = pattern.ask;
      if (!since) return;
      const after = NOW - Number.parseInt(since, 10) * (since.endsWith('h') ? DAY / 24 : DAY);
      const time =
        Object.keys(table.attributes).find((attribute) => isTime(table.attributes[attribute])) ?? '';
      expect(found.some((item) => millis(item[time]) > after)).toBe(true);
    },
  );
});

test('a night of failures fits on a screen', () => {
  const failures = items('executions').filter(({ GSI1PK }) => GSI1PK === 'TENANT#acme#STATUS#failure');
  const recent = failures.filter(({ GSI1SK }) => millis(GSI1SK) > NOW - DAY);
  expect(recent.length).toBeGreaterThanOrEqual(5);
  expect(recent.length).toBeLessThanOrEqual(12);
});

test('the status in a key is the item’s own, and only failures have errors', () => {
  for (const { GSI1PK, status, errors, completed_at } of items('executions')) {
    expect(GSI1PK).toMatch(new RegExp(`#STATUS#${status}$`));
    expect(errors !== undefined).toBe(status === 'failure' || status === 'timeout');
    expect(completed_at !== undefined).toBe(status !== 'started');
  }
});

test('producers format the same kind of time differently', () => {
  const spellings = new Set(items('executions').map(({ GSI1SK }) => String(GSI1SK).replace(/\d/g, '0')));
  expect(spellings).toEqual(
    new Set([
      '0000-00-00T00:00:00Z',
      '0000-00-00T00:00:00.000Z',
      '0000-00-00T00:00:00.000000Z',
      '0000-00-00T00:00:00+00:00',
      '0000-00-00T00:00:00.000000+00:00',
      '0000-00-00T00:00:00.000',
    ]),
  );
});

test('references between tables can be followed', () => {
  const ids = (rows: readonly SampleItem[], attribute: string) => new Set(rows.map((row) => row[attribute]));
  const helpers = items('helpers');
  const helperIds = ids(helpers, 'helper_id');
  for (const execution of items('fusion', 'executions')) expect(helperIds).toContain(execution.helper_id);
  const accountIds = ids(items('fusion', 'accounts'), 'account_id');
  for (const helper of helpers) expect(accountIds).toContain(helper.account_id);
  const owners = new Map(helpers.map((helper) => [helper.helper_id, helper.account_id]));
  for (const { helper_id, account_id } of items('fusion', 'executions'))
    expect(owners.get(helper_id)).toBe(account_id);
});

test('some items are past their time to live, some are not', () => {
  for (const [, table] of tables.filter(([, { ttl }]) => ttl)) {
    const expiries = sampleItems(table, NOW).flatMap((item) => (table.ttl && item[table.ttl]) ?? []);
    expect(expiries.some((expiry) => Number(expiry) * 1000 < NOW)).toBe(true);
    expect(expiries.some((expiry) => Number(expiry) * 1000 > NOW)).toBe(true);
  }
});

test("a job's log lines follow it in sequence", () => {
  const byJob = groupBy(items('jobs'), 'jobId');
  for (const records of byJob.values()) {
    expect(records.map(({ sequenceNumber }) => sequenceNumber)).toEqual(records.map((_, i) => i));
    expect(records.map(({ recordType }) => recordType)).toEqual(
      records.map((_, i) => (i === 0 ? 'main_job' : 'progress_log')),
    );
    expect(records[0]?.progress).toBe(records.at(-1)?.progress);
  }
});

test('the counts of a batch match the results of its policies', () => {
  const results = groupBy(items('policy', 'results'), 'execution_id');
  for (const batch of items('policy', 'executions')) {
    const own = results.get(batch.execution_id) ?? [];
    const done = own.filter(({ status }) => status !== 'pending');
    expect([batch.total_items, batch.completed_items]).toEqual([own.length, done.length]);
    expect(batch.progress).toBe(Math.round((100 * done.length) / own.length));
    for (const { started_at } of done)
      expect(millis(started_at)).toBeGreaterThanOrEqual(millis(batch.started_at));
  }
});

test('a table of which only the key is known has sample data too', () => {
  const table: TableDefinition = {
    command: ['find', 'events'],
    summary: 'events',
    name: 'events',
    partitionKey: ['id'],
    sortKey: ['at'],
    attributes: {
      id: { type: 'S' },
      at: { type: 'N', format: 'epoch-millis' },
      tags: { type: 'SS' },
      raw: { type: 'B' },
    },
    patterns: [],
  };
  const sample = sampleItems(table, NOW);
  expect(sample.length).toBeGreaterThan(20);
  expect(sample[0]).toMatchObject({ id: expect.any(String), at: expect.any(Number), tags: expect.any(Set) });
});
