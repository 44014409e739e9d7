import { lstatSync, realpathSync } from 'node:fs';
import { dirname, sep } from 'node:path';

/** Whether a path is itself a link, even a broken one. */
export function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

/** Whether a path is a link to a file outside of the folder that it is in. */
export function leadsElsewhere(path: string): boolean {
  return isLink(path) && !realpathSync(path).startsWith(realpathSync(dirname(path)).replace(/[\\/]?$/, sep));
}
