import { Bundle } from './bundle';
import { type CacheProcess, cacheFolder } from './cache-folder';
import { CodeCache } from './code-cache';

/** What starting needs of Node's process; whatever `main` needs of it is passed on. */
interface StartProcess extends CacheProcess {
  /** Seconds since the process started. */
  uptime(): number;
  exit(code: number): never;
}

/** The module of the bundle that has `main`, as scripts/pack.mjs called it. */
declare const MAIN: string;

/** After this many seconds V8 may have dropped compiled functions again, and a cache made then would lack them. */
const LATEST = 5;

/**
 * Loads the program, runs it and ends the process. Code that an earlier run has compiled is taken from the cache, which
 * saves a question a third of its time.
 */
export async function start(process: StartProcess, require: NodeJS.Require): Promise<void> {
  const folder = cacheFolder(process);
  const builtIn = nodeKeepsCode(process.version);
  if (builtIn && folder) require('node:module').enableCompileCache(folder);
  const cache = new CodeCache(builtIn ? undefined : folder);
  const { main } = new Bundle(__dirname, require, cache).load(MAIN) as {
    main(process: StartProcess): Promise<number>;
  };
  const code = await main(process);
  if (process.uptime() < LATEST) cache.save();
  // All is written by now. What may still be going on (the pause before a retry, a look-up of a name, a connection kept
  // open) is of no use to anybody, and would only hold the end up.
  process.exit(code);
}

/** Whether Node keeps compiled code itself, which it can from 22.8 on. */
function nodeKeepsCode(version: string): boolean {
  const [major = 0, minor = 0] = version.slice(1).split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 8);
}
