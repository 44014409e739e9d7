import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Ran } from './run-main';

export const BIN = join(import.meta.dirname, '../../bin/ddbdbg.js');

/** Runs use the cache of compiled code once it exists, like most runs of users. */
export const CACHE = join(import.meta.dirname, '../../node_modules/.cache');

/** Only what the program needs, so that the machine's AWS configuration does not affect a test. */
const ENV = {
  PATH: process.env.PATH ?? '',
  HOME: '/nonexistent',
  XDG_CACHE_HOME: CACHE,
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: 'us-east-1',
};

/** Runs the built program in a separate process, through pipes. */
export function spawnBin(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  return collect(startBin(words, env));
}

/** Starts the built program and returns the process, to which signals can be sent. {@link collect} waits for its end. */
export function startBin(words: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
  return spawn(process.execPath, [BIN, ...words], { env: { ...ENV, ...env } });
}

/** Runs a shell line in which `ddbdbg` is the built program. */
export function spawnShell(line: string, env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const script = `set -o pipefail; ddbdbg() { "${process.execPath}" "${BIN}" "$@"; }; ${line}`;
  return collect(spawn('bash', ['-c', script], { env: { ...ENV, ...env } }));
}

/** Collects the output of a program until it ends. The code is -1 if a signal killed it. */
export function collect(child: ChildProcess): Promise<Ran> {
  let stdout = '';
  let stderr = '';
  // The end of a chunk may split a character.
  child.stdout?.setEncoding('utf8');
  child.stderr?.setEncoding('utf8');
  child.stdout?.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? -1, stdout, stderr }));
  });
}
