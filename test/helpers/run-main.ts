import type { OutputStream, ProcessLike } from '../../src/context';
import { main } from '../../src/main';

/** The result of a command line. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  /** stdout and stderr are terminals of this width in cells; pipes when absent. */
  readonly terminal?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** The working directory. */
  readonly cwd?: string;
  /** Called with each chunk written to stdout; may send a signal. */
  readonly onStdout?: (chunk: string, signal: (name: 'SIGINT' | 'SIGTERM') => void) => void;
}

/** Runs the program in this process, as `bin/` does, and captures its streams. */
export async function runMain(words: readonly string[], around: Surroundings = {}): Promise<Ran> {
  let stdout = '';
  let stderr = '';
  const listeners = new Map<string, () => void>();
  const signal = (name: 'SIGINT' | 'SIGTERM') => listeners.get(name)?.();
  const stream = (onChunk: (chunk: string) => void): OutputStream => ({
    isTTY: around.terminal !== undefined,
    columns: around.terminal,
    write(chunk, callback) {
      onChunk(chunk);
      if (callback) queueMicrotask(callback);
      return true;
    },
    on: () => undefined,
    off: () => undefined,
  });
  const process: ProcessLike = {
    argv: ['node', 'ddbdbg', ...words],
    env: { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1', ...around.env },
    stdout: stream((chunk) => {
      stdout += chunk;
      around.onStdout?.(chunk, signal);
    }),
    stderr: stream((chunk) => {
      stderr += chunk;
    }),
    cwd: () => around.cwd ?? '/',
    once: (event, listener) => listeners.set(event, listener),
    off: (event) => listeners.delete(event),
  };
  const code = await main(process);
  return { code, stdout, stderr };
}
