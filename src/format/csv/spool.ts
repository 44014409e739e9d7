import { randomUUID } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AttributeValue, Item } from '../../dynamo/model/values';
import { DdbdbgError } from '../../errors';
import type { ItemPage } from '../formatter';

/** Up to here items are held in memory: they take about three times their text there. */
const MOST_ITEMS = 10_000;
const MOST_CHARACTERS = 16_000_000;

/**
 * Keeps pages of items until all are known, and gives them back in order. Past a bound they go to a temporary file that
 * only the user can read, and that has no name any more as soon as it is open, so that nothing is left however the
 * program ends.
 */
export class Spool {
  #held: (readonly Item[])[] = [];
  #items = 0;
  #characters = 0;
  #file: FileHandle | undefined;
  /** Where to remove the file on closing, where an open one can't be. */
  #path: string | undefined;
  /** Bytes of each page in the file. */
  readonly #lengths: number[] = [];

  /** Throws a DdbdbgError when the temporary file can't be written; all pages before are still there. */
  async add(items: readonly Item[]): Promise<void> {
    if (this.#file) return this.#write(this.#file, items).catch(noRoom);
    this.#held.push(items);
    this.#items += items.length;
    for (const item of items) this.#characters += sizeOf({ M: item });
    if (this.#items > MOST_ITEMS || this.#characters > MOST_CHARACTERS) await this.#spill().catch(noRoom);
  }

  async *pages(): AsyncGenerator<ItemPage> {
    if (!this.#file) {
      for (const items of this.#held) yield { items };
      return;
    }
    let position = 0;
    for (const length of this.#lengths) {
      const text = await textAt(this.#file, position, length);
      position += length;
      yield { items: JSON.parse(text) as readonly Item[] };
    }
  }

  /** Must be called in the end. */
  async close(): Promise<void> {
    this.#held = [];
    await this.#file?.close();
    if (this.#path) await unlink(this.#path);
  }

  async #spill(): Promise<void> {
    const path = join(tmpdir(), `ddbdbg-${randomUUID()}.jsonl`);
    const file = await open(path, 'wx+', 0o600);
    // Windows keeps the name of an open file.
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

function noRoom(cause: unknown): never {
  const why = cause instanceof Error ? cause.message : String(cause);
  throw new DdbdbgError('internal', `The result can't be kept in ${tmpdir()}: ${why}.`, {
    remedy: { kind: 'choose-columns', instead: 'set TMPDIR to a folder with more space' },
    cause,
  });
}

async function textAt(file: FileHandle, position: number, length: number): Promise<string> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) throw new Error('The temporary file of this result was cut off.');
    filled += bytesRead;
  }
  return buffer.toString('utf8');
}

/** About as many characters as the value has, at a fraction of the cost of writing it. */
function sizeOf(value: AttributeValue): number {
  if ('M' in value) {
    let size = 0;
    for (const name in value.M) size += name.length + sizeOf(value.M[name] as AttributeValue);
    return size;
  }
  if ('L' in value) return value.L.reduce((size, element) => size + sizeOf(element), 8);
  const [content] = Object.values(value) as unknown[];
  if (Array.isArray(content)) return content.reduce<number>((size, text) => size + String(text).length, 8);
  return 8 + String(content).length;
}
