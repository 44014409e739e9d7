import { join } from 'node:path';
import type { Context } from '../../context';
import { LOCAL_ENDPOINT } from '../../core/connect/target';
import { realName } from '../../core/question/table-name';
import { DdbdbgError, usageError } from '../../errors';
import { startDynalite } from '../../local/dynalite';
import { type PhysicalTable, physicalTables, seededDefinitions } from '../../local/physical-tables';
import { isLoopback } from '../../loopback';
import type { GivenOptions } from '../options/option';
import { valuesOf } from '../options/settings';
import { write } from '../output/writer';
import { FILL_OPTIONS, START_OPTIONS } from './options';

/** Runs an engine until the program is interrupted. */
export async function runStart(given: GivenOptions, context: Context): Promise<void> {
  const { port, engine: name, dataDir } = valuesOf(START_OPTIONS, given, { env: context.env });
  const engine = await startEngine(name, port, dataDir, context);
  const endpointOption = engine.endpoint === LOCAL_ENDPOINT ? '' : ` --endpoint-url ${engine.endpoint}`;
  await write(
    context.stdout,
    `${name} is listening on ${engine.endpoint} (${dataDir ? `data in ${dataDir}` : 'data in memory'}). Press Ctrl-C to stop.\n` +
      `In another terminal: ddbdbg local setup${endpointOption} && ddbdbg local seed${endpointOption}\n`,
  );
  await new Promise<void>((resolve) => {
    if (context.signal.aborted) resolve();
    context.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await engine.stop();
}

async function startEngine(name: string, port: number, dataDir: string | undefined, context: Context) {
  if (name === 'dynalite') return startDynalite(port, dataDir);
  const { startDynamoDbLocal } = await import('../../local/dynamodb-local');
  return startDynamoDbLocal(port, context.programFile || join(context.cwd, 'package.json'), dataDir);
}

/** Creates the tables that are missing. */
export async function runSetup(given: GivenOptions, context: Context): Promise<void> {
  const { createTable, engineClient } = await import('../../local/setup');
  await eachTable(given, context, engineClient, async (client, { name, whole }) => {
    const created = await createTable(client, whole, name);
    return `${created ? 'created' : 'exists '}  ${name}`;
  });
}

/** Loads the sample data. */
export async function runSeed(given: GivenOptions, context: Context): Promise<void> {
  const { engineClient } = await import('../../local/setup');
  const { seedTable } = await import('../../local/seed');
  await eachTable(given, context, engineClient, async (client, physical) => {
    const { name } = physical;
    let items = 0;
    for (const table of seededDefinitions(physical))
      items += await seedTable(client, table, name, context.now);
    return `${String(items).padStart(5)} items  ${name}`;
  });
}

type EngineClient = ReturnType<typeof import('../../local/setup').engineClient>;

/** Calls `act` for each table of the catalog, and prints its results, one per line. */
async function eachTable(
  given: GivenOptions,
  context: Context,
  connect: (endpoint: string) => EngineClient,
  act: (client: EngineClient, table: PhysicalTable) => Promise<string>,
): Promise<void> {
  const { env, config } = context;
  const { endpointUrl, yes, stage } = valuesOf(FILL_OPTIONS, given, { env, defaults: config.defaults });
  const endpoint = engineEndpoint(endpointUrl, yes);
  const tables = config.catalog.map((table) => ({ table, name: realName(table, stage) }));
  const client = connect(endpoint);
  try {
    for (const table of physicalTables(tables)) {
      if (context.signal.aborted) throw context.signal.reason;
      await write(context.stdout, `${await act(client, table)}\n`);
    }
  } catch (cause) {
    throw withRemedy(cause, endpoint);
  } finally {
    client.destroy();
  }
}

/** Returns the endpoint to write to. Throws a usage error if it is not on this machine, unless `confirmed`. */
function engineEndpoint(endpoint = LOCAL_ENDPOINT, confirmed: boolean): string {
  const origin = { part: 'setting', name: 'endpoint' } as const;
  if (!URL.canParse(endpoint))
    throw usageError(`'${endpoint}' is not an http or https URL.`, undefined, origin);
  if (confirmed || isLoopback(new URL(endpoint).hostname)) return endpoint;
  throw usageError(
    `This command writes, and ${endpoint} is not on this machine.`,
    'Add --yes to write there.',
    origin,
  );
}

/** Adds a remedy to errors that the user can fix. */
function withRemedy(cause: unknown, endpoint: string): unknown {
  const code = (cause as { code?: unknown }).code;
  if (code === 'ECONNREFUSED') {
    return new DdbdbgError('service', `No engine is listening on ${endpoint}.`, {
      remedy: 'Run `ddbdbg local start` first.',
      cause,
    });
  }
  if (cause instanceof Error && cause.name === 'ResourceNotFoundException') {
    return new DdbdbgError('not-found', 'The tables do not exist yet.', {
      remedy: 'Run `ddbdbg local setup` first.',
      cause,
    });
  }
  return cause;
}
