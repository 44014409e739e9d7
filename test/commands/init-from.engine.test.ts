import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { builtIn } from '../../src/commands/configuration/built-in';
import { configurationOf } from '../../src/config/read-config';
import { fillName } from '../../src/dynamo/model/definition';
import { physicalTables, seededDefinitions } from '../../src/local/physical-tables';
import { seedTable } from '../../src/local/seed';
import { createTable, engineClient } from '../../src/local/setup';
import { runMain } from '../helpers/run-main';

const folder = mkdtempSync(join(tmpdir(), 'ddbdbg-from-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (words: readonly string[]) => runMain(words, { cwd: folder });

/** Returns the operation, the index and the items of a command line. */
async function ask(command: string): Promise<{ plan: string; items: Record<string, unknown>[] }> {
  const typed = command.split(' ').map((word) => word.replace(/^'(.*)'$/, '$1'));
  const words = [...typed.slice(1), '--endpoint-url', inject('endpoint'), '-o', 'json'];
  const { code, stdout } = await run(words);
  expect(code, command).toBe(0);
  const { operation, index } = JSON.parse((await run([...words, '--explain'])).stdout);
  return { plan: index ? `${operation} ${index}` : operation, items: JSON.parse(stdout) };
}

/** Returns the commands of the access patterns of a system, by question. */
async function patterns(system: string): Promise<ReadonlyMap<string, string>> {
  const { stdout } = await run(['patterns', system, '-o', 'json']);
  const rows: { question: string; command: string }[] = JSON.parse(stdout);
  return new Map(rows.map(({ question, command }) => [question, command]));
}

const SYSTEMS = { sam: 'template.yaml', mcp: 'schema.json', nosql: 'workbench.json' };

// Each file becomes a part of one configuration. Its tables are created and filled as by `ddbdbg local`.
beforeAll(async () => {
  cpSync(join(import.meta.dirname, '../init/from/files'), folder, { recursive: true });
  for (const [system, file] of Object.entries(SYSTEMS)) {
    const words = ['init', '--from', file, '--system', system, '--write'];
    expect(await run(words)).toMatchObject({ code: 0, stderr: '' });
  }
  const text = readFileSync(join(folder, 'ddbdbg.config.yaml'), 'utf8');
  const { catalog } = configurationOf(text, 'written', undefined, { ...builtIn(), catalog: [] });
  const named = catalog.map((table) => ({ table, name: fillName(table.name, { stage: 'dev' }) }));
  const client = engineClient(inject('endpoint'));
  for (const physical of physicalTables(named)) {
    await createTable(client, physical.whole, physical.name);
    for (const table of seededDefinitions(physical))
      await seedTable(client, table, physical.name, Date.now());
  }
  client.destroy();
});

describe(`init --from, on ${inject('engine')}`, () => {
  test('every access pattern of an entity finds items of only this entity', async () => {
    for (const system of Object.keys(SYSTEMS)) {
      for (const command of (await patterns(system)).values()) {
        // The definition for all entities does not know their keys.
        if (/^ddbdbg (?:mcp library|nosql book-shop)/.test(command)) continue;
        const { items } = await ask(command);
        expect(items.length, command).toBeGreaterThan(0);
        const kinds = new Set(items.flatMap(({ EntityType }) => EntityType ?? []));
        expect(kinds.size, command).toBe(system === 'nosql' ? 1 : 0);
      }
    }
  });

  test('a SAM template gives keys, indexes, and the stage in the name', async () => {
    const questions = await patterns('sam');
    expect([...questions.keys()]).toEqual([
      'one item, by loan-id',
      'items by member-id',
      'items by branch',
      'one item, by card-number',
    ]);
    expect((await ask(questions.get('one item, by loan-id') ?? '')).plan).toBe('get');
    expect((await ask('ddbdbg sam library-loans --member-id memberId-1 --stage dev')).plan).toBe(
      'query byMember',
    );
    expect((await ask('ddbdbg sam library-loans --branch branch-1 --columns title')).plan).toBe(
      'query byBranch',
    );
    expect(readFileSync(join(folder, 'ddbdbg.config.yaml'), 'utf8')).not.toContain('if stage is a stage');
  });

  test('a schema.json gives entities with their own questions', async () => {
    const questions = await patterns('mcp');
    expect((await ask(questions.get('Get a member by ID') ?? '')).plan).toBe('get');
    expect((await ask(questions.get('List the loans of a book') ?? '')).plan).toBe('query ByIsbn');
    expect((await ask(questions.get('List the loans with a status') ?? '')).plan).toBe('query ByStatus');
    const loans = await ask(questions.get("List a member's loans") ?? '');
    expect(loans.items.every(({ sk }) => String(sk).startsWith('LOAN#'))).toBe(true);
    const members = await ask('ddbdbg mcp member');
    expect(members.items.every(({ sk }) => sk === 'PROFILE')).toBe(true);
    expect(members.items[0]?.password_hash).toBe('[redacted]');
    const { stdout } = await run(['decode', 'ISBN#978', '-o', 'json']);
    expect(JSON.parse(stdout)).toMatchObject([
      { system: 'mcp loan', values: { isbn: '978' }, command: 'ddbdbg mcp loan --isbn 978' },
    ]);
  });

  test('a NoSQL Workbench model gives the entities in its sample data', async () => {
    expect((await ask('ddbdbg nosql customer c-1')).plan).toBe('get');
    expect((await ask('ddbdbg nosql order --c c-1')).items[0]).toMatchObject({ EntityType: 'order' });
    expect((await ask('ddbdbg nosql order-item --p p-1 --since 100w')).plan).toBe('query GSI1');
  });
});
