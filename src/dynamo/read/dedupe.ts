import { attributeOf, canonical, type Item } from '../model/values';
import type { PageReader } from './page-reader';

/** How many items with the same sort key are kept for comparison. */
const MAX_KEPT = 100_000;

/**
 * Detects an item that appears in a second branch because it was changed while the branches were read (a job that went from
 * `started` to `failure`). Both copies have the same sort key, so only items with the current sort key are kept.
 */
export class Deduplicator {
  readonly #order: (a: Item, b: Item) => number;
  readonly #tableKey: () => Promise<readonly string[] | undefined>;
  #first: { readonly item: Item; readonly reader: PageReader } | undefined;
  /** Items of the first reader. Their keys are computed only if another reader has an item with the same sort key. */
  #waiting: Item[] = [];
  readonly #keys = new Set<string>();

  /** `tableKey` returns the names of the table's key attributes; while they are unknown, no item counts as a duplicate. */
  constructor(order: (a: Item, b: Item) => number, tableKey: () => Promise<readonly string[] | undefined>) {
    this.#order = order;
    this.#tableKey = tableKey;
  }

  /** Whether the item was passed in before. Items must be passed in sort order. */
  isDuplicate(item: Item, reader: PageReader): false | Promise<boolean> {
    if (!this.#first || this.#order(this.#first.item, item) !== 0) {
      this.#first = { item, reader };
      this.#waiting = [item];
      this.#keys.clear();
      return false;
    }
    if (this.#first.reader !== reader || this.#keys.size > 0) return this.#compare(item);
    if (this.#waiting.length >= MAX_KEPT) this.#waiting = [];
    this.#waiting.push(item);
    return false;
  }

  async #compare(item: Item): Promise<boolean> {
    const names = await this.#tableKey();
    if (!names) return false;
    for (const one of this.#waiting) this.#keys.add(keyText(one, names));
    this.#waiting = [];
    const key = keyText(item, names);
    if (this.#keys.has(key)) return true;
    if (this.#keys.size >= MAX_KEPT) this.#keys.clear();
    this.#keys.add(key);
    return false;
  }
}

function keyText(item: Item, names: readonly string[]): string {
  return JSON.stringify(
    names.map((name) => {
      const value = attributeOf(item, name);
      return value === undefined ? null : canonical(value);
    }),
  );
}
