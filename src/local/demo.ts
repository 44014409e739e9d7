import type { TableDefinition } from '../dynamo/definition';
import { type Engine, startDynalite } from './dynalite';
import { seedTable } from './seed';
import { createTable, engineClient } from './setup';

/** Starts an engine in this process that holds the tables with their sample data, unless one is to be empty. */
export async function startDemo(
  tables: readonly { readonly table: TableDefinition; readonly name: string; readonly empty?: boolean }[],
  now: number,
): Promise<Engine> {
  const engine = await startDynalite(0);
  const client = engineClient(engine.endpoint);
  await Promise.all(
    tables.map(async ({ table, name, empty }) => {
      await createTable(client, table, name);
      if (!empty) await seedTable(client, table, name, now);
    }),
  );
  client.destroy();
  return engine;
}
