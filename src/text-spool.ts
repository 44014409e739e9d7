import { randomUUID } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DdbdbgError, type Remedy } from './errors';

/** Number of characters up to which texts are kept in memory, unless a caller chooses another. */
export const MAX_CHARACTERS = 8_000_000;

/**
 * Keeps texts in order. Above a limit they are moved to a temporary file that only the user can read. The file is unlinked as soon as it
 * is open, so that nothing is left behind however the program ends.
 */
export class TextSpool {
  readonly #remedy: Remedy;
  readonly #maxCharacters: number;
  /** The texts after those in the file. */
  #held: string[] = [];
  #characters = 0;
  #file: FileHandle | undefined;
  /** The path of the file to delete on closing, where an open file can't be unlinked. */
  #path: string | undefined;
  /** The offset in bytes at which each text in the file ends. */
  readonly #ends: number[] = [];

  /** `remedy` is what to do when the temporary file can't be written. */
  constructor(remedy: Remedy, maxCharacters = MAX_CHARACTERS) {
    this.#remedy = remedy;
    this.#maxCharacters = maxCharacters;
  }

  /** Number of texts. */
  get length(): number {
    return this.#held.length + this.#ends.length;
  }

  /** Whether the texts are in a file. */
  get isOnDisk(): boolean {
    return this.#file !== undefined;
  }

  /** Adds a text. Throws a DdbdbgError when the temporary file can't be written; all texts, even this one, can still be read. */
  async add(text: string): Promise<void> {
    this.#held.push(text);
    this.#characters += text.length;
    if (!this.#file && this.#characters <= this.#maxCharacters) return;
    try {
      this.#file ??= await this.#open();
      for (let next = this.#held[0]; next !== undefined; next = this.#held[0]) {
        await this.#write(this.#file, next);
        this.#held.shift();
      }
    } catch (cause) {
      this.#fail(cause);
    }
  }

  /** Returns text number `i`, from 0. */
  async read(i: number): Promise<string> {
    if (!this.#file || i >= this.#ends.length) return this.#held[i - this.#ends.length] ?? '';
    const start = this.#ends[i - 1] ?? 0;
    return readText(this.#file, start, (this.#ends[i] ?? start) - start);
  }

  /** Deletes all data. Must be called in the end. */
  async close(): Promise<void> {
    this.#held = [];
    await this.#file?.close();
    if (this.#path) await unlink(this.#path);
  }

  async #open(): Promise<FileHandle> {
    const path = join(tmpdir(), `ddbdbg-${randomUUID()}.txt`);
    const file = await open(path, 'wx+', 0o600);
    // Windows can't unlink an open file.
    await unlink(path).catch(() => {
      this.#path = path;
    });
    return file;
  }

  async #write(file: FileHandle, text: string): Promise<void> {
    const bytes = Buffer.from(text, 'utf8');
    const start = this.#ends.at(-1) ?? 0;
    for (let written = 0; written < bytes.length; )
      written += (await file.write(bytes, written, bytes.length - written, start + written)).bytesWritten;
    this.#ends.push(start + bytes.length);
  }

  #fail(cause: unknown): never {
    const why = cause instanceof Error ? cause.message : String(cause);
    const message = `The result can't be buffered in ${tmpdir()}: ${why}.`;
    throw new DdbdbgError('internal', message, { remedy: this.#remedy, cause });
  }
}

async function readText(file: FileHandle, position: number, length: number): Promise<string> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) throw new Error('The temporary file that buffers the result was truncated.');
    filled += bytesRead;
  }
  return buffer.toString('utf8');
}
