import { beforeAll, describe, expect, inject, test } from 'vitest';
import { checkTarget } from '../../../src/core/connect/target';
import type { AskInput } from '../../../src/core/question/ask';
import { Session } from '../../../src/core/session';
import type { TableDefinition } from '../../../src/dynamo/model/definition';
import type { AttributeValue, Item } from '../../../src/dynamo/model/values';
import { tableWith } from '../../helpers/client';

const NOW = Date.UTC(2026, 10, 24, 12);
const MINUTE = 60_000;

/** Spellings of a moment in text that do not sort by time. */
const SPELLINGS = ['space', '+02:00', '-05:00', '+14:00', '-12:00', 'z'] as const;

function spelled(millis: number, spelling: (typeof SPELLINGS)[number]): string {
  const utc = (time: number) => new Date(time).toISOString().slice(0, 19);
  if (spelling === 'space') return utc(millis).replace('T', ' ');
  if (spelling === 'z') return `${utc(millis)}Z`;
  const hours = Number(spelling.slice(0, 3));
  return `${utc(millis + hours * 60 * MINUTE)}${spelling}`;
}

/** A moment every 10 minutes over two days. */
const moments = Array.from({ length: 288 }, (_, i) => NOW - i * 10 * MINUTE);

function mixed(millis: number, i: number): AttributeValue {
  if (i % 5 === 1) return { N: String(millis / 1000) };
  return i % 5 === 2 ? { N: String(millis) } : { S: new Date(millis).toISOString() };
}

const items: Item[] = moments.map((millis, i) => {
  const text = (n: number): AttributeValue => ({
    S: spelled(millis, SPELLINGS[n % SPELLINGS.length] ?? 'z'),
  });
  return {
    id: { S: 'all' },
    at: text(i + (i >> 3)),
    spaced: text(0),
    offset: text(i),
    mix: mixed(millis, i),
  };
});

const definition: TableDefinition = {
  command: ['stored'],
  summary: '',
  name: 'stored',
  partitionKey: ['id'],
  sortKey: ['at'],
  attributes: { id: { type: 'S' }, at: { type: 'S' } },
  patterns: [],
};

let name: string;
beforeAll(async () => {
  name = await tableWith(definition, items);
});

function openSession(catalog: readonly TableDefinition[] = []): Session {
  return new Session({
    config: { catalog },
    target: checkTarget({ endpoint: inject('endpoint'), region: 'us-east-1' }),
    env: { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
    now: () => NOW,
    signal: new AbortController().signal,
  });
}

async function answer(ask: AskInput, catalog?: readonly TableDefinition[]) {
  const session = openSession(catalog);
  const found = await session.run(await session.prepare(ask));
  let listed = 0;
  for await (const page of found) listed += page.items.length;
  return { listed, count: (await found.outcome()).items };
}

/** The number of items that a question lists and counts, which must agree. */
async function numberOf(ask: AskInput, catalog?: readonly TableDefinition[]): Promise<number> {
  const { listed } = await answer(ask, catalog);
  const { count } = await answer({ ...ask, count: true }, catalog);
  expect(count).toBe(listed);
  return listed;
}

const newer = (minutes: number) => moments.filter((millis) => millis > NOW - minutes * MINUTE).length;

describe(`times that do not sort as text, on ${inject('engine')}`, () => {
  test.each([
    ['spaced', '2h', 120],
    ['spaced', '30h', 1800],
    ['offset', '2h', 120],
    ['offset', '25h', 1500],
    ['mix', '2h', 120],
    ['mix', '26h', 1560],
    ['at', '2h', 120],
    ['at', '11h', 660],
    ['at', '26h', 1560],
  ])('are found by their moment, and by the negation the others: %s>%s', async (attribute, age, minutes) => {
    const where = `${attribute}>${age}`;
    expect(await numberOf({ table: name, where: [where] })).toBe(newer(minutes));
    expect(await numberOf({ table: name, not: [where] })).toBe(items.length - newer(minutes));
    expect(await numberOf({ table: name, where: [`${attribute}<=${age}`] })).toBe(
      items.length - newer(minutes),
    );
    expect(await numberOf({ table: name, where: ['id=all', where] })).toBe(newer(minutes));
    expect(await numberOf({ table: name, where: ['id=all'], not: [where] })).toBe(
      items.length - newer(minutes),
    );
  });

  test('are found by a window on the sort key', async () => {
    expect(await numberOf({ table: name, where: ['id=all'], since: '5h' })).toBe(newer(300));
    expect(await numberOf({ table: name, where: ['id=all'], since: '9h', until: '5h' })).toBe(
      newer(540) - newer(300),
    );
  });

  test.each(['spaced', 'offset', 'at', 'mix'])('are found by their day: %s', async (attribute) => {
    const onDay = moments.filter((millis) => new Date(millis).getUTCDate() === 23).length;
    expect(await numberOf({ table: name, where: [`${attribute}=2026-11-23`] })).toBe(onDay);
    expect(await numberOf({ table: name, where: [`${attribute}!=2026-11-23`] })).toBe(items.length - onDay);
  });

  test.each(['=', '!='])('are not equal to an age: spaced%s2h', async (operator) => {
    for (const ages of ['2h', '2h,3h'])
      await expect(answer({ table: name, where: [`spaced${operator}${ages}`] })).rejects.toThrow(
        /'2h' is a relative time, and spaced equals it only by chance/,
      );
  });

  test('are found by the command of a definition, where they are no key', async () => {
    const known: TableDefinition = {
      ...definition,
      name,
      attributes: { ...definition.attributes, offset: { type: 'S', format: 'time' } },
    };
    expect(await numberOf({ command: 'stored', where: ['offset>2h'] }, [known])).toBe(newer(120));
    expect(await numberOf({ command: 'stored', not: ['offset>2h'] }, [known])).toBe(
      items.length - newer(120),
    );
    // The only time that the definition declares is that of a question by the name of the table.
    expect(await numberOf({ table: name, since: '5h' }, [known])).toBe(newer(300));
  });
});
