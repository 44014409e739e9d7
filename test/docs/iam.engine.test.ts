import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { seedTable } from '../../src/local/seed';
import { createTable, engineClient } from '../../src/local/setup';
import { builtInTable } from '../helpers/catalog';
import { type Seen, startProxy } from '../helpers/proxy';
import { runMain } from '../helpers/run-main';

const page = readFileSync(join(import.meta.dirname, '../../docs/iam.md'), 'utf8');
/** The actions that the policies on the page allow. */
const [all = [], least = []] = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text = '']) =>
  (JSON.parse(text) as { Statement: { Action: string[] }[] }).Statement.flatMap(({ Action }) => Action),
);

const TABLE = 'permitted-executions';

beforeAll(async () => {
  const client = engineClient(inject('endpoint'));
  const tables = { [TABLE]: ['executions'], 'permitted-accounts': ['fusion', 'user-accounts'] };
  for (const [name, command] of Object.entries(tables)) {
    const definition = builtInTable(...command);
    if (!definition) throw new Error(`No definition for ${name}.`);
    await createTable(client, definition, name);
    await seedTable(client, definition, name, Date.UTC(2025, 5, 16));
  }
  client.destroy();
});

/** Runs a command line against a DynamoDB that allows only these actions. */
async function permitted(actions: readonly string[], words: readonly string[], seen: Seen[] = []) {
  const proxy = await startProxy(inject('endpoint'), {
    fault: ({ operation }) => (actions.includes(`dynamodb:${operation}`) ? undefined : 'access denied'),
  });
  const ran = await runMain([...words, '-o', 'json', '--endpoint-url', proxy.endpoint]);
  seen.push(...proxy.seen);
  return ran;
}

describe(`docs/iam.md, on ${inject('engine')}`, () => {
  const LINES = [
    `executions --tenant acme --table ${TABLE}`,
    `executions --tenant acme --status success --count --table ${TABLE}`,
    `executions --tenant acme --status success --limit 2 --sort job_id --table ${TABLE}`,
    `find ${TABLE} --limit 3`,
    `find ${TABLE} --segments 2`,
    `tables ${TABLE}`,
    'tables',
  ];

  test('the policy is enough for every command, and allows nothing that is not used', async () => {
    const seen: Seen[] = [];
    for (const line of LINES)
      expect(await permitted(all, line.split(' '), seen), line).toMatchObject({ code: 0 });
    const { stdout } = await permitted(all, `find ${TABLE} --limit 1`.split(' '));
    const [{ PK, SK }] = JSON.parse(stdout);
    const item = await permitted(all, ['find', TABLE, '--where', `PK=${PK}`, '--where', `SK=${SK}`], seen);
    expect(item).toMatchObject({ code: 0 });
    const used = new Set(seen.map(({ operation }) => `dynamodb:${operation}`));
    // BatchGetItem is for indexes that do not project every attribute; see the tests of fetch-unprojected.
    expect([...used, 'dynamodb:BatchGetItem'].sort()).toEqual([...all].sort());
  });

  test('the smaller policy is enough for lookups by key', async () => {
    for (const line of LINES.slice(0, 3))
      expect(await permitted(least, line.split(' ')), line).toMatchObject({ code: 0 });
    const scan = await permitted(
      [...least, 'dynamodb:Scan'],
      `fusion user-accounts --table permitted-accounts`.split(' '),
    );
    expect(scan).toMatchObject({ code: 6, stderr: expect.stringContaining('its size is unknown') });
  });
});
