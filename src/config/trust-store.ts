import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { usageError } from '../errors';
import { stateFolder, writePrivately } from './state-folder';

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether the user has said that a file may do everything: with these contents, with other contents, or never. */
export type TrustState = 'trusted' | 'changed' | 'unknown';

/** A file that the user has trusted, and the hash of its contents at that time. */
export interface TrustedFile {
  readonly path: string;
  readonly fingerprint: string;
}

/**
 * The configuration files that the user has trusted, or has been told about. Kept in the user's own state folder, one small file for each,
 * which only the user can read. A file is known by its path, with the links in it resolved except for the last step, and by its contents.
 */
export class TrustStore {
  readonly #root: string | undefined;

  constructor(env: Environment) {
    this.#root = stateFolder(env);
  }

  stateOf(path: string, fingerprint: string): TrustState {
    const known = this.#read('trusted', placeOf(path));
    if (known === undefined) return 'unknown';
    return known.fingerprint === fingerprint ? 'trusted' : 'changed';
  }

  /** Remembers that a file is trusted. Throws a usage error if that is not possible. */
  trust(path: string, fingerprint: string): void {
    if (this.#root === undefined)
      throw usageError(
        'There is no folder to remember this in: neither XDG_STATE_HOME nor HOME is an existing folder.',
        { kind: 'name-config' },
      );
    try {
      this.#write('trusted', { path: placeOf(path), fingerprint });
    } catch (error) {
      throw usageError(`Cannot remember this in ${this.#root}: ${(error as Error).message}.`);
    }
  }

  /** Forgets a file. Returns whether it was known. */
  remove(path: string): boolean {
    const place = placeOf(path);
    const isKnown = this.#read('trusted', place) !== undefined;
    if (this.#root !== undefined) rmSync(this.#fileOf('trusted', place), { force: true });
    return isKnown;
  }

  /** Returns all trusted files, ordered by path. */
  list(): readonly TrustedFile[] {
    const folder = this.#root === undefined ? undefined : join(this.#root, 'trusted');
    if (folder === undefined || !existsSync(folder)) return [];
    return readdirSync(folder)
      .flatMap((name) => entryOf(join(folder, name)) ?? [])
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Remembers that the user has been told about a file. Returns whether that is new, or undefined if it can't be remembered. */
  see(path: string, fingerprint: string): boolean | undefined {
    if (this.#root === undefined) return undefined;
    const place = placeOf(path);
    if (this.#read('seen', place)?.fingerprint === fingerprint) return false;
    try {
      this.#write('seen', { path: place, fingerprint });
      return true;
    } catch {
      return undefined;
    }
  }

  #fileOf(kind: 'trusted' | 'seen', path: string): string {
    return join(this.#root ?? '', kind, createHash('sha256').update(path).digest('hex'));
  }

  #read(kind: 'trusted' | 'seen', path: string): TrustedFile | undefined {
    if (this.#root === undefined) return undefined;
    const entry = entryOf(this.#fileOf(kind, path));
    return entry?.path === path ? entry : undefined;
  }

  #write(kind: 'trusted' | 'seen', entry: TrustedFile): void {
    writePrivately(this.#fileOf(kind, entry.path), `${JSON.stringify(entry)}\n`);
  }
}

/** Returns a path with the links in its folder resolved. A link in the last step is what is trusted, so it remains. */
function placeOf(path: string): string {
  try {
    return join(realpathSync(dirname(path)), basename(path));
  } catch {
    return path; // the folder no longer exists
  }
}

function entryOf(file: string): TrustedFile | undefined {
  try {
    const { path, fingerprint } = JSON.parse(readFileSync(file, 'utf8'));
    return typeof path === 'string' && typeof fingerprint === 'string' ? { path, fingerprint } : undefined;
  } catch {
    return undefined; // absent, or damaged: then the user is asked again
  }
}
