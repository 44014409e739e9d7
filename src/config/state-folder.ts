import { randomUUID } from 'node:crypto';
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { makeFolder } from '../make-folder';

/**
 * Returns the folder for what the program remembers between runs, by the XDG Base Directory specification, which says to ignore a relative
 * path. Undefined without a home, which is not to be created.
 */
export function stateFolder({
  XDG_STATE_HOME: xdg,
  HOME: home,
  LOCALAPPDATA: local,
}: Readonly<Record<string, string | undefined>>): string | undefined {
  if (xdg && isAbsolute(xdg)) return join(xdg, 'ddbdbg');
  if (home) return isAbsolute(home) && existsSync(home) ? join(home, '.local', 'state', 'ddbdbg') : undefined;
  return local && isAbsolute(local) && existsSync(local) ? join(local, 'ddbdbg') : undefined;
}

/**
 * Writes a file that only the user can read, and its folder if necessary, at once, as another run may read it at this moment. Throws what
 * the file system throws.
 */
export function writePrivately(file: string, text: string): void {
  const draft = `${file}.${randomUUID()}`;
  makeFolder(dirname(file), 0o700);
  try {
    writeFileSync(draft, text, { mode: 0o600, flag: 'wx' });
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
