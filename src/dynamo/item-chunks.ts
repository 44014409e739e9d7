import type { Item } from './model/values';

/** The items of one response, returned in chunks, so that only the current chunk of a long response is held in memory as values. */
export interface ItemChunks {
  /** Returns the next chunk, or an empty list when there are no more. */
  next(): readonly Item[];
  /** How many items have not been returned yet. */
  readonly left: number;
  /** Whether every item has been returned. */
  readonly done: boolean;
}

/** Items that are already in memory, as a single chunk. */
export class OneChunk implements ItemChunks {
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

/** Returns all items that have not been returned yet. */
export function remainingItems(chunks: ItemChunks): readonly Item[] {
  const items = [chunks.next()];
  while (!chunks.done) items.push(chunks.next());
  return items.flat();
}
