import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { usageError } from '../errors';

/** The maximum size of a configuration file: more than ten thousand tables. */
const MAX_BYTES = 1_000_000;

/** The contents of a configuration file. */
export interface ConfigFile {
  readonly text: string;
  readonly fingerprint: string;
}

/** Reads a configuration file. `shown` is its name in messages. Throws a usage error when it can't be read, is too large, or is not UTF-8. */
export function readConfigFile(path: string, shown: string): ConfigFile {
  try {
    const text = utf8(readBytes(path, shown), shown);
    return { text, fingerprint: fingerprintOf(text) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined || code === 'usage') throw error;
    throw usageError(`Cannot read ${shown}: ${message}.`);
  }
}

/** Returns the SHA-256 hash of a text, in hexadecimal. */
export function fingerprintOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Reads a file. Does not rely on its reported size, as a file may grow. */
function readBytes(file: string, shown: string): Buffer {
  const bytes = Buffer.alloc(MAX_BYTES + 1);
  const descriptor = openSync(file, 'r');
  try {
    let length = 0;
    for (let read = -1; read !== 0 && length <= MAX_BYTES; length += read)
      read = readSync(descriptor, bytes, length, bytes.length - length, null);
    if (length <= MAX_BYTES) return bytes.subarray(0, length);
  } finally {
    closeSync(descriptor);
  }
  throw usageError(
    `${shown} is too large for a configuration file, which has at most ${MAX_BYTES / 1e6} MB.`,
    'Move tables that belong to other projects into files of their own.',
  );
}

/** Decodes a file. Throws a usage error with the first line that is not valid UTF-8. */
function utf8(bytes: Buffer, file: string): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  let line = 1;
  for (let start = 0, end = 0; end >= 0; start = end + 1, line++) {
    end = bytes.indexOf(0x0a, start);
    if (!isUtf8(bytes.subarray(start, end < 0 ? undefined : end))) break;
  }
  throw usageError(`${file}:${line}: invalid UTF-8.`);
}
