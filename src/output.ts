import { fstatSync, writeSync } from 'node:fs';

/** The width to assume for a terminal that does not report its own, in cells. */
export const USUAL_WIDTH = 80;

/** The part of a writable stream that the program needs. */
export interface OutputStream {
  readonly isTTY?: boolean | undefined;
  /** The width of a terminal, in cells. */
  readonly columns?: number | undefined;
  write(chunk: string, callback?: (error?: Error | null) => void): boolean;
  on(event: 'error', listener: (error: Error) => void): unknown;
  off(event: 'error', listener: (error: Error) => void): unknown;
}

/**
 * Returns the stream itself or, if it is a file, one that writes every byte or reports why it can't. Node's own stream writes once
 * and assumes that everything was written, so on a full disk the end of the output would silently be missing.
 */
export function completeOutput(stream: OutputStream & { readonly fd?: number }): OutputStream {
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

/** A stream that remembers its first write error, as not every caller waits for the result. */
export class TrackedOutput implements OutputStream {
  readonly #stream: OutputStream;
  /** The first write error, except that the reader has closed the pipe. */
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
    return isTTY ? USUAL_WIDTH : undefined; // some terminals report 0
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

  /** Resolves when everything written so far has been flushed or has failed. */
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
