import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import type { AccessPattern, TableDefinition } from '../../src/dynamo/model/definition';
import { type SampleItem, sampleItems } from '../../src/local/sample';
import { seedTable } from '../../src/local/seed';
import { createTable, engineClient } from '../../src/local/setup';
import { CATALOG } from '../../src/queries/registry';
import { exampleWords } from '../helpers/catalog';
import { runMain } from '../helpers/run-main';

/** A fixed time, so that `--since 24h` means the same to the program and to the test. */
const NOW = Date.parse('2025-11-20T02:00:00.000Z');
const HOUR = 3_600_000;

/** Tables for this test only, as others may use the real names on the same engine. */
const PREFIX = `catalog-${Math.random().toString(36).slice(2, 8)}`;
const nameOf = (table: TableDefinition) => `${PREFIX}-${table.command.join('-')}`;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  const client = engineClient(inject('endpoint'));
  await Promise.all(
    CATALOG.map(async (table) => {
      // DynamoDB Local would delete expired items at an unpredictable time.
      const { ttl: _, ...lasting } = table;
      await createTable(client, lasting, nameOf(table));
      await seedTable(client, table, nameOf(table), NOW);
    }),
  );
  client.destroy();
});
afterAll(() => vi.useRealTimers());

type Test = (item: SampleItem) => boolean;

/** The conditions of an example as a predicate, in a simple implementation that shares no code with the program. */
function asked(table: TableDefinition, { ask, index, where = {} }: AccessPattern): Test {
  const example = exampleWords({ ask });
  const tests = Object.entries(where).map(([name, word]): Test => isOneOf(table, name, [word]));
  for (let i = 0; i < example.length; i++) {
    const word = example[i] ?? '';
    if (!word.startsWith('--')) tests.push(isOneOf(table, table.argument ?? '', [word]));
    else if (word === '--where') {
      const [name = '', value = ''] = (example[++i] ?? '').split('=');
      tests.push(isOneOf(table, name, [value]));
    } else if (word === '--since') tests.push(isSince(sortKeyOf(table, index) ?? '', example[++i] ?? ''));
    else if (table.ages?.[word.slice(2)]) {
      const { of, where: implied = {} } = table.ages[word.slice(2)] ?? { of: '' };
      const minutes = Number.parseInt(example[++i] ?? '', 10);
      tests.push((item) => millis(item[of]) < NOW - (minutes * HOUR) / 60);
      for (const [name, value] of Object.entries(implied)) tests.push(isOneOf(table, name, [value]));
    } else if (!table.switches?.[word.slice(2)]) {
      const [name = ''] = Object.entries(table.attributes).find(([, a]) => `--${a.option}` === word) ?? [];
      tests.push(isOneOf(table, name, (example[++i] ?? '').split(',')));
    }
  }
  return (item) => tests.every((test) => test(item));
}

function isOneOf(table: TableDefinition, name: string, words: readonly string[]): Test {
  expect(table.attributes).toHaveProperty([name]);
  const wanted = words.flatMap(
    (word) => table.attributes[name]?.values?.find((value) => value.name === word)?.stored ?? [word],
  );
  return (item) => wanted.includes(String(valueIn(table, item, name)));
}

/** The value of an attribute, or its value in a key. */
function valueIn(table: TableDefinition, item: SampleItem, name: string): unknown {
  if (!table.attributes[name]?.virtual) return item[name];
  const [key, text] = Object.entries(table.attributes)
    .map(([attribute, { template = '' }]) => [attribute, template] as const)
    .find(([, template]) => template.includes(`{${name}}`)) ?? ['', ''];
  const pattern = text.replace(/\{(\w+)\}/g, '(?<$1>.+)');
  return new RegExp(`^${pattern}$`).exec(String(item[key]))?.groups?.[name];
}

function isSince(name: string, age: string): Test {
  const after = NOW - Number.parseInt(age, 10) * (age.endsWith('h') ? HOUR : 24 * HOUR);
  return (item) => millis(item[name]) > after;
}

/** Times without an offset are UTC. */
function millis(time: unknown): number {
  const text = String(time);
  return Date.parse(/Z$|[+-]\d\d:\d\d$/.test(text) ? text : `${text}Z`);
}

function sortKeyOf(table: TableDefinition, index: string | undefined): string | undefined {
  const schema = index === undefined ? table : table.indexes?.find(({ name }) => name === index);
  return schema?.sortKey?.[0];
}

/** The values by which the pattern promises to sort items, or undefined if it promises no order. */
function ordered(table: TableDefinition, { index, sort }: AccessPattern, operation: string) {
  const isTime = (name: string) => table.attributes[name]?.format === 'time';
  if (sort) {
    const [name = '', direction] = sort.split(':');
    const read = (item: SampleItem) => (isTime(name) ? millis(item[name]) : (item[name] as string | number));
    return { read, descending: direction === 'desc' };
  }
  const name = sortKeyOf(table, index);
  if (name === undefined || operation === 'scan') return undefined;
  return { read: (item: SampleItem) => String(item[name]), descending: isTime(name) };
}

/** An item as JSON, with sets in a fixed order. */
function plain(table: TableDefinition, item: SampleItem): Record<string, unknown> {
  const entries = Object.entries(item).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    entries.map(([name, value]) => {
      const isSet = /^.S$/.test(table.attributes[name]?.type ?? '');
      return [name, isSet ? [...(value as Iterable<unknown>)].sort() : value];
    }),
  );
}

const canonical = (table: TableDefinition, items: readonly SampleItem[]) =>
  items.map((item) => plain(table, item)).sort((a, b) => (keyText(table, a) < keyText(table, b) ? -1 : 1));

const keyText = (table: TableDefinition, item: SampleItem) =>
  JSON.stringify([...table.partitionKey, ...(table.sortKey ?? [])].map((name) => item[name]));

const patterns = CATALOG.flatMap((table) =>
  table.patterns.map(
    (pattern) => [`${table.command.join(' ')}: ${pattern.question}`, table, pattern] as const,
  ),
);

describe(`every pattern of the catalog on ${inject('engine')}`, () => {
  test.each(patterns)('%s', async (_, table, pattern) => {
    const place = ['--table', nameOf(table), '--endpoint-url', inject('endpoint')];
    const words = [...table.command, ...exampleWords(pattern), ...place];
    const { code, stdout, stderr } = await runMain([
      ...words,
      ...['-o', 'json', '--reveal', '--quiet', '--stats', 'json'],
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/^\{.*\}\n$/) });
    const stats = JSON.parse(stderr);
    const found: SampleItem[] = JSON.parse(stdout);

    const wanted = sampleItems(table, NOW).filter(asked(table, pattern));
    expect(wanted.length).toBeGreaterThan(0);
    expect(canonical(table, found)).toEqual(canonical(table, wanted));

    expect(stats).toMatchObject({
      items: wanted.length,
      table: nameOf(table),
      index: pattern.index ?? null,
      cursor: null,
    });
    if (pattern.index) expect(['query', 'merge']).toContain(stats.operation);
    if (table.name.startsWith('mfh-')) expect(stats.operation).not.toBe('scan');

    const order = ordered(table, pattern, stats.operation);
    if (order) {
      const values = found.map(order.read);
      const sign = order.descending ? -1 : 1;
      expect(values).toEqual([...values].sort((a, b) => (a < b ? -sign : a > b ? sign : 0)));
    }

    const counted = await runMain([...words, '--count', '--quiet']);
    expect(counted).toEqual({ code: 0, stdout: `${wanted.length}\n`, stderr: '' });
  });
});
