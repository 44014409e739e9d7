import { fstatSync, writeSync } from 'node:fs';

/** Width of a terminal that doesn't tell its own, in cells. */
export const USUAL_WIDTH = 80;

/** What the program needs of a stream to write to. */
export interface OutputStream {
  readonly isTTY?: boolean | undefined;
  /** Width in cells, of a terminal. */
  readonly columns?: number | undefined;
  write(chunk: string, callback?: (error?: Error | null) => void): boolean;
  on(event: 'error', listener: (error: Error) => void): unknown;
  off(event: 'error', listener: (error: Error) => void): unknown;
}

/**
 * The stream itself, or where it goes to a file, one that writes every byte or says why not. Node's own writes once and takes it
 * for granted that all was written, so on a disk that fills up the end of the output would be missing without a word.
 */
export function wholeOutput(stream: OutputStream & { readonly fd?: number }): OutputStream {
  const { fd } = stream;
  if (fd === undefined || !isFile(fd)) return stream;
  return {
    isTTY: false,
    write(chunk, callback) {
      const error = writeAll(fd, Buffer.from(chunk, 'utf8'));
      if (callback) queueMicrotask(() => callback(error));
      return true;
    },
    on: (event, listener) => stream.on(event, listener),
    off: (event, listener) => stream.off(event, listener),
  };
}

/** A stream that keeps the first error of its writes, as not everybody who writes waits for how it went. */
export class NotedOutput implements OutputStream {
  readonly #stream: OutputStream;
  /** What went wrong first, unless it is only that nobody reads any more. */
  lost: NodeJS.ErrnoException | undefined;

  constructor(stream: OutputStream) {
    this.#stream = stream;
  }

  get isTTY(): boolean | undefined {
    return this.#stream.isTTY;
  }

  get columns(): number | undefined {
    const { columns = 0, isTTY } = this.#stream;
    if (columns > 0) return columns;
    return isTTY ? USUAL_WIDTH : undefined; // some terminals say 0
  }

  write(chunk: string, callback?: (error?: Error | null) => void): boolean {
    return this.#stream.write(chunk, (error?: NodeJS.ErrnoException | null) => {
      if (error && error.code !== 'EPIPE') this.lost ??= error;
      callback?.(error);
    });
  }

  on(event: 'error', listener: (error: Error) => void): unknown {
    return this.#stream.on(event, listener);
  }

  off(event: 'error', listener: (error: Error) => void): unknown {
    return this.#stream.off(event, listener);
  }

  /** Resolves when everything written before has gone out, or can't. */
  written(): Promise<void> {
    return new Promise((resolve) => {
      this.#stream.write('', () => resolve());
    });
  }
}

function isFile(fd: number): boolean {
  try {
    return fstatSync(fd).isFile();
  } catch {
    return false;
  }
}

function writeAll(fd: number, bytes: Buffer): Error | undefined {
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
    return undefined;
  } catch (error) {
    return error as Error;
  }
}
