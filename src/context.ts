/** Everything outside the program that it touches. `bin/` makes it out of the process; tests make their own. */
export interface Context {
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
}

/** What the program needs of a stream to write to. */
export interface OutputStream {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(chunk: string, callback?: (error?: Error | null) => void): boolean;
  on(event: 'error', listener: (error: Error) => void): unknown;
}
