import { type ItemChunks, OneChunk } from '../item-chunks';
import type { Item } from '../model/values';
import { END, type Position, START } from '../plan/position';

/** Some items as DynamoDB returned them, and the same list with `undefined` in place of each item that was filtered out. */
export interface Chunk {
  readonly source: readonly Item[];
  readonly items: readonly (Item | undefined)[];
}

/** One page: its items, and the position where the next page starts. */
export interface RawPage {
  readonly chunks: ItemChunks;
  /** Replaces the items that the question does not want with `undefined`. */
  readonly wanted: (source: readonly Item[]) => Chunk['items'];
  readonly next: Position;
}

/**
 * Requests the page that starts at a position. `page` is its number, from 0; `held` is the highest number of items that earlier
 * pages may still yield.
 */
type Fetch = (start: Position, page: number, held: number) => Promise<RawPage>;

const EMPTY_CHUNK: Chunk = { source: [], items: [] };

/**
 * Reads one request of a plan (a branch or a segment), page by page and, within a page, chunk by chunk. It keeps track of the items
 * taken, so that at any moment it can say where to continue.
 */
export class PageReader {
  readonly #fetch: Fetch;
  #ahead: Promise<RawPage> | undefined;
  #page: RawPage;
  #chunk = EMPTY_CHUNK;
  /** The item before the current chunk on the same page; undefined for the first chunk of a page. */
  #before: Item | undefined;
  #start: Position = START;
  #at = 0;
  #pages = 0;

  constructor(start: Position, fetch: Fetch) {
    this.#fetch = fetch;
    const chunks = new OneChunk([]);
    chunks.next();
    this.#page = { chunks, wanted: (items) => items, next: start };
  }

  /** Requests the next page without waiting for it. Does nothing when it has been requested already or there is none. */
  prefetch(): void {
    if (this.#ahead || this.#page.next === END) return;
    this.#ahead = this.#fetch(this.#page.next, this.#pages++, this.left);
    this.#ahead.catch(() => {}); // reported where the page is awaited, which may never happen
  }

  /** Moves to the next chunk or page, waiting if necessary. Call it when {@link head} is undefined and {@link done} is false. */
  async load(): Promise<void> {
    if (this.pageDone) {
      this.prefetch();
      const ahead = this.#ahead;
      this.#ahead = undefined;
      if (!ahead) return;
      const page = await ahead;
      this.#start = this.#page.next;
      this.#page = page;
      this.#chunk = EMPTY_CHUNK;
      this.#before = undefined;
    }
    const { chunks, wanted } = this.#page;
    this.#before = this.#chunk.source.at(-1) ?? this.#before;
    const source = chunks.next();
    this.#chunk = { source, items: wanted(source) };
    this.#at = 0;
    this.#skip();
  }

  /** The next wanted item of the current chunk, or undefined when the chunk is used up. */
  get head(): Item | undefined {
    return this.#chunk.items[this.#at];
  }

  /** Whether the current page has no further chunk. */
  get pageDone(): boolean {
    return this.#page.chunks.done;
  }

  get done(): boolean {
    return this.head === undefined && this.pageDone && this.#page.next === END;
  }

  /** The highest number of items that the current page may still yield. */
  get left(): number {
    return this.#chunk.items.length - this.#at + this.#page.chunks.left;
  }

  /** Takes the next item. */
  take(): Item | undefined {
    const item = this.head;
    this.#at++;
    this.#skip();
    return item;
  }

  /** Takes up to `n` items of the current chunk. */
  takeAll(n: number): readonly Item[] {
    const { items } = this.#chunk;
    if (this.#at === 0 && items.length <= n && !items.includes(undefined)) {
      this.#at = items.length;
      return items as readonly Item[];
    }
    const taken: Item[] = [];
    while (taken.length < n && this.head !== undefined) taken.push(this.take() as Item);
    return taken;
  }

  /** Where to continue: after the last item taken. Within a page, `keyAfter` makes the position from that item. */
  position(keyAfter: (item: Item) => Item): Position {
    const last = this.#last;
    if (last) return keyAfter(last);
    return this.#isUsedUp ? this.#page.next : this.#start;
  }

  /** Whether {@link position} has to make the position from an item. */
  get midPage(): boolean {
    return this.#last !== undefined;
  }

  get #isUsedUp(): boolean {
    return this.head === undefined && this.pageDone;
  }

  /** The last item of this page that was taken or skipped; undefined before the first and after the last. */
  get #last(): Item | undefined {
    return this.#isUsedUp ? undefined : (this.#chunk.source[this.#at - 1] ?? this.#before);
  }

  /** Skips items that were filtered out, so that `head` is a wanted one. */
  #skip(): void {
    const { items } = this.#chunk;
    while (this.#at < items.length && items[this.#at] === undefined) this.#at++;
  }
}
