import { keyAttributes } from '../model/definition';
import { describedKey } from '../model/from-describe-table';
import type { Item } from '../model/values';
import type { Plan } from '../plan/plan';
import { requests } from '../plan/requests';
import type { Send } from '../transport';
import { describeIfPermitted } from './describe';

/**
 * Finds the names of a table's key attributes. When the definition does not name them, they come from the `LastEvaluatedKey` of a
 * page if the table's attributes can be told from the index's there, and otherwise from DescribeTable.
 */
export class TableKey {
  readonly #plan: Plan;
  readonly #send: Send;
  #last: Promise<readonly string[]> | undefined;
  #exact: Promise<readonly string[] | undefined> | undefined;

  constructor(plan: Plan, send: Send) {
    this.#plan = plan;
    this.#send = send;
    if (!plan.tableKey) return;
    const own = keyAttributes(plan.tableKey);
    this.#exact = Promise.resolve(own);
    this.#last = Promise.resolve([...new Set([...own, ...keyAttributes(plan.schema)])]);
  }

  /** Learns the names from the end of a page. */
  note(lastEvaluatedKey: Item | undefined): void {
    if (lastEvaluatedKey) this.#last ??= Promise.resolve(Object.keys(lastEvaluatedKey));
  }

  /** The key attributes of table and index, which make up an `ExclusiveStartKey`. Throws what `send` throws. */
  ofCursor(signal?: AbortSignal): Promise<readonly string[]> {
    this.#last ??= this.#requestKey(signal);
    return this.#last;
  }

  /** The table's own key attributes, or undefined without permission to describe the table. */
  exact(): Promise<readonly string[] | undefined> {
    this.#exact ??= this.#determine();
    return this.#exact;
  }

  /** The table's own key attributes, or the most likely ones without permission to describe the table. */
  async likely(): Promise<readonly string[]> {
    const exact = await this.exact();
    if (exact) return exact;
    const all = await this.ofCursor();
    const rest = this.#notOfIndex(all);
    return rest.length > 0 ? rest : all;
  }

  async #determine(): Promise<readonly string[] | undefined> {
    const last = await this.#last;
    // A table's key has at most two attributes, and the position of a table's Scan holds no others.
    if (last && this.#plan.operation === 'scan' && !this.#plan.index) return last;
    const rest = last ? this.#notOfIndex(last) : [];
    if (rest.length === 2) return rest;
    const description = await describeIfPermitted(this.#plan.table, this.#send);
    return description && keyAttributes(describedKey(description.KeySchema));
  }

  #notOfIndex(names: readonly string[]): readonly string[] {
    const ofIndex = new Set(keyAttributes(this.#plan.schema));
    return names.filter((name) => !ofIndex.has(name));
  }

  /** Reads a page of one item, which ends with a key. */
  async #requestKey(signal: AbortSignal | undefined): Promise<readonly string[]> {
    const plan = this.#plan;
    if (plan.operation === 'get') return [];
    const unrestricted = { filter: [], residual: [], projection: undefined, sort: undefined, count: false };
    for (const { operation, input } of requests({ ...plan, ...unrestricted, limit: 1 })) {
      const { LastEvaluatedKey } = await this.#send(operation, input, signal);
      if (LastEvaluatedKey) return Object.keys(LastEvaluatedKey);
    }
    return [];
  }
}
