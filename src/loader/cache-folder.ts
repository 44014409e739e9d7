import { lstatSync, mkdirSync, readdirSync, rmSync, type Stats } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { version } from '../../package.json';

/** The part of Node's process that choosing a folder needs. */
export interface CacheProcess {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  readonly arch: string;
  getuid?(): number;
}

/** A hash of the bundle, defined by scripts/pack.mjs. */
declare const BUILD_ID: string;

/** When a newer build creates its folder, those of other builds are deleted if they are older than this many milliseconds. */
const STALE = 7 * 86_400_000;

/**
 * Returns a folder for compiled code, creating it if necessary. Only the user may write to it, as anyone who can write there controls
 * what this program does. Undefined when there is no such folder, or the user has disabled the cache.
 */
export function cacheFolder(process: CacheProcess): string | undefined {
  const { DDBDBG_NO_CACHE, NODE_DISABLE_COMPILE_CACHE, XDG_CACHE_HOME, HOME, LOCALAPPDATA } = process.env;
  if (DDBDBG_NO_CACHE || NODE_DISABLE_COMPILE_CACHE) return undefined;
  const parent = XDG_CACHE_HOME || (HOME ? join(HOME, '.cache') : LOCALAPPDATA);
  // A relative path would depend on the working directory (and the XDG specification says to ignore it).
  if (!parent || !isAbsolute(parent)) return undefined;
  // Compiled code is valid only for one build and one version of Node.
  const name = `${version}-${BUILD_ID}-node-${process.version}-${process.arch}`;
  const folder = join(parent, 'ddbdbg', name);
  // The parent too: its owner could replace our folder at any moment.
  const areOurs = () => isOurs(dirname(folder), process) && isOurs(folder, process);
  return areOurs() || (make(folder) && areOurs()) ? folder : undefined;
}

/** Returns undefined for a path that does not exist, or whose parent is not a folder. */
function statusOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function isOurs(folder: string, { getuid }: CacheProcess): boolean {
  // Not statSync: a link may point to a folder of the user and still belong to someone else, who could change it.
  const status = statusOf(folder);
  if (!status?.isDirectory()) return false;
  // Windows has neither uid nor mode. There, only the user has access to the user's own folder.
  return getuid === undefined || (status.uid === getuid() && (status.mode & 0o022) === 0);
}

/** Creates the folder and the two above it, but not a missing home. */
function make(folder: string): boolean {
  const all = dirname(folder);
  try {
    for (const path of [dirname(all), all, folder])
      if (!lstatSync(path, { throwIfNoEntry: false })) mkdirSync(path, { mode: 0o700 });
    for (const name of readdirSync(all)) removeIfStale(join(all, name));
    return true;
  } catch {
    return false; // the program also works without a cache
  }
}

function removeIfStale(folder: string): void {
  const status = lstatSync(folder, { throwIfNoEntry: false });
  if (status && status.mtimeMs < Date.now() - STALE) rmSync(folder, { recursive: true, force: true });
}
