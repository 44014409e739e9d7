import { DdbdbgError } from './errors';

/** Everything outside the program that it touches. Made out of the process in `main`; tests make their own. */
export interface Context {
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

/** What the program needs of a stream to write to. */
export interface OutputStream {
  readonly isTTY?: boolean | undefined;
  /** Width in cells, of a terminal. */
  readonly columns?: number | undefined;
  write(chunk: string, callback?: (error?: Error | null) => void): boolean;
  on(event: 'error', listener: (error: Error) => void): unknown;
  off(event: 'error', listener: (error: Error) => void): unknown;
}

/** What a context needs of Node's process. */
export interface ProcessLike {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  cwd(): string;
  once(event: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  off(event: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
}

/**
 * The context of a process. The first SIGINT or SIGTERM asks the program to end in good order; as its handler is gone by then, a
 * second one kills it. `dispose` takes the handlers away again.
 */
export function contextOf(process: ProcessLike): Context & { dispose(): void } {
  const controller = new AbortController();
  const onInterrupt = () => controller.abort(new DdbdbgError('interrupted', 'Interrupted.'));
  const onTerminate = () => controller.abort(new DdbdbgError('terminated', 'Terminated.'));
  const ignore = () => {}; // a write that fails rejects where it is awaited
  process.once('SIGINT', onInterrupt);
  process.once('SIGTERM', onTerminate);
  process.stdout.on('error', ignore);
  process.stderr.on('error', ignore);
  return {
    argv: process.argv.slice(2),
    env: process.env,
    stdout: process.stdout,
    stderr: process.stderr,
    now: Date.now(),
    signal: controller.signal,
    cwd: process.cwd(),
    programFile: process.argv[1] ?? '',
    dispose() {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onTerminate);
    },
  };
}
