import { type Engine, startDynalite } from './dynalite';
import { type NamedTable, physicalTables, seededDefinitions } from './physical-tables';
import { seedTable } from './seed';
import { createTable, engineClient } from './setup';

/** An engine inside this process. Each table is created, with sample data, when it is first needed. */
export class Demo {
  readonly #engine: Engine;
  readonly #now: number;
  readonly #created = new Map<string, Promise<void>>();
  readonly #seeded = new Map<string, Promise<void>>();

  private constructor(engine: Engine, now: number) {
    this.#engine = engine;
    this.#now = now;
  }

  /** Starts the engine. The times of the sample data are relative to `now` (epoch milliseconds). */
  static async start(now: number): Promise<Demo> {
    return new Demo(await startDynalite(0), now);
  }

  get endpoint(): string {
    return this.#engine.endpoint;
  }

  /** Creates tables that do not exist yet, and waits until they are ready. `empty` skips their items, which take most of the time. */
  async ensure(tables: readonly NamedTable[], items: 'with items' | 'empty'): Promise<void> {
    const client = engineClient(this.#engine.endpoint);
    await Promise.all(
      physicalTables(tables).map(async (physical) => {
        const { name, whole } = physical;
        await once(this.#created, name, async () => {
          await createTable(client, whole, name);
        });
        if (items === 'empty') return;
        await once(this.#seeded, name, async () => {
          for (const table of seededDefinitions(physical)) await seedTable(client, table, name, this.#now);
        });
      }),
    );
    client.destroy();
  }

  stop(): Promise<void> {
    return this.#engine.stop();
  }
}

function once(known: Map<string, Promise<void>>, name: string, make: () => Promise<void>): Promise<void> {
  const made = known.get(name) ?? make();
  known.set(name, made);
  return made;
}
