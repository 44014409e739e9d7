import type { Configuration } from './config/configuration';
import { DdbdbgError } from './errors';
import { NotedOutput, type OutputStream, wholeOutput } from './output';

export type { OutputStream };

/** Everything that a command works with: what is outside the program, and what is configured there. */
export interface Context extends Surroundings {
  readonly config: Configuration;
}

/** Everything outside the program that it touches. */
export interface Surroundings {
  /** Words of the command line after the program's name. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** Epoch milliseconds; one moment for the whole run. */
  readonly now: number;
  /** Aborts on SIGINT and SIGTERM. The reason is a DdbdbgError. */
  readonly signal: AbortSignal;
  /** The working directory. */
  readonly cwd: string;
  /** The file that was started, from which installed packages can be found. */
  readonly programFile: string;
}

/** What the surroundings need of Node's process. */
export interface ProcessLike {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  cwd(): string;
  once(event: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  off(event: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
}

/** What a run needs to end in good order. */
export interface Ending {
  /** Waits until all is written, and tells what of the result was lost, if anything was. */
  written(): Promise<Error | undefined>;
  /** Takes the handlers away. */
  dispose(): void;
}

/**
 * The surroundings that a process gives. The first SIGINT or SIGTERM asks the program to end in good order; as nobody handles either
 * any more by then, a second one kills it.
 */
export function surroundingsOf(process: ProcessLike): Surroundings & Ending {
  const controller = new AbortController();
  const end = (code: 'interrupted' | 'terminated', message: string) => () => {
    release();
    controller.abort(new DdbdbgError(code, message));
  };
  const onInterrupt = end('interrupted', 'Interrupted.');
  const onTerminate = end('terminated', 'Terminated.');
  const release = () => {
    process.off('SIGINT', onInterrupt);
    process.off('SIGTERM', onTerminate);
  };
  const ignore = () => {}; // a write that fails rejects where it is awaited
  process.once('SIGINT', onInterrupt);
  process.once('SIGTERM', onTerminate);
  process.stdout.on('error', ignore);
  process.stderr.on('error', ignore);
  const stdout = new NotedOutput(wholeOutput(process.stdout));
  const stderr = new NotedOutput(wholeOutput(process.stderr));
  return {
    argv: process.argv.slice(2),
    env: process.env,
    stdout,
    stderr,
    now: Date.now(),
    signal: controller.signal,
    cwd: workingDirectory(process),
    programFile: process.argv[1] ?? '',
    async written() {
      await Promise.all([stdout.written(), stderr.written()]);
      return stdout.lost;
    },
    dispose: release,
  };
}

/** One that has been removed meanwhile is nowhere, and so nothing is above it but the root. */
function workingDirectory(process: ProcessLike): string {
  try {
    return process.cwd();
  } catch {
    return '/';
  }
}
