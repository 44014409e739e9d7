import { randomUUID } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AttributeValue, Item, ItemPage } from '../dynamo/model/values';
import { DdbdbgError } from '../errors';

/** Limits up to which items are buffered in memory. They take about three times the size of their text there. */
const MAX_ITEMS = 10_000;
const MAX_CHARACTERS = 16_000_000;

/**
 * Buffers pages of items and returns them in order. Above a limit they are written to a temporary file that only the user can read. The
 * file is unlinked as soon as it is open, so that nothing is left behind however the program ends.
 */
export class Spool {
  #held: (readonly Item[])[] = [];
  #items = 0;
  #characters = 0;
  #file: FileHandle | undefined;
  /** The path of the file to delete on closing, where an open file can't be unlinked. */
  #path: string | undefined;
  /** Size in bytes of each page in the file. */
  readonly #lengths: number[] = [];

  /** Adds a page. Throws a DdbdbgError when the temporary file can't be written; the pages added before can still be read. */
  async add(items: readonly Item[]): Promise<void> {
    if (this.#file) return this.#write(this.#file, items).catch(throwBufferError);
    this.#held.push(items);
    this.#items += items.length;
    for (const item of items) this.#characters += estimateSize({ M: item });
    if (this.#items > MAX_ITEMS || this.#characters > MAX_CHARACTERS)
      await this.#spill().catch(throwBufferError);
  }

  async *pages(): AsyncGenerator<ItemPage> {
    if (!this.#file) {
      for (const items of this.#held) yield { items };
      return;
    }
    let position = 0;
    for (const length of this.#lengths) {
      const text = await readText(this.#file, position, length);
      position += length;
      yield { items: JSON.parse(text) as readonly Item[] };
    }
  }

  /** Deletes all data. Must be called in the end. */
  async close(): Promise<void> {
    this.#held = [];
    await this.#file?.close();
    if (this.#path) await unlink(this.#path);
  }

  async #spill(): Promise<void> {
    const path = join(tmpdir(), `ddbdbg-${randomUUID()}.jsonl`);
    const file = await open(path, 'wx+', 0o600);
    // Windows can't unlink an open file.
    await unlink(path).catch(() => {
      this.#path = path;
    });
    try {
      for (const items of this.#held) await this.#write(file, items);
    } catch (error) {
      await file.close();
      throw error;
    }
    this.#file = file;
    this.#held = [];
  }

  async #write(file: FileHandle, items: readonly Item[]): Promise<void> {
    const bytes = Buffer.from(JSON.stringify(items), 'utf8');
    await file.writeFile(bytes);
    this.#lengths.push(bytes.length);
  }
}

function throwBufferError(cause: unknown): never {
  const why = cause instanceof Error ? cause.message : String(cause);
  throw new DdbdbgError('internal', `The result can't be buffered in ${tmpdir()}: ${why}.`, {
    remedy: { kind: 'choose-columns', instead: 'set TMPDIR to a folder with more space' },
    cause,
  });
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

/** Estimates the number of characters in a value's JSON, at a fraction of the cost of formatting it. */
function estimateSize(value: AttributeValue): number {
  if ('M' in value) {
    let size = 0;
    for (const name in value.M) size += name.length + estimateSize(value.M[name] as AttributeValue);
    return size;
  }
  if ('L' in value) return value.L.reduce((size, element) => size + estimateSize(element), 8);
  const [content] = Object.values(value) as unknown[];
  if (Array.isArray(content)) return content.reduce<number>((size, text) => size + String(text).length, 8);
  return 8 + String(content).length;
}
