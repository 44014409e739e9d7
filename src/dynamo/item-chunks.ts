import type { Item } from './model/values';

/** The items of one answer, handed out some at a time: of a long one only those in hand take up memory as values. */
export interface Batches {
  /** The next items; none when all have been handed out. */
  next(): readonly Item[];
  /** How many items are still to come. */
  readonly left: number;
  /** Whether all have been handed out. */
  readonly done: boolean;
}

/** Items that are all there, as a single batch. */
export class OneBatch implements Batches {
  #items: readonly Item[] | undefined;

  constructor(items: readonly Item[]) {
    this.#items = items;
  }

  next(): readonly Item[] {
    const items = this.#items ?? [];
    this.#items = undefined;
    return items;
  }

  get left(): number {
    return this.#items?.length ?? 0;
  }

  get done(): boolean {
    return this.#items === undefined;
  }
}

/** All that is still to come. */
export function rest(batches: Batches): readonly Item[] {
  const items = [batches.next()];
  while (!batches.done) items.push(batches.next());
  return items.flat();
}
