import { lstatSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { usageError } from '../errors';
import type { FoundFile } from './configuration';

/** The possible names of the file. */
const NAMES = ['ddbdbg.config.yaml', 'ddbdbg.config.json'];

interface Location {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Finds the configuration file: the one named by `option` or `DDBDBG_CONFIG`, else the first one in the working directory and its parents,
 * else the one in the user's configuration directory. Undefined if there is none. Throws a usage error when a named file does not exist,
 * and when a directory contains two. Does not read the file.
 */
export function findConfig(option: string | undefined, { cwd, env }: Location): FoundFile | undefined {
  const named = option ?? (env.DDBDBG_CONFIG || undefined);
  if (named !== undefined) {
    const file = resolve(cwd, named);
    if (isFile(file)) return { path: file, isPersonal: false, isFound: false };
    throw usageError(
      `There is no file ${named}.`,
      undefined,
      option === undefined
        ? { part: 'variable', name: 'DDBDBG_CONFIG' }
        : { part: 'setting', name: 'config' },
    );
  }
  const own = userFolder(env);
  for (let folder = cwd; ; folder = dirname(folder)) {
    const path = configIn(folder);
    if (path !== undefined) return { path, isPersonal: folder === own, isFound: folder !== own };
    if (dirname(folder) === folder) break;
  }
  const path = own === undefined ? undefined : configIn(own);
  return path === undefined ? undefined : { path, isPersonal: true, isFound: false };
}

function configIn(folder: string): string | undefined {
  const [file, other] = NAMES.map((name) => join(folder, name)).filter(exists);
  if (file !== undefined && !isFile(file)) throw usageError(`${file} is not a file.`);
  if (other === undefined) return file;
  throw usageError(`${folder} contains both ${NAMES.join(' and ')}.`, 'Remove one of them.');
}

/** Returns the user's configuration directory. Ignores a relative path, as the XDG base directory specification requires. */
function userFolder({ XDG_CONFIG_HOME: xdg, HOME: home }: Location['env']): string | undefined {
  if (xdg && isAbsolute(xdg)) return join(xdg, 'ddbdbg');
  return home ? join(home, '.config', 'ddbdbg') : undefined;
}

/** Whether the path exists, even if it is a broken link. */
function exists(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false; // a parent is not a folder or cannot be accessed
  }
}

function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  } catch {
    return false; // a parent is not a folder or cannot be accessed
  }
}
