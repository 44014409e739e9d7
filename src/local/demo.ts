import { type Engine, startDynalite } from './dynalite';
import { type NamedTable, physicalTables, seededDefinitions } from './physical-tables';
import { seedTable } from './seed';
import { createTable, engineClient } from './setup';

/** Starts an engine in this process with the tables and their sample data, except tables that are to stay empty. */
export async function startDemo(
  tables: readonly (NamedTable & { readonly empty?: boolean })[],
  now: number,
): Promise<Engine> {
  const engine = await startDynalite(0);
  const client = engineClient(engine.endpoint);
  const empty = new Set(tables.filter((table) => table.empty).map(({ name }) => name));
  await Promise.all(
    physicalTables(tables).map(async (physical) => {
      const { name, whole } = physical;
      await createTable(client, whole, name);
      if (empty.has(name)) return;
      for (const table of seededDefinitions(physical)) await seedTable(client, table, name, now);
    }),
  );
  client.destroy();
  return engine;
}
