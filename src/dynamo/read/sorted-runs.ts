import { TextSpool } from '../../text-spool';
import type { Item } from '../model/values';
import { Heap } from './heap';

/** Number of characters of a block, the unit in which a run is read back. */
const BLOCK_CHARACTERS = 32_768;

/** The blocks of a run, by their numbers in the spool. */
interface Run {
  readonly from: number;
  readonly to: number;
}

/**
 * Sorted lists of entries in a spool, which moves them to disk when they get long. They are merged by reading a block of each at a time. `E`
 * is an item with what it is sorted by.
 */
export class SortedRuns<E extends { readonly item: Item }> {
  readonly #compare: (a: E, b: E) => number;
  readonly #entryOf: (item: Item) => E;
  readonly #runs: Run[] = [];
  readonly #spool: TextSpool;

  /** `maxCharacters` is the number of characters of all lists together up to which they are kept in memory. */
  constructor(compare: (a: E, b: E) => number, entryOf: (item: Item) => E, maxCharacters: number) {
    this.#compare = compare;
    this.#entryOf = entryOf;
    this.#spool = new TextSpool(
      'Set TMPDIR to a folder with more space, or ask for fewer items.',
      maxCharacters,
    );
  }

  get isOnDisk(): boolean {
    return this.#spool.isOnDisk;
  }

  /** Adds a sorted list. Throws a DdbdbgError when it can't be written; it is kept nevertheless. */
  async add(sorted: readonly E[]): Promise<void> {
    const from = this.#spool.length;
    let failure: { readonly error: unknown } | undefined;
    // The spool keeps a block in memory if it can't write it.
    for (const block of blocksOf(sorted))
      await this.#spool.add(block).catch((error: unknown) => {
        failure ??= { error };
      });
    this.#runs.push({ from, to: this.#spool.length });
    if (failure) throw failure.error;
  }

  /** Yields all entries, and those of one more sorted list, in order. If that is the only one, yields it at once. */
  async *merged(last: readonly E[]): AsyncGenerator<readonly E[]> {
    if (this.#runs.length === 0) return yield last;
    const readers = [...this.#runs.map((run) => this.#reader(run)), readerOf(last)];
    const heap = new Heap<RunReader<E>>((a, b) => this.#compare(a.head as E, b.head as E));
    for (const reader of readers) {
      await reader.load();
      if (reader.head) heap.push(reader);
    }
    let page: E[] = [];
    for (let first = heap.first; first; first = heap.first) {
      page.push(first.head as E);
      first.at++;
      if (!first.head) await first.load();
      if (first.head) heap.updateFirst();
      else heap.removeFirst();
      if (page.length >= PAGE) {
        yield page;
        page = [];
      }
    }
    if (page.length > 0) yield page;
  }

  close(): Promise<void> {
    return this.#spool.close();
  }

  #reader({ from, to }: Run): RunReader<E> {
    let next = from;
    return new RunReader(async () => {
      if (next === to) return undefined;
      const items = JSON.parse(await this.#spool.read(next++)) as readonly Item[];
      return items.map(this.#entryOf);
    });
  }
}

/** Number of entries that are yielded at a time. */
const PAGE = 500;

/** Reads a run block by block. */
class RunReader<E> {
  readonly #next: () => Promise<readonly E[] | undefined>;
  #block: readonly E[] = [];
  at = 0;

  constructor(next: () => Promise<readonly E[] | undefined>) {
    this.#next = next;
  }

  /** The next entry of the current block. */
  get head(): E | undefined {
    return this.#block[this.at];
  }

  async load(): Promise<void> {
    this.#block = (await this.#next()) ?? [];
    this.at = 0;
  }
}

function readerOf<E>(entries: readonly E[]): RunReader<E> {
  let rest: readonly E[] | undefined = entries;
  return new RunReader(async () => {
    const block = rest;
    rest = undefined;
    return block;
  });
}

/** Returns the items as JSON, in blocks. */
function* blocksOf(entries: readonly { readonly item: Item }[]): Generator<string> {
  let block: string[] = [];
  let characters = 0;
  for (const { item } of entries) {
    const text = JSON.stringify(item);
    block.push(text);
    characters += text.length;
    if (characters < BLOCK_CHARACTERS) continue;
    yield `[${block.join()}]`;
    block = [];
    characters = 0;
  }
  if (block.length > 0) yield `[${block.join()}]`;
}
