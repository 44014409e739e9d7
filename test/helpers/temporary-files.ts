import { mkdtempSync, readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** Returns the descriptors of the program's temporary files that are open, on Linux. */
export function openTemporaryFiles(): readonly string[] {
  return readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).includes('ddbdbg-');
    } catch {
      return false; // closed in the meantime
    }
  });
}

/** Makes a folder that is removed after the tests of the file. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ddbdbg-test-')));
  afterAll(() => rmSync(folder, { recursive: true }));
  return folder;
}
