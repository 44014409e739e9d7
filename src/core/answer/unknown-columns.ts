import type { TableDefinition } from '../../dynamo/model/definition';
import type { Item } from '../../dynamo/model/values';
import { AttributeUnion, type ColumnReader, columnReaders } from '../../format/columns';
import { didYouMean } from '../../did-you-mean';

/** Notices columns that no item has, which are most likely misspelt. An attribute that the definition knows may well be rare. */
export class AbsentColumns {
  readonly #known: readonly string[];
  readonly #seen: AttributeUnion;
  #absent: readonly ColumnReader[];

  /** `columns` are those that the user named. */
  constructor(columns: readonly string[], table: TableDefinition) {
    this.#known = Object.keys(table.attributes);
    this.#seen = new AttributeUnion(table);
    this.#absent = columnReaders(columns).filter(({ name }) => !Object.hasOwn(table.attributes, name));
  }

  see(items: readonly Item[]): void {
    if (this.#absent.length === 0) return;
    this.#absent = this.#absent.filter(({ read }) => !items.some((item) => read(item) !== undefined));
    this.#seen.add(items);
  }

  /** What to tell of each, a sentence or two. */
  notes(): readonly string[] {
    const names = [...new Set([...this.#known, ...this.#seen.names()])];
    return this.#absent.map(({ name }) => `No item here has ${name}.${didYouMean(name, names)}`);
  }
}
