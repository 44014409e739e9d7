import { storedInstant } from '../model/condition';
import { columnValue } from '../model/path';
import {
  type AttributeValue,
  attributeOf,
  canonical,
  compareKeys,
  compareUtf8,
  type Item,
  typeOf,
} from '../model/values';
import type { Sort } from '../plan/plan';

/** Where a sorted answer stopped: the last item's values in the sort columns, and its key, which orders items with the same values. */
export interface SortedPosition {
  /** By column. An item lacks columns that are not in it. */
  readonly values: Item;
  readonly key: Item;
}

/** The member that holds the values of the sort columns beside the key attributes. The space keeps it apart from their names. */
const VALUES = ' sorted by';

/** Turns the position into the form that a cursor holds: the key attributes, and the values beside them. */
export function toPosition({ values, key }: SortedPosition): Item {
  return Object.keys(values).length === 0 ? key : { ...key, [VALUES]: { M: values } };
}

/** The reverse of {@link toPosition}. */
export function fromPosition(position: Item): SortedPosition {
  const { [VALUES]: values, ...key } = position;
  return { values: values && 'M' in values ? values.M : {}, key };
}

/**
 * Keeps the first `limit` of all items added, sorted by the columns and then by key, so that the order is the same in every run.
 * Skips items up to and including `after`. Memory is bounded by the limit.
 */
export class SortedItems {
  readonly #sort: readonly Sort[];
  readonly #limit: number;
  readonly #keyOf: (item: Item) => Item;
  readonly #after: Entry | undefined;
  #entries: Entry[] = [];
  #dropped = false;

  constructor(sort: readonly Sort[], limit: number, keyOf: (item: Item) => Item, after?: SortedPosition) {
    this.#sort = sort;
    this.#limit = limit;
    this.#keyOf = keyOf;
    this.#after = after && {
      values: sort.map(({ column }) => attributeOf(after.values, column)),
      tie: canonical({ M: keyOf(after.key) }),
      item: after.key,
    };
  }

  add(items: readonly Item[]): void {
    for (const item of items) {
      const entry = {
        item,
        values: this.#sort.map(({ column }) => columnValue(item, column)),
        tie: canonical({ M: this.#keyOf(item) }),
      };
      if (!this.#after || this.#compare(entry, this.#after) > 0) this.#entries.push(entry);
    }
    if (this.#entries.length > 2 * this.#limit) this.#cut();
  }

  /** The items in order, at most `limit` of them. */
  items(): readonly Item[] {
    this.#cut();
    return this.#entries.map((entry) => entry.item);
  }

  /** Where to continue after {@link items}, or undefined when no item was left out. */
  position(): SortedPosition | undefined {
    const last = this.#entries.at(-1);
    if (!this.#dropped || !last) return undefined;
    const values = this.#sort.flatMap(({ column }, i) => {
      const value = last.values[i];
      return value === undefined ? [] : [[column, value] as const];
    });
    return { values: Object.fromEntries(values), key: this.#keyOf(last.item) };
  }

  #cut(): void {
    this.#entries.sort((a, b) => this.#compare(a, b));
    if (this.#entries.length <= this.#limit) return;
    this.#entries.length = this.#limit;
    this.#dropped = true;
  }

  #compare(a: Entry, b: Entry): number {
    for (const [i, sort] of this.#sort.entries()) {
      const order = compareColumns(a.values[i], b.values[i], sort);
      if (order !== 0) return order;
    }
    return compareUtf8(a.tie, b.tie);
  }
}

interface Entry {
  readonly item: Item;
  /** The values in the sort columns, in their order. */
  readonly values: readonly (AttributeValue | undefined)[];
  readonly tie: string;
}

/**
 * Orders times chronologically and other values as DynamoDB orders keys. Values that are not times come after all times, and items
 * without the column come last, in both directions.
 */
function compareColumns(a: AttributeValue | undefined, b: AttributeValue | undefined, sort: Sort): number {
  if (!a || !b) return a ? -1 : b ? 1 : 0;
  const x = sort.format && storedInstant(sort.format, a);
  const y = sort.format && storedInstant(sort.format, b);
  if ((x === undefined) !== (y === undefined)) return x === undefined ? 1 : -1;
  const order = x !== undefined && y !== undefined ? compareUtf8(x, y) : compareValues(a, b);
  return sort.descending ? -order : order;
}

function compareValues(a: AttributeValue, b: AttributeValue): number {
  const type = typeOf(a);
  if (type !== typeOf(b)) return compareUtf8(type, typeOf(b));
  return type === 'S' || type === 'N' || type === 'B'
    ? compareKeys(a, b)
    : compareUtf8(canonical(a), canonical(b));
}
