import { attributeOf, canonical, type Item } from '../model/values';
import type { Part } from './page-reader';

/** How many items alike in sort key are memoize. */
const REMEMBERED = 100_000;

/**
 * Notices an item that shows up in a second branch because it was changed while the branches were read (a job that went from
 * `started` to `failure`). Such twins have the same sort key, so only items alike in that are memoize.
 */
export class Twins {
  readonly #order: (a: Item, b: Item) => number;
  readonly #tableKey: () => Promise<readonly string[] | undefined>;
  #first: { readonly item: Item; readonly part: Part } | undefined;
  /** Items of the first part; their keys are needed only if another part has one like them. */
  #waiting: Item[] = [];
  readonly #keys = new Set<string>();

  /** `tableKey` are the names of the table's key attributes; while they are not known, nothing counts as a twin. */
  constructor(order: (a: Item, b: Item) => number, tableKey: () => Promise<readonly string[] | undefined>) {
    this.#order = order;
    this.#tableKey = tableKey;
  }

  /** Whether an item was there before. Items come in order. */
  has(item: Item, part: Part): false | Promise<boolean> {
    if (!this.#first || this.#order(this.#first.item, item) !== 0) {
      this.#first = { item, part };
      this.#waiting = [item];
      this.#keys.clear();
      return false;
    }
    if (this.#first.part !== part || this.#keys.size > 0) return this.#compare(item);
    if (this.#waiting.length >= REMEMBERED) this.#waiting = [];
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
    if (this.#keys.size >= REMEMBERED) this.#keys.clear();
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
