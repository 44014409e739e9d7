import { nearest } from '../../did-you-mean';
import type { TableDefinition } from '../../dynamo/model/definition';
import { columnName, columnValue } from '../../dynamo/model/path';
import type { Item } from '../../dynamo/model/values';
import type { Note } from './note';

/** Detects columns that no item has, which are probably misspelt. Attributes in the definition are not reported, as they may be rare. */
export class UnknownColumns {
  readonly #known: readonly string[];
  readonly #seen = new Set<string>();
  #missing: readonly string[];

  /** `columns` are the columns that the user named. */
  constructor(columns: readonly string[], { attributes }: TableDefinition) {
    this.#known = Object.keys(attributes);
    this.#missing = [...new Set(columns.map(columnName))].filter((name) => !Object.hasOwn(attributes, name));
  }

  see(items: readonly Item[]): void {
    if (this.#missing.length === 0) return;
    this.#missing = this.#missing.filter((name) => !items.some((item) => columnValue(item, name)));
    for (const item of items) for (const name in item) this.#seen.add(name);
  }

  notes(): readonly Note[] {
    const names = [...new Set([...this.#known, ...this.#seen])];
    return this.#missing.map((name) => ({ kind: 'unknown-column', name, ...similarTo(name, names) }));
  }
}

/** Returns the most similar name, if one is close enough. */
function similarTo(name: string, names: readonly string[]): { readonly similar?: string } {
  const similar = nearest(name, names);
  return similar === undefined ? {} : { similar };
}
