import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Creates a folder, given by its absolute path, and the missing ones above it. Node 20's own `recursive` never ends in a file system that
 * refuses folders, such as /proc. `mode` holds the permissions of the new folders. Throws the error of the file system.
 */
export function makeFolder(path: string, mode?: number): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  if (dirname(path) !== path) makeFolder(dirname(path), mode);
  mkdirSync(path, { mode });
}
