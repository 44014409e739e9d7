import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, test } from 'vitest';
import type { TableDefinition } from '../../src/dynamo/model/definition';
import type { Item } from '../../src/dynamo/model/values';
import { tableWith } from '../helpers/client';
import { type Ran, runMain } from '../helpers/run-main';

const folder = mkdtempSync(join(tmpdir(), 'ddbdbg-init-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'ddbdbg.config.yaml');

const run = (line: string, ...more: string[]): Promise<Ran> =>
  runMain([...line.trim().split(' '), ...more, '--endpoint-url', inject('endpoint')], { cwd: folder });

/** Returns the items that a command line finds. It must succeed with an empty stderr. */
async function items(line: string): Promise<Record<string, unknown>[]> {
  const { code, stdout, stderr } = await run(line, '-o', 'json', '--quiet');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

/** Returns the operation and index of a command line. */
async function plan(line: string): Promise<string> {
  const { stdout } = await run(line, '--explain', '-o', 'json');
  const { operation, index } = JSON.parse(stdout);
  return index ? `${operation} ${index}` : operation;
}

/** Adds the definition of a table to the file, and returns the output. */
async function write(table: string, words: string): Promise<Ran> {
  const ran = await run(`init ${table} --write ${words}`);
  expect(ran).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(/^read a sample of \d+ items?.*: [\d.]+ RCU/),
  });
  return ran;
}

const S = (text: string) => ({ S: text });
const N = (number: number) => ({ N: String(number) });
const definition = (more: Partial<TableDefinition>): TableDefinition => ({
  command: ['x'],
  summary: '',
  name: 'x',
  partitionKey: ['PK'],
  attributes: {},
  patterns: [],
  ...more,
});

/** A shop in one table: users, orders and order lines. */
function shopItems(): Item[] {
  return Array.from({ length: 12 }, (_, u) => `u${u}`).flatMap((user, u): Item[] => [
    {
      PK: S(`USER#${user}`),
      SK: S('PROFILE'),
      GSI1PK: S(`EMAIL#${user}@shop.example`),
      GSI1SK: S(`USER#${user}`),
      email: S(`${user}@shop.example`),
      password_hash: S('x'),
      joined: S('2025-06-16T21:19:33.789Z'),
    },
    ...[0, 1].flatMap((o): Item[] => {
      const order = `${100 + u * 2 + o}`;
      const status = ['open', 'paid', 'shipped'][(u + o) % 3] as string;
      return [
        {
          PK: S(`USER#${user}`),
          SK: S(`ORDER#${order}`),
          GSI1PK: S(`STATUS#${status}`),
          GSI1SK: S(`2025-06-${10 + u}T0${o}:00:00Z`),
          order_id: S(order),
          status: S(status),
          total: N(o * 10 + 5),
        },
        { PK: S(`ORDER#${order}`), SK: S('LINE#1'), sku: S(`sku-${u}`), quantity: N(1) },
        { PK: S(`ORDER#${order}`), SK: S('LINE#2'), sku: S(`sku-${u + 1}`), quantity: N(2) },
      ];
    }),
  ]);
}

describe(`init on ${inject('engine')}`, () => {
  test('a single-table design with three entities', async () => {
    const table = await tableWith(
      definition({
        sortKey: ['SK'],
        indexes: [{ name: 'GSI1', partitionKey: ['GSI1PK'], sortKey: ['GSI1SK'], projection: 'ALL' }],
      }),
      shopItems(),
    );
    writeFileSync(file, '# ours\ndefaults: { times: raw } # as they are\n');
    const { stdout } = await write(table, '--system shop --as all');
    expect(stdout).toBe(
      'updated ddbdbg.config.yaml: ddbdbg shop all, ddbdbg shop line, ddbdbg shop order, ddbdbg shop user\n' +
        'ddbdbg patterns shop lists the access patterns\n',
    );
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(
      /^# ours\ndefaults: \{ times: raw \} # as they are\n\nsystems:\n {2}shop:\n {4}tables:\n/,
    );
    for (const template of [
      'USER#{user}',
      'ORDER#{order_id}',
      'LINE#{line}',
      'STATUS#{status}',
      'EMAIL#{email}',
    ])
      expect(text).toContain(`template: "${template}"`);

    expect(await items('shop user --user u3')).toMatchObject([
      { email: 'u3@shop.example', password_hash: '[redacted]' },
    ]);
    expect(await plan('shop user --user u3')).toBe('get');
    expect(await items('shop user --email u3@shop.example')).toMatchObject([{ PK: 'USER#u3' }]);
    expect(await items('shop order --user u3')).toHaveLength(2);
    expect(await plan('shop order --user u3 --order-id 106')).toBe('get');
    expect(await items('shop order --status paid --since 2025-06-15')).toHaveLength(4);
    expect(await plan('shop order --status paid --since 2025-06-15')).toBe('query GSI1');
    expect(await items('shop line --order-id 106')).toMatchObject([{ sku: 'sku-3' }, { sku: 'sku-4' }]);
    expect(await items('shop all --pk USER#u3')).toHaveLength(3);
    const listed = await run('shop user --count --quiet').then(({ stdout }) => stdout);
    expect(listed).toBe('12\n');
  });

  test('a table with two indexes and keys that are numbers', async () => {
    const table = await tableWith(
      definition({
        partitionKey: ['filmId'],
        indexes: [
          { name: 'ByGenre', partitionKey: ['genre'], sortKey: ['year'], projection: 'ALL' },
          { name: 'ByStudio', partitionKey: ['studioId'], sortKey: ['releasedAt'], projection: ['title'] },
        ],
        attributes: {
          filmId: { type: 'N' },
          genre: { type: 'S' },
          year: { type: 'N' },
          studioId: { type: 'N' },
          releasedAt: { type: 'N' },
        },
      }),
      Array.from({ length: 40 }, (_, i) => ({
        filmId: N(i),
        genre: S(['war', 'drama', 'comedy'][i % 3] as string),
        year: N(1950 + i),
        studioId: N(i % 4),
        releasedAt: N(1_750_000_000 + i * 86_400),
        title: S(`Film number ${i}`),
        apiKey: S('k'),
      })),
    );
    const { stdout } = await write(table, '--system cinema --as films');
    expect(stdout).toContain('ddbdbg cinema films');

    expect(await items('cinema films --genre war')).toHaveLength(14);
    expect(await plan('cinema films --genre war --year 1959')).toBe('query ByGenre');
    expect(await items('cinema films --film-id 7')).toMatchObject([
      { title: 'Film number 7', apiKey: '[redacted]' },
    ]);
    expect(await plan('cinema films 7')).toBe('get');
    expect(await plan('cinema films --studio-id 2 --since 2025-06-20')).toBe('query ByStudio');
    expect(await items('cinema films --studio-id 2 --since 2025-06-20 --until 2025-06-30')).toHaveLength(3);
  });

  test('a table without indexes, under its own name', async () => {
    const table = await tableWith(
      definition({ partitionKey: ['session_id'] }),
      Array.from({ length: 25 }, (_, i) => ({
        session_id: S(`s-${i}`),
        state: S(i % 2 ? 'OPEN' : 'CLOSED'),
        ttl: N(1_900_000_000 + i),
        detail: { M: { token: S('t') } },
      })),
    );
    await write(table, '');
    expect(await items(`my ${table} s-7`)).toMatchObject([
      { state: 'OPEN', detail: { token: '[redacted]' } },
    ]);
    expect(await plan(`my ${table} --session-id s-7`)).toBe('get');
    expect(readFileSync(file, 'utf8')).toMatch(/ttl: \{ format: epoch-seconds \}/);
  });

  test('an added table works like any other', async () => {
    const patterns = await run('patterns cinema -o json').then(({ stdout }) => JSON.parse(stdout));
    expect(patterns).toHaveLength(3);
    const decoded = await runMain(['decode', 'STATUS#paid', '-o', 'json'], { cwd: folder });
    expect(JSON.parse(decoded.stdout)).toMatchObject([
      { system: 'shop order', values: { status: 'paid' }, command: 'ddbdbg shop order --status paid' },
    ]);
    const help = await runMain(['cinema', 'films', '--help'], { cwd: folder });
    for (const option of ['--film-id', '--genre', '--year', '--studio-id', '--released-at'])
      expect(help.stdout).toContain(option);
    const completed = await runMain(['__complete', '--', 'cinema', 'films', '--ge'], { cwd: folder });
    expect(completed.stdout).toContain('--genre');
  });

  test('a name that is in use is refused, and nothing is written', async () => {
    const table = await tableWith(definition({}), [{ PK: S('a') }]);
    const before = readFileSync(file, 'utf8');
    for (const [words, message] of [
      [
        '--system cinema --as films',
        /^ddbdbg: ddbdbg\.config\.yaml:\d+: systems\.cinema\.tables\.films is already defined\.\nChoose another name/m,
      ],
      ['--system jobs --as films', /`ddbdbg jobs` is already built in/],
      ['--system local --as start', /`ddbdbg local` is already a command of ddbdbg/],
    ] as const) {
      const { code, stdout, stderr } = await run(`init ${table} --write ${words}`);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(message);
    }
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  test('a table that does not exist, and invalid words', async () => {
    expect(await run('init no-such-table')).toMatchObject({ code: 5, stdout: '' });
    expect(await run('init x --as Films')).toMatchObject({ code: 2 });
    expect(await run('init abc --sample many')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--sample'),
    });
    expect(await run('init')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('needs the name of a table'),
    });
    expect(await run('init abc -o json')).toMatchObject({ code: 2 });
  });

  test('without --write the definition is printed, and --sample 0 reads no items', async () => {
    const table = await tableWith(definition({ sortKey: ['SK'] }), [
      { PK: S('a'), SK: S('b'), more: S('c') },
    ]);
    const { code, stdout, stderr } = await run(`init ${table} --sample 0 --quiet --stage nope`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`systems:
  my:
    tables:
      ${table}:
        # ? made without a sample of items, so only key attributes are known
        summary: items of the table ${table}
        name: ${table}
        partitionKey: PK
        sortKey: SK
        attributes:
          PK: { option: pk }
          SK: { option: sk }
        patterns:
          - { question: items by pk, given: [ PK ] }
          - { question: "one item, by pk and sk", given: [ PK, SK ] }
`);
  });
});
