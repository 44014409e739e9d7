import { DdbdbgError } from '../../errors';
import { keyAttributes } from '../model/definition';
import { describedKey } from '../model/from-describe-table';
import type { Item } from '../model/values';
import type { Plan } from '../plan/plan';
import { requests } from '../plan/requests';
import type { Send } from '../transport';
import { describeTable } from './describe';

/**
 * Names of the attributes of a table's key. Where the definition doesn't know them, the key that DynamoDB gives at the end of a
 * page does, as far as it tells the table's from the index's, and DescribeTable for certain.
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

  /** Takes note of where a page ended. */
  note(lastEvaluatedKey: Item | undefined): void {
    if (lastEvaluatedKey) this.#last ??= Promise.resolve(Object.keys(lastEvaluatedKey));
  }

  /** The attributes of table and index with which DynamoDB goes on after an item. Throws what `send` throws. */
  ofCursor(signal?: AbortSignal): Promise<readonly string[]> {
    this.#last ??= this.#askForKey(signal);
    return this.#last;
  }

  /** The table's own, or undefined where nobody may say. */
  exact(): Promise<readonly string[] | undefined> {
    this.#exact ??= this.#findOut();
    return this.#exact;
  }

  /** The table's own, or what is most likely that. */
  async likely(): Promise<readonly string[]> {
    const exact = await this.exact();
    if (exact) return exact;
    const all = await this.ofCursor();
    const rest = this.#notOfIndex(all);
    return rest.length > 0 ? rest : all;
  }

  async #findOut(): Promise<readonly string[] | undefined> {
    const last = await this.#last;
    // A table's key has two attributes at most, and a Scan's position no others.
    if (last && this.#plan.operation === 'scan') return last;
    const rest = last ? this.#notOfIndex(last) : [];
    if (rest.length === 2) return rest;
    try {
      const { KeySchema } = await describeTable(this.#plan.table, this.#send);
      return keyAttributes(describedKey(KeySchema));
    } catch (error) {
      // Whoever may query an index may not always describe its table.
      if (error instanceof DdbdbgError && error.code === 'credentials') return undefined;
      throw error;
    }
  }

  #notOfIndex(names: readonly string[]): readonly string[] {
    const ofIndex = new Set(keyAttributes(this.#plan.schema));
    return names.filter((name) => !ofIndex.has(name));
  }

  /** A page of one item ends with a key. */
  async #askForKey(signal: AbortSignal | undefined): Promise<readonly string[]> {
    const plan = this.#plan;
    if (plan.operation === 'get') return [];
    const nothingLeftOut = { filter: [], residual: [], projection: undefined, sort: undefined, count: false };
    for (const { operation, input } of requests({ ...plan, ...nothingLeftOut, limit: 1 })) {
      const { LastEvaluatedKey } = await this.#send(operation, input, signal);
      if (LastEvaluatedKey) return Object.keys(LastEvaluatedKey);
    }
    return [];
  }
}
