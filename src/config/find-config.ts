import { lstatSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { usageError } from '../errors';
import type { FoundFile } from './configuration';

/** What the file may be called, wherever it is. */
const NAMES = ['ddbdbg.config.yaml', 'ddbdbg.config.json'];

interface Place {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The configuration file that holds: the one named by `option` or `DDBDBG_CONFIG`; else the nearest from the working
 * directory upwards; else the one in the user's configuration directory. Undefined where there is none. Throws a usage error for a
 * named file that is not there, and for two in one directory. Reads nothing.
 */
export function findConfig(option: string | undefined, { cwd, env }: Place): FoundFile | undefined {
  const named = option ?? (env.DDBDBG_CONFIG || undefined);
  if (named !== undefined) {
    const file = resolve(cwd, named);
    if (isFile(file)) return { path: file, isPersonal: false };
    throw usageError(
      `There is no file ${named}.`,
      undefined,
      option === undefined
        ? { part: 'variable', name: 'DDBDBG_CONFIG' }
        : { part: 'setting', name: 'config' },
    );
  }
  for (let folder = cwd; ; folder = dirname(folder)) {
    const path = configIn(folder);
    if (path !== undefined) return { path, isPersonal: false };
    if (dirname(folder) === folder) break;
  }
  const own = userFolder(env);
  const path = own === undefined ? undefined : configIn(own);
  return path === undefined ? undefined : { path, isPersonal: true };
}

function configIn(folder: string): string | undefined {
  const [file, other] = NAMES.map((name) => join(folder, name)).filter(isThere);
  if (file !== undefined && !isFile(file)) throw usageError(`${file} is no file that could be read.`);
  if (other === undefined) return file;
  throw usageError(`There are both ${NAMES.join(' and ')} in ${folder}.`, 'Keep one of them.');
}

/** As the XDG base directory specification has it: a relative path is no path. */
function userFolder({ XDG_CONFIG_HOME: xdg, HOME: home }: Place['env']): string | undefined {
  if (xdg && isAbsolute(xdg)) return join(xdg, 'ddbdbg');
  return home ? join(home, '.config', 'ddbdbg') : undefined;
}

/** Whether anything has this name, be it a link that leads nowhere. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false; // a folder on the way is none, or may not be looked into
  }
}

function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  } catch {
    return false; // a folder on the way is none, or may not be looked into
  }
}
