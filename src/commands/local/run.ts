import { join } from 'node:path';
import type { Context } from '../../context';
import { isLoopback } from '../../dynamo/client/plain-http';
import { DdbdbgError, usageError } from '../../errors';
import { startDynalite } from '../../local/dynalite';
import { type PhysicalTable, physicalTables, seededDefinitions } from '../../local/physical-tables';
import { LOCAL_ENDPOINT } from '../../core/connect/open-client';
import { write } from '../output/writer';
import type { RawOptions } from '../options/option';
import { settingsOf } from '../options/settings';
import { namedCatalog } from '../../core/connect/demo-tables';

/** Runs an engine until the program is interrupted, which is its regular end. */
export async function runStart(options: RawOptions, context: Context): Promise<void> {
  const port = portOf(String(options.port ?? '8042'));
  const dataDir = typeof options.dataDir === 'string' ? options.dataDir : undefined;
  const name = String(options.engine ?? 'dynalite');
  const engine = await startEngine(name, port, dataDir, context);
  const place = engine.endpoint === LOCAL_ENDPOINT ? '' : ` --endpoint-url ${engine.endpoint}`;
  await write(
    context.stdout,
    `${name} answers at ${engine.endpoint} (${dataDir ? `data in ${dataDir}` : 'data in memory'}); Ctrl-C stops it.\n` +
      `In another terminal: ddbdbg local setup${place} && ddbdbg local seed${place}\n`,
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

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw usageError(`--port: '${text}' is no port number.`);
  return port;
}

/** Creates the tables that are missing. */
export async function runSetup(options: RawOptions, context: Context): Promise<void> {
  const { createTable, engineClient } = await import('../../local/setup');
  await eachTable(options, context, engineClient, async (client, { name, whole }) => {
    const created = await createTable(client, whole, name);
    return `${created ? 'created' : 'was there'}  ${name}`;
  });
}

/** Loads the sample data. */
export async function runSeed(options: RawOptions, context: Context): Promise<void> {
  const { engineClient } = await import('../../local/setup');
  const { seedTable } = await import('../../local/seed');
  await eachTable(options, context, engineClient, async (client, physical) => {
    const { name } = physical;
    let items = 0;
    for (const table of seededDefinitions(physical))
      items += await seedTable(client, table, name, context.now);
    return `${String(items).padStart(5)} items  ${name}`;
  });
}

type EngineClient = Awaited<typeof import('../../local/setup')>['engineClient'] extends (
  endpoint: string,
) => infer C
  ? C
  : never;

/** Does one thing for each table of the catalog, and tells what came of it, a line each. */
async function eachTable(
  options: RawOptions,
  context: Context,
  connect: (endpoint: string) => EngineClient,
  act: (client: EngineClient, table: PhysicalTable) => Promise<string>,
): Promise<void> {
  const endpoint = engineEndpoint(options);
  const { stage } = settingsOf(options, context.env, context.config.defaults);
  const client = connect(endpoint);
  try {
    for (const table of physicalTables(namedCatalog({ stage }, context))) {
      if (context.signal.aborted) throw context.signal.reason;
      await write(context.stdout, `${await act(client, table)}\n`);
    }
  } catch (cause) {
    throw explained(cause, endpoint);
  } finally {
    client.destroy();
  }
}

/** Where to write. Refuses anything but this machine, unless the user insists. */
function engineEndpoint(options: RawOptions): string {
  const endpoint = String(options.endpointUrl ?? LOCAL_ENDPOINT);
  if (!URL.canParse(endpoint)) throw usageError(`--endpoint-url: '${endpoint}' is no http or https address.`);
  if (options.yes !== true && !isLoopback(new URL(endpoint).hostname)) {
    throw usageError(
      `--endpoint-url: ${endpoint} is not this machine, and this command writes.`,
      'Insist with --yes.',
    );
  }
  return endpoint;
}

function explained(cause: unknown, endpoint: string): unknown {
  const code = (cause as { code?: unknown }).code;
  if (code === 'ECONNREFUSED') {
    return new DdbdbgError('service', `No engine answers at ${endpoint}.`, {
      hint: 'Run `ddbdbg local start` first.',
      cause,
    });
  }
  if (cause instanceof Error && cause.name === 'ResourceNotFoundException') {
    return new DdbdbgError('not-found', 'The tables are not there yet.', {
      hint: 'Run `ddbdbg local setup` first.',
      cause,
    });
  }
  return cause;
}
