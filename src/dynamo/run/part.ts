import { END, type Position, START } from '../position';
import type { Item } from '../values';

/** One page as DynamoDB gave it, and as far as it is wanted: an item that was dropped is `undefined`. */
export interface RawPage {
  readonly source: readonly Item[];
  readonly items: readonly (Item | undefined)[];
  readonly next: Position;
}

/**
 * One part of a plan (a branch or a segment), read page by page. It knows what was taken from it, and so from where to go
 * on, at any moment.
 */
export class Part {
  readonly #fetch: (start: Position, page: number) => Promise<RawPage>;
  #ahead: Promise<RawPage> | undefined;
  #page: RawPage;
  /** Where the current page was read from. */
  #start: Position = START;
  #at = 0;
  #pages = 0;

  constructor(start: Position, fetch: (start: Position, page: number) => Promise<RawPage>) {
    this.#fetch = fetch;
    this.#page = { source: [], items: [], next: start };
  }

  /** Asks for the next page without waiting for it, unless that has been done or there is none. */
  prefetch(): void {
    if (this.#ahead || this.#page.next === END) return;
    this.#ahead = this.#fetch(this.#page.next, this.#pages++);
    this.#ahead.catch(() => {}); // reported where the page is awaited; maybe nobody ever does
  }

  /** Waits for the next page. To be called when {@link head} is undefined and {@link done} is false. */
  async load(): Promise<void> {
    this.prefetch();
    const ahead = this.#ahead;
    this.#ahead = undefined;
    if (!ahead) return;
    const page = await ahead;
    this.#start = this.#page.next;
    this.#page = page;
    this.#at = 0;
    this.#skip();
  }

  /** The next wanted item of this page, if any is left. */
  get head(): Item | undefined {
    return this.#page.items[this.#at];
  }

  get done(): boolean {
    return this.head === undefined && this.#page.next === END;
  }

  /** How many items of this page are left at most. */
  get left(): number {
    return this.#page.items.length - this.#at;
  }

  /** Takes the next item. */
  take(): Item | undefined {
    const item = this.head;
    this.#at++;
    this.#skip();
    return item;
  }

  /** Takes up to `n` items, all that are left of the page if there are no more. */
  takeAll(n: number): readonly Item[] {
    const { items } = this.#page;
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
    if (this.head === undefined) return this.#page.next;
    const last = this.#page.source[this.#at - 1];
    return last ? keyAfter(last) : this.#start;
  }

  /** Whether {@link position} has to make a key out of an item. */
  get midPage(): boolean {
    return this.head !== undefined && this.#at > 0;
  }

  /** Passes over dropped items, so that `head` is a wanted one. */
  #skip(): void {
    while (this.#at < this.#page.items.length && this.#page.items[this.#at] === undefined) this.#at++;
  }
}
