import { beforeAll, describe, expect, inject, test } from 'vitest';
import { checkTarget } from '../../src/core/connect/target';
import type { AskInput } from '../../src/core/question/ask';
import { Session, type SessionOptions } from '../../src/core/session';
import { seedTable } from '../../src/local/seed';
import { createTable, engineClient } from '../../src/local/setup';
import { CATALOG } from '../../src/queries/registry';
import { NO_SECRETS } from '../../src/redact/redact';
import { builtInTable } from '../helpers/catalog';
import { startProxy } from '../helpers/proxy';

const NOW = Date.UTC(2025, 5, 16);
const TABLE = 'mfh-asked-platform-connection-auths';

beforeAll(async () => {
  const client = engineClient(inject('endpoint'));
  const definition = builtInTable('fusion', 'auths');
  if (!definition) throw new Error('No definition.');
  await createTable(client, definition, TABLE);
  await seedTable(client, definition, TABLE, NOW);
  client.destroy();
});

/** A session as a new surface would open it: no command line, no context, no formatter. */
async function openSession(options: Partial<SessionOptions> = {}) {
  const proxy = await startProxy(inject('endpoint'));
  const session = new Session({
    config: { catalog: CATALOG },
    target: checkTarget({ endpoint: proxy.endpoint, region: 'us-east-1' }),
    env: { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
    now: () => NOW,
    signal: new AbortController().signal,
    ...options,
  });
  return { session, seen: proxy.seen };
}

async function itemsOf(session: Session, ask: AskInput) {
  const answer = await session.run(await session.prepare(ask));
  const items = [];
  for await (const page of answer) items.push(...page.items);
  return { items, outcome: await answer.outcome() };
}

describe(`the session is all that a surface needs, on ${inject('engine')}`, () => {
  test('it prepares a question about a known table without sending anything', async () => {
    const { session, seen } = await openSession();
    const { plan } = await session.prepare({ command: 'fusion auths', table: TABLE, limit: '3' });
    expect(plan).toMatchObject({ operation: 'scan', table: TABLE });
    expect(seen).toEqual([]);
  });

  test('it refuses to scan a table that is too large, before any item is read', async () => {
    const { session, seen } = await openSession({ scanLimitMb: 0 });
    for (const ask of [{ command: 'fusion auths', table: TABLE }, { table: TABLE }]) {
      await expect(itemsOf(session, ask)).rejects.toMatchObject({
        code: 'scan-refused',
        remedies: expect.arrayContaining([{ kind: 'allow-scan' }]),
      });
    }
    expect(seen.map(({ operation }) => operation)).not.toContain('Scan');
  });

  test('it runs only what it has prepared itself', async () => {
    const { session, seen } = await openSession();
    const prepared = await session.prepare({ command: 'fusion auths', table: TABLE });
    await expect(session.run({ ...prepared, secrets: NO_SECRETS })).rejects.toThrow('not prepared');
    await expect((await openSession()).session.run(prepared)).rejects.toThrow('not prepared');
    expect(seen).toEqual([]);
  });

  test('it hides secrets, of a command and of the same table by its name', async () => {
    const { session } = await openSession();
    const { items: revealed } = await itemsOf((await openSession({ reveal: true })).session, {
      table: TABLE,
    });
    const secrets = revealed.flatMap(({ access_token: secret }) =>
      secret && 'S' in secret ? [secret.S] : [],
    );
    expect(secrets.length).toBeGreaterThan(2);
    for (const ask of [{ command: 'fusion auths', table: TABLE }, { table: TABLE }]) {
      const answered = await itemsOf(session, ask);
      expect(answered.items).toHaveLength(revealed.length);
      for (const secret of secrets) expect(JSON.stringify(answered)).not.toContain(secret);
    }
    const sample = JSON.stringify(await session.sample(TABLE, 400));
    for (const secret of secrets) expect(sample).not.toContain(secret);
  });
});
