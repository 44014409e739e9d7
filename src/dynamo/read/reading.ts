import { OneChunk, remainingItems } from '../item-chunks';
import type { Item, ItemPage } from '../model/values';
import { isQuery, type Plan, type Sort } from '../plan/plan';
import { END, isKey, keyAfter, type Position, START } from '../plan/position';
import { nextLimit, type ReadRequest, requests } from '../plan/requests';
import { chunksOf, type Send } from '../transport';
import { atMost, MAX_CONCURRENT_READS } from './at-most';
import { fetchUnprojected } from './fetch-unprojected';
import { interleaveSegments, merge, RemainingLimit, single } from './merge';
import { PageLoopGuard } from './page-loop';
import { type Chunk, PageReader, type RawPage } from './page-reader';
import { meetsResidual } from './residual';
import { fromPosition, SortedItems } from './sorted-items';
import { TableKey } from './table-key';

/**
 * One execution of a plan. `pages` streams the answer. Between any two pages, `cursor` returns the positions to continue from, after
 * every item yielded so far.
 */
export class Reading {
  readonly #plan: Plan;
  readonly #send: Send;
  readonly #stop = new AbortController();
  readonly #limit: RemainingLimit;
  readonly #readers: readonly PageReader[];
  readonly #tableKey: TableKey;
  readonly #sortedFrom: Position | undefined;
  #sorted: SortedItems | undefined;
  #usesDisk = false;

  /** `start` holds the positions of a cursor, one for each of the plan's requests. */
  constructor(plan: Plan, send: Send, start?: readonly Position[]) {
    this.#plan = plan;
    this.#send = atMost(MAX_CONCURRENT_READS, send);
    // A sorted answer has to read everything from the beginning, whatever the limit.
    this.#limit = new RemainingLimit(plan.sort ? undefined : plan.limit);
    this.#sortedFrom = plan.sort && start?.[0];
    this.#tableKey = new TableKey(plan, send);
    this.#readers = requests(plan).map((request, i) => {
      const first = plan.sort ? START : (start?.[i] ?? START);
      const guard = new PageLoopGuard(first);
      return new PageReader(first, (from, page, held) => this.#fetch(request, from, page, held, guard));
    });
  }

  /**
   * Yields the answer page by page, requesting each page before the current one is used up. Throws a DdbdbgError when DynamoDB
   * fails; the pages yielded so far and the cursor remain valid.
   */
  async *pages(): AsyncGenerator<ItemPage> {
    try {
      const { sort } = this.#plan;
      for await (const items of sort ? this.#sortedItems(sort) : this.#items()) yield { items };
    } finally {
      this.#stop.abort(); // pages requested ahead that are no longer needed
    }
  }

  /** Whether a temporary file held items to sort. */
  get usesDisk(): boolean {
    return this.#usesDisk;
  }

  /** Cancels the requests in progress. `pages` then throws, and the cursor remains valid. */
  stop(): void {
    this.#stop.abort();
  }

  /** Reads everything before the first item is known. On an error, yields what has been read so far before throwing. */
  async *#sortedItems(sort: readonly Sort[]): AsyncGenerator<readonly Item[]> {
    // The key orders items that have the same values in the columns.
    const tableKey = (await this.#tableKey.exact()) ?? (await this.#tableKey.ofCursor());
    const keyOf = (item: Item) => keyAfter(item, tableKey);
    const from = this.#sortedFrom && isKey(this.#sortedFrom) ? fromPosition(this.#sortedFrom) : undefined;
    const sorted = new SortedItems(sort, this.#plan.limit ?? Number.POSITIVE_INFINITY, keyOf, from);
    let failure: { readonly error: unknown } | undefined;
    try {
      try {
        for await (const items of this.#items()) await sorted.add(items);
        this.#sorted = sorted;
      } catch (error) {
        failure = { error };
      }
      this.#usesDisk = sorted.usesDisk;
      const pages = sorted.pages();
      for (;;) {
        // Before the next page is taken, as the cursor continues after the last one. What was read before a failure is shown in any case.
        if (!failure && this.#stop.signal.aborted) throw this.#stop.signal.reason;
        const { value, done } = await pages.next();
        if (done) break;
        yield value;
      }
    } finally {
      await sorted.close();
    }
    if (failure) throw failure.error;
  }

  #items(): AsyncGenerator<readonly Item[]> {
    const [first] = this.#readers;
    if (first && this.#readers.length === 1) return single(first, this.#limit);
    const plan = this.#plan;
    if (!isQuery(plan)) return interleaveSegments(this.#readers, this.#limit);
    const { schema, descending } = plan;
    // Branches of the table itself share no items, as the key of an item never changes.
    const tableKey = plan.index === undefined ? undefined : () => this.#tableKey.exact();
    return merge(this.#readers, { schema, descending, tableKey }, this.#limit);
  }

  /**
   * Returns the positions to continue from, or null when everything was read. May send a request to learn the key, and throws what
   * `send` throws.
   */
  async cursor(signal?: AbortSignal): Promise<readonly Position[] | null> {
    const sorted = this.#sorted?.position();
    if (sorted !== undefined && sorted !== END) return [sorted];
    if (this.#plan.sort || this.#readers.every((reader) => reader.done)) return null;
    const names = this.#readers.some((reader) => reader.midPage) ? await this.#tableKey.ofCursor(signal) : [];
    return this.#readers.map((reader) => reader.position((item) => keyAfter(item, names)));
  }

  async #fetch(
    request: ReadRequest,
    from: Position,
    page: number,
    held: number,
    guard: PageLoopGuard,
  ): Promise<RawPage> {
    const limit = nextLimit(this.#plan, Math.max(this.#limit.remaining - held, 1), page);
    const input = {
      ...request.input,
      ...(from !== START && { ExclusiveStartKey: from }),
      Limit: request.operation === 'GetItem' ? undefined : limit,
    };
    const output = await this.#send(request.operation, input, this.#stop.signal);
    guard.check(output.LastEvaluatedKey);
    this.#tableKey.note(output.LastEvaluatedKey);
    const chunks = chunksOf(output);
    const next = output.LastEvaluatedKey ?? END;
    if (!this.#plan.complete) return { chunks, wanted: (items) => this.#wanted(items), next };
    const source = remainingItems(chunks);
    const whole = await fetchUnprojected(this.#plan, source, this.#tableKey, this.#send, this.#stop.signal);
    return { chunks: new OneChunk(source), wanted: () => this.#wanted(whole), next };
  }

  /** Applies the conditions that DynamoDB can't check. */
  #wanted(items: Chunk['items']): Chunk['items'] {
    if (this.#plan.residual.length === 0) return items;
    return items.map((item) => (item && meetsResidual(this.#plan, item) ? item : undefined));
  }
}
