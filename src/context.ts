import { fstatSync } from 'node:fs';
import type { Configuration } from './config/configuration';
import { DdbdbgError } from './errors';
import { completeOutput, type OutputStream, TrackedOutput } from './output';

export type { OutputStream };

/** Everything that a command works with: the program's surroundings and its configuration. */
export interface Context extends Surroundings {
  readonly config: Configuration;
}

/** Everything outside the program that it uses. */
export interface Surroundings {
  /** The command line's arguments, without the program's name. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** Writes a line to stderr after everything else, error messages included. */
  readonly writeLast: (line: string) => void;
  /** Identifies the terminal that stderr is, so that a later run can tell whether it is on the same one. Undefined if it is none. */
  readonly terminal?: string | undefined;
  /** Returns what the user types, if stdin is a terminal. It is opened only then, as that takes a moment. */
  keyboard(): NodeJS.ReadableStream | undefined;
  /** The time of the run in epoch milliseconds. It stays the same throughout. */
  readonly now: number;
  /** Aborts on SIGINT and SIGTERM. The reason is a DdbdbgError. */
  readonly signal: AbortSignal;
  /** The working directory. */
  readonly cwd: string;
  /** The file that was run, used to find installed packages. */
  readonly programFile: string;
}

/** The part of Node's process that the surroundings need. */
export interface ProcessLike {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly stdin?: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  cwd(): string;
  once(event: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  off(event: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
}

/** What a run needs to end cleanly. */
export interface Ending {
  /** Waits until all output is written. Resolves to the first error that lost part of the result, if any. */
  written(): Promise<Error | undefined>;
  /** Writes the line that comes after all others, if any, and removes the signal handlers. */
  end(): Promise<void>;
}

/**
 * Returns the surroundings of a process. The first SIGINT or SIGTERM asks the program to end cleanly and removes the handlers, so a
 * second one kills it.
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
  const ignore = () => {}; // a failed write rejects where it is awaited
  process.once('SIGINT', onInterrupt);
  process.once('SIGTERM', onTerminate);
  process.stdout.on('error', ignore);
  process.stderr.on('error', ignore);
  const stdout = new TrackedOutput(completeOutput(process.stdout));
  const stderr = new TrackedOutput(completeOutput(process.stderr));
  let lastLine = '';
  return {
    argv: process.argv.slice(2),
    env: process.env,
    stdout,
    stderr,
    writeLast: (line) => {
      lastLine = `${line}\n`;
    },
    terminal: terminalOf(process.stderr, process.env),
    keyboard: () => (process.stdin?.isTTY ? process.stdin : undefined),
    now: Date.now(),
    signal: controller.signal,
    cwd: workingDirectory(process),
    programFile: process.argv[1] ?? '',
    async written() {
      await Promise.all([stdout.written(), stderr.written()]);
      return stdout.lost;
    },
    async end() {
      if (lastLine !== '') stderr.write(lastLine);
      await stderr.written();
      release();
    },
  };
}

/** Identifies a terminal by its device, or on Windows, which has none, by its session. */
function terminalOf(
  stream: OutputStream & { readonly fd?: number },
  { WT_SESSION }: ProcessLike['env'],
): string | undefined {
  if (!stream.isTTY) return undefined;
  try {
    return `${stream.fd === undefined ? '' : fstatSync(stream.fd).rdev} ${WT_SESSION ?? ''}`;
  } catch {
    return undefined;
  }
}

/** The working directory, or the root if it has been removed. */
function workingDirectory(process: ProcessLike): string {
  try {
    return process.cwd();
  } catch {
    return '/';
  }
}
