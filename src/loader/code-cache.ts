import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Script } from 'node:vm';
import { crc32 } from 'node:zlib';

/**
 * Caches the compiled code of the bundle's files between runs. It is written at the end of a run, when it includes the functions
 * compiled lazily, and only if modules ran that had not run before, so it grows with the commands in use.
 */
export class CodeCache {
  readonly #folder: string | undefined;
  readonly #scripts = new Map<string, Script>();
  /** By file: the modules, of all files, that had run when its code was written. */
  readonly #kept = new Map<string, readonly string[]>();
  readonly #ran = new Set<string>();

  /** Without a folder, nothing is cached. */
  constructor(folder: string | undefined) {
    // Node before 20.15 lacks crc32, without which a damaged file would not be detected and would crash V8.
    this.#folder = typeof crc32 === 'function' ? folder : undefined;
  }

  get active(): boolean {
    return this.#folder !== undefined;
  }

  /** Returns the compiled code of a bundle file, or undefined when there is none or it is damaged. */
  read(file: string): Buffer | undefined {
    try {
      const bytes = readFileSync(this.#path(file));
      const start = 4 + bytes.readUInt32LE(0);
      const { modules, checksum } = JSON.parse(bytes.toString('latin1', 4, start)) as Header;
      const code = bytes.subarray(start);
      if (crc32(code) !== checksum) return undefined;
      this.#kept.set(file, modules);
      return code;
    } catch {
      return undefined; // missing or truncated
    }
  }

  /** Records that a file was compiled, whether or not {@link read} returned code for it. */
  compiled(file: string, script: Script): void {
    this.#scripts.set(file, script);
    if (script.cachedDataRejected) this.#kept.delete(file);
  }

  /** Records that a module runs. */
  note(id: string): void {
    this.#ran.add(id);
  }

  /** Writes new code. Never throws, as the program also works without a cache. */
  save(): void {
    for (const [file, script] of this.#scripts) {
      const modules = new Set([...(this.#kept.get(file) ?? []), ...this.#ran]);
      if (modules.size > (this.#kept.get(file)?.length ?? 0)) this.#write(file, script, [...modules]);
    }
  }

  #write(file: string, script: Script, modules: readonly string[]): void {
    const path = this.#path(file);
    // Written to a temporary name first, as another run may be reading the file.
    const draft = `${path}.${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`;
    try {
      const code = script.createCachedData();
      const header = JSON.stringify({ modules, checksum: crc32(code) } satisfies Header);
      // V8 copies the code unless it starts at a multiple of 8 bytes.
      const padded = header.padEnd(Math.ceil((4 + header.length) / 8) * 8 - 4);
      const size = Buffer.alloc(4);
      size.writeUInt32LE(padded.length);
      writeFileSync(draft, Buffer.concat([size, Buffer.from(padded, 'latin1'), code]), {
        flag: 'wx',
        mode: 0o600,
      });
      renameSync(draft, path);
    } catch {
      rmSync(draft, { force: true }); // the next run tries again
    }
  }

  #path(file: string): string {
    return join(this.#folder ?? '', `${file}.bin`);
  }
}

interface Header {
  readonly modules: readonly string[];
  readonly checksum: number;
}
