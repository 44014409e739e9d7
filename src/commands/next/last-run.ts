import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { stateFolder, writePrivately } from '../../config/state-folder';
import type { Context } from '../../context';
import type { Target } from '../../core/connect/target';
import type { AskInput } from '../../core/question/ask';

/** Where the last run of a question on a terminal stopped. */
export type LastRun =
  | { readonly stopped: 'early'; readonly cursor: string }
  | { readonly stopped: 'at the end' }
  /** There are more items, but the cursor would contain a secret, which is never stored. */
  | { readonly stopped: 'at a secret' };

/** Files older than this many milliseconds are deleted, and so are those beyond this number. */
const MAX_AGE = 24 * 3_600_000;
const MAX_FILES = 50;

/** The maximum length of a stored cursor. That of a Scan in many segments may be longer. */
const MAX_CURSOR = 32_768;

/**
 * The file that remembers where the last run of a question on a terminal stopped. Only the user may read it, as a cursor contains the key
 * of an item. Nothing depends on it: if it can't be written, the summary prints the cursor.
 */
export class LastRunFile {
  readonly #folder: string;
  readonly #file: string;
  readonly #now: number;

  private constructor(folder: string, name: string, now: number) {
    this.#folder = folder;
    this.#file = join(folder, `${name}.json`);
    this.#now = now;
  }

  /** Returns the file for a question, or undefined if stderr is not a terminal or there is no folder for it. */
  static of(ask: AskInput, target: Target, context: Context): LastRunFile | undefined {
    const folder = stateFolder(context.env);
    if (context.terminal === undefined || folder === undefined) return undefined;
    return new LastRunFile(join(folder, 'next'), questionName(ask, target, context), context.now);
  }

  /** Returns the last run. Undefined if there was none recently, or its file can't be read. */
  read(): LastRun | undefined {
    try {
      if (statSync(this.#file).mtimeMs < this.#now - MAX_AGE) return undefined;
      const run = JSON.parse(readFileSync(this.#file, 'utf8')) as LastRun;
      return run.stopped === 'early' && typeof run.cursor !== 'string' ? undefined : run;
    } catch {
      return undefined;
    }
  }

  /** Stores a run. Returns false if that was not possible. */
  write(run: LastRun): boolean {
    if (run.stopped === 'early' && run.cursor.length > MAX_CURSOR) {
      this.remove();
      return false;
    }
    try {
      // Most questions end in one run, which needs no file.
      if (run.stopped === 'at the end' && this.read() === undefined) return true;
      writePrivately(this.#file, JSON.stringify(run));
      this.#deleteOld();
      return true;
    } catch {
      return false;
    }
  }

  /** Forgets the last run. */
  remove(): void {
    try {
      rmSync(this.#file, { force: true });
    } catch {
      // a folder without write permission
    }
  }

  #deleteOld(): void {
    const files = readdirSync(this.#folder)
      .map((name) => join(this.#folder, name))
      .map((path) => ({ path, age: this.#now - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) }))
      .sort((a, b) => a.age - b.age);
    for (const [i, { path, age }] of files.entries())
      if (i >= MAX_FILES || age > MAX_AGE) rmSync(path, { force: true });
  }
}

/** The environment variables that determine where a question is sent. */
const TARGET_VARIABLES = [
  'AWS_PROFILE',
  'AWS_DEFAULT_PROFILE',
  'AWS_REGION',
  'AWS_DEFAULT_REGION',
  'AWS_ENDPOINT_URL',
  'AWS_ENDPOINT_URL_DYNAMODB',
] as const;

/** The members of a question and a target that may differ between two runs of the same question. */
const VARIABLE_MEMBERS: ReadonlySet<string> = new Set<keyof AskInput | keyof Target>([
  'limit',
  'columns',
  'cursor',
  'count',
  'allowScan',
  'segments',
  'maxRcu',
  'insecure',
]);

/** Returns a hash of what makes a question on this terminal the same. */
function questionName(ask: AskInput, target: Target, { terminal, env }: Context): string {
  const variables = TARGET_VARIABLES.map((name) => env[name] ?? '');
  const text = JSON.stringify([terminal, fixedMembers(ask), fixedMembers(target), variables]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

function fixedMembers(value: object): readonly unknown[] {
  return Object.entries(value)
    .filter(([name, member]) => member !== undefined && !VARIABLE_MEMBERS.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
