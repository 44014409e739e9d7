import { OneBatch, rest } from '../item-chunks';
import { matches } from '../model/matches';
import type { Item } from '../model/values';
import { isQuery, type Plan, type Sort } from '../plan/plan';
import { END, isKey, keyAfter, type Position, START } from '../plan/position';
import { nextLimit, type ReadRequest, requests } from '../plan/requests';
import { batchesOf, type Send } from '../transport';
import { Budget } from './budget';
import { completeItems } from './fetch-unprojected';
import { merge, single } from './merge';
import { PageEnds } from './page-loop';
import { type Batch, Part, type RawPage } from './page-reader';
import { inTurn } from './segments';
import { fromPosition, SortedItems, toPosition } from './sorted-items';
import { TableKey } from './table-key';

/** Items that belong together in the stream of an answer; may be none. */
export interface Page {
  readonly items: readonly Item[];
}

/**
 * One execution of a plan. `pages` streams the answer; at any moment between two pages, `cursor` tells where to go on after all
 * that was handed out.
 */
export class Reading {
  readonly #plan: Plan;
  readonly #send: Send;
  readonly #stop = new AbortController();
  readonly #budget: Budget;
  readonly #parts: readonly Part[];
  readonly #tableKey: TableKey;
  readonly #sortedFrom: Position | undefined;
  #sorted: SortedItems | undefined;

  /** `start` are the positions of a cursor, one for each of the plan's requests. */
  constructor(plan: Plan, send: Send, start?: readonly Position[]) {
    this.#plan = plan;
    this.#send = send;
    // A sorted answer has to read everything, whatever the limit, and from the beginning.
    this.#budget = new Budget(plan.sort ? undefined : plan.limit);
    this.#sortedFrom = plan.sort && start?.[0];
    this.#tableKey = new TableKey(plan, send);
    this.#parts = requests(plan).map((request, i) => {
      const first = plan.sort ? START : (start?.[i] ?? START);
      const ends = new PageEnds(first);
      return new Part(first, (from, page, held) => this.#fetch(request, from, page, held, ends));
    });
  }

  /**
   * The answer, page by page, each asked for before the one in hand is used up. Throws a DdbdbgError when DynamoDB can't be
   * asked any further; all pages until then are good, and so is the cursor.
   */
  async *pages(): AsyncGenerator<Page> {
    try {
      const { sort } = this.#plan;
      for await (const items of sort ? this.#sortedItems(sort) : this.#items()) yield { items };
    } finally {
      this.#stop.abort(); // what was asked ahead and is not needed any more
    }
  }

  /** Gives up what is being asked: `pages` then throws, and the cursor stays good. */
  stop(): void {
    this.#stop.abort();
  }

  /** Everything, read to the end before the first item is known. An error still yields what was read until then. */
  async *#sortedItems(sort: Sort): AsyncGenerator<readonly Item[]> {
    // The key tells items apart that are alike in the column.
    const tableKey = (await this.#tableKey.exact()) ?? (await this.#tableKey.ofCursor());
    const keyOf = (item: Item) => keyAfter(item, tableKey);
    const from = this.#sortedFrom && isKey(this.#sortedFrom) ? fromPosition(this.#sortedFrom) : undefined;
    const sorted = new SortedItems(sort, this.#plan.limit ?? Number.POSITIVE_INFINITY, keyOf, from);
    try {
      for await (const items of this.#items()) sorted.add(items);
      this.#sorted = sorted;
    } finally {
      yield sorted.items();
    }
  }

  #items(): AsyncGenerator<readonly Item[]> {
    const [first] = this.#parts;
    if (first && this.#parts.length === 1) return single(first, this.#budget);
    const plan = this.#plan;
    if (!isQuery(plan)) return inTurn(this.#parts, this.#budget);
    const { schema, descending } = plan;
    // Branches of the table itself have nothing in common: the key of an item never changes.
    const tableKey = plan.index === undefined ? undefined : () => this.#tableKey.exact();
    return merge(this.#parts, { schema, descending, tableKey }, this.#budget);
  }

  /** Positions to go on from, or null when everything was read. Throws what `send` throws where it has to ask for the key. */
  async cursor(signal?: AbortSignal): Promise<readonly Position[] | null> {
    const sorted = this.#sorted?.position();
    if (sorted) return [toPosition(sorted)];
    if (this.#plan.sort || this.#parts.every((part) => part.done)) return null;
    const names = this.#parts.some((part) => part.midPage) ? await this.#tableKey.ofCursor(signal) : [];
    return this.#parts.map((part) => part.position((item) => keyAfter(item, names)));
  }

  async #fetch(
    request: ReadRequest,
    from: Position,
    page: number,
    held: number,
    ends: PageEnds,
  ): Promise<RawPage> {
    const limit = nextLimit(this.#plan, Math.max(this.#budget.remaining - held, 1), page);
    const input = {
      ...request.input,
      ...(from !== START && { ExclusiveStartKey: from }),
      Limit: request.operation === 'GetItem' ? undefined : limit,
    };
    const output = await this.#send(request.operation, input, this.#stop.signal);
    ends.note(output.LastEvaluatedKey);
    this.#tableKey.note(output.LastEvaluatedKey);
    const batches = batchesOf(output);
    const next = output.LastEvaluatedKey ?? END;
    if (!this.#plan.complete) return { batches, wanted: (items) => this.#wanted(items), next };
    const source = rest(batches);
    const whole = await completeItems(this.#plan, source, this.#tableKey, this.#send, this.#stop.signal);
    return { batches: new OneBatch(source), wanted: () => this.#wanted(whole), next };
  }

  /** Drops what only looking at the items can tell. */
  #wanted(items: Batch['items']): Batch['items'] {
    const { residual } = this.#plan;
    if (residual.length === 0) return items;
    return items.map((item) =>
      item && residual.every((condition) => matches(condition, item)) ? item : undefined,
    );
  }
}
