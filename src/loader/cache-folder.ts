import { lstatSync, mkdirSync, readdirSync, rmSync, type Stats } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { version } from '../../package.json';

/** What choosing a folder needs of Node's process. */
export interface CacheProcess {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  readonly arch: string;
  getuid?(): number;
}

/** A hash of the bundle, put here by scripts/pack.mjs. */
declare const BUILD_ID: string;

/** Compiled code of builds that have not been new for this many milliseconds goes when there is a newer one. */
const STALE = 7 * 86_400_000;

/**
 * A folder for compiled code that only the user can write to, made if need be: whoever writes there decides what this program
 * does. Undefined where there is none, or the user wants none.
 */
export function cacheFolder(process: CacheProcess): string | undefined {
  const { DDBDBG_NO_CACHE, NODE_DISABLE_COMPILE_CACHE, XDG_CACHE_HOME, HOME, LOCALAPPDATA } = process.env;
  if (DDBDBG_NO_CACHE || NODE_DISABLE_COMPILE_CACHE) return undefined;
  const parent = XDG_CACHE_HOME || (HOME ? join(HOME, '.cache') : LOCALAPPDATA);
  // A relative path would be somewhere else for each run (and the XDG specification says to ignore it).
  if (!parent || !isAbsolute(parent)) return undefined;
  // Compiled code fits one build and one Node only.
  const name = `${version}-${BUILD_ID}-node-${process.version}-${process.arch}`;
  const folder = join(parent, 'ddbdbg', name);
  // The one above too: whoever owns that can put another folder in place of ours at any moment.
  const areOurs = () => isOurs(dirname(folder), process) && isOurs(folder, process);
  return areOurs() || (make(folder) && areOurs()) ? folder : undefined;
}

/** Undefined for what is not there, or below something that is no folder. */
function statusOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function isOurs(folder: string, { getuid }: CacheProcess): boolean {
  // Not statSync: a link may point to what belongs to the user, and still be somebody else's to change.
  const status = statusOf(folder);
  if (!status?.isDirectory()) return false;
  // Windows has neither; there the user's own folder is nobody else's.
  return getuid === undefined || (status.uid === getuid() && (status.mode & 0o022) === 0);
}

/** Makes the folder and the two above it; a home that is not there is not made. */
function make(folder: string): boolean {
  const all = dirname(folder);
  try {
    for (const path of [dirname(all), all, folder])
      if (!lstatSync(path, { throwIfNoEntry: false })) mkdirSync(path, { mode: 0o700 });
    for (const name of readdirSync(all)) removeIfStale(join(all, name));
    return true;
  } catch {
    return false; // a home that can't be written to is no reason not to answer
  }
}

function removeIfStale(folder: string): void {
  const status = lstatSync(folder, { throwIfNoEntry: false });
  if (status && status.mtimeMs < Date.now() - STALE) rmSync(folder, { recursive: true, force: true });
}
