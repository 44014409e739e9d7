import type { Item } from '../model/values';
import type { PageReader } from './page-reader';

/** A reader with its place among all readers of a merge. */
export interface PlacedReader {
  readonly reader: PageReader;
  readonly index: number;
}

/**
 * A binary heap of readers by their next item, so that finding the first of a thousand readers takes ten comparisons. Among items
 * that sort alike, the reader declared first wins, so that the order never varies.
 */
export class ReaderHeap {
  readonly #order: (a: Item, b: Item) => number;
  readonly #entries: PlacedReader[] = [];

  constructor(order: (a: Item, b: Item) => number) {
    this.#order = order;
  }

  /** The reader whose next item sorts first. */
  get first(): PlacedReader | undefined {
    return this.#entries[0];
  }

  /** Adds a reader that has a next item. */
  push(entry: PlacedReader): void {
    let at = this.#entries.push(entry) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#isBefore(at, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  /** Restores the order after the next item of {@link first} was taken. Removes a reader without a next item. */
  updateFirst(): void {
    if (this.first?.reader.head === undefined) {
      const last = this.#entries.pop();
      if (last === undefined || this.#entries.length === 0) return;
      this.#entries[0] = last;
    }
    let at = 0;
    for (;;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < this.#entries.length && this.#isBefore(child, least)) least = child;
      if (least === at) return;
      this.#swap(at, least);
      at = least;
    }
  }

  #isBefore(i: number, j: number): boolean {
    const a = this.#entries[i] as PlacedReader;
    const b = this.#entries[j] as PlacedReader;
    const order = this.#order(a.reader.head as Item, b.reader.head as Item);
    return order < 0 || (order === 0 && a.index < b.index);
  }

  #swap(i: number, j: number): void {
    const entry = this.#entries[i] as PlacedReader;
    this.#entries[i] = this.#entries[j] as PlacedReader;
    this.#entries[j] = entry;
  }
}
