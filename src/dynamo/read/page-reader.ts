import { type Batches, OneBatch } from '../item-chunks';
import type { Item } from '../model/values';
import { END, type Position, START } from '../plan/position';

/** Some items as DynamoDB gave them, and as far as they are wanted: an item that was dropped is `undefined`. */
export interface Batch {
  readonly source: readonly Item[];
  readonly items: readonly (Item | undefined)[];
}

/** One page: its items, and where the next one starts. */
export interface RawPage {
  readonly batches: Batches;
  readonly wanted: (source: readonly Item[]) => Batch['items'];
  readonly next: Position;
}

/** Asks for the page at a position, the how manieth it is (from 0), while `held` items at most are still to be taken before. */
type Fetch = (start: Position, page: number, held: number) => Promise<RawPage>;

const NOTHING: Batch = { source: [], items: [] };

/**
 * One part of a plan (a branch or a segment), read page by page and, within a page, batch by batch. It knows what was taken
 * from it, and so from where to go on, at any moment.
 */
export class Part {
  readonly #fetch: Fetch;
  #ahead: Promise<RawPage> | undefined;
  #page: RawPage;
  #batch = NOTHING;
  /** What the current batch comes after: an item of the same page, or else where that was read from. */
  #before: Item | undefined;
  #start: Position = START;
  #at = 0;
  #pages = 0;

  constructor(start: Position, fetch: Fetch) {
    this.#fetch = fetch;
    const batches = new OneBatch([]);
    batches.next();
    this.#page = { batches, wanted: (items) => items, next: start };
  }

  /** Asks for the next page without waiting for it, unless that has been done or there is none. */
  prefetch(): void {
    if (this.#ahead || this.#page.next === END) return;
    this.#ahead = this.#fetch(this.#page.next, this.#pages++, this.left);
    this.#ahead.catch(() => {}); // reported where the page is awaited; maybe nobody ever does
  }

  /** Goes on to the next batch, or waits for the next page. To be called when {@link head} is undefined and {@link done} is false. */
  async load(): Promise<void> {
    if (this.pageDone) {
      this.prefetch();
      const ahead = this.#ahead;
      this.#ahead = undefined;
      if (!ahead) return;
      const page = await ahead;
      this.#start = this.#page.next;
      this.#page = page;
      this.#batch = NOTHING;
      this.#before = undefined;
    }
    const { batches, wanted } = this.#page;
    this.#before = this.#batch.source.at(-1) ?? this.#before;
    const source = batches.next();
    this.#batch = { source, items: wanted(source) };
    this.#at = 0;
    this.#skip();
  }

  /** The next wanted item of this batch, if any is left. */
  get head(): Item | undefined {
    return this.#batch.items[this.#at];
  }

  /** Whether the current page has no batch to come. */
  get pageDone(): boolean {
    return this.#page.batches.done;
  }

  get done(): boolean {
    return this.head === undefined && this.pageDone && this.#page.next === END;
  }

  /** How many items of this page are left at most. */
  get left(): number {
    return this.#batch.items.length - this.#at + this.#page.batches.left;
  }

  /** Takes the next item. */
  take(): Item | undefined {
    const item = this.head;
    this.#at++;
    this.#skip();
    return item;
  }

  /** Takes up to `n` items, all that are left of the batch if there are no more. */
  takeAll(n: number): readonly Item[] {
    const { items } = this.#batch;
    if (this.#at === 0 && items.length <= n && !items.includes(undefined)) {
      this.#at = items.length;
      return items as readonly Item[];
    }
    const taken: Item[] = [];
    while (taken.length < n && this.head !== undefined) taken.push(this.take() as Item);
    return taken;
  }

  /** Where to go on: after the last item taken, which within a page only its own key can tell. */
  position(keyAfter: (item: Item) => Item): Position {
    const last = this.#last;
    if (last) return keyAfter(last);
    return this.#isWhole ? this.#page.next : this.#start;
  }

  /** Whether {@link position} has to make a key out of an item. */
  get midPage(): boolean {
    return this.#last !== undefined;
  }

  get #isWhole(): boolean {
    return this.head === undefined && this.pageDone;
  }

  /** The last item of this page that was taken, or passed over; undefined before the first and after the last. */
  get #last(): Item | undefined {
    return this.#isWhole ? undefined : (this.#batch.source[this.#at - 1] ?? this.#before);
  }

  /** Passes over dropped items, so that `head` is a wanted one. */
  #skip(): void {
    const { items } = this.#batch;
    while (this.#at < items.length && items[this.#at] === undefined) this.#at++;
  }
}
