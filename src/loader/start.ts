import { Bundle } from './bundle';
import { type CacheProcess, cacheFolder } from './cache-folder';
import { CodeCache } from './code-cache';

/** The part of Node's process that the loader needs. The whole process is passed on to `main`. */
interface StartProcess extends CacheProcess {
  /** Seconds since the process started. */
  uptime(): number;
  exit(code: number): never;
}

/** The id of the bundle's module that exports `main`, defined by scripts/pack.mjs. */
declare const MAIN: string;

/** After this many seconds, V8 may have discarded compiled functions, which a cache written then would lack. */
const LATEST = 5;

/**
 * Loads the program, runs it and exits the process. Code compiled by an earlier run comes from the cache, which saves a third of the
 * time of a question.
 */
export async function start(process: StartProcess, require: NodeJS.Require): Promise<void> {
  const folder = cacheFolder(process);
  const builtIn = nodeCachesCode(process.version);
  if (builtIn && folder) require('node:module').enableCompileCache(folder);
  const cache = new CodeCache(builtIn ? undefined : folder);
  const { main } = new Bundle(__dirname, require, cache).load(MAIN) as {
    main(process: StartProcess): Promise<number>;
  };
  const code = await main(process);
  if (process.uptime() < LATEST) cache.save();
  // All output is written by now. Anything still in progress (a pause before a retry, a DNS lookup, an open connection) would only
  // delay the exit.
  process.exit(code);
}

/** Whether Node caches compiled code itself, which it supports since 22.8. */
function nodeCachesCode(version: string): boolean {
  const [major = 0, minor = 0] = version.slice(1).split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 8);
}
