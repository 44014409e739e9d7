import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Ran } from './run-main';

export const BIN = join(import.meta.dirname, '../../bin/ddbdbg.js');

/** Only what the program needs: nothing of the machine's AWS set-up leaks into a test. */
const ENV = {
  PATH: process.env.PATH ?? '',
  HOME: '/nonexistent',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: 'us-east-1',
};

/** Runs the built program as a process of its own, through pipes. */
export function spawnBin(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  return collect(spawn(process.execPath, [BIN, ...words], { env: { ...ENV, ...env } }));
}

/** Runs a shell line in which `ddbdbg` is the built program. */
export function spawnShell(line: string, env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const script = `set -o pipefail; ddbdbg() { "${process.execPath}" "${BIN}" "$@"; }; ${line}`;
  return collect(spawn('bash', ['-c', script], { env: { ...ENV, ...env } }));
}

function collect(child: ReturnType<typeof spawn>): Promise<Ran> {
  let stdout = '';
  let stderr = '';
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
