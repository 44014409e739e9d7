import { MAX_CHARACTERS } from '../../text-spool';
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
import { END, type Position, START } from '../plan/position';
import { approximateSize } from './item-size';
import { SortedRuns } from './sorted-runs';

/** Where a sorted answer stopped: the last item's values in the sort columns, and its key, which orders items with the same values. */
export interface SortedPosition {
  /** By column. An item lacks columns that are not in it. */
  readonly values: Item;
  readonly key: Item;
}

/** The member that holds the values of the sort columns beside the key attributes. The space keeps it apart from their names. */
const VALUES = ' sorted by';

/** Turns the position into the form that a cursor holds: the key attributes, and the values beside them. */
function toPosition({ values, key }: SortedPosition): Item {
  return Object.keys(values).length === 0 ? key : { ...key, [VALUES]: { M: values } };
}

/** The reverse of {@link toPosition}. */
export function fromPosition(position: Item): SortedPosition {
  const { [VALUES]: values, ...key } = position;
  return { values: values && 'M' in values ? values.M : {}, key };
}

/**
 * Keeps the first `limit` of all items added, sorted by the columns and then by key, so that the order is the same in every run.
 * Skips items up to and including `after`. Memory is bounded: items beyond `maxHeld` are sorted in parts, which are kept
 * as text, in a temporary file if necessary, until they are merged.
 */
export class SortedItems {
  readonly #maxHeld: typeof MAX_HELD;
  readonly #sort: readonly Sort[];
  readonly #limit: number;
  readonly #keyOf: (item: Item) => Item;
  readonly #after: Entry | undefined;
  readonly #runs: SortedRuns<Entry>;
  #held: Entry[] = [];
  #heldCharacters = 0;
  /** Whether the limit left out an item. */
  #dropped = false;
  #last: Entry | undefined;
  #isRead = false;

  constructor(
    sort: readonly Sort[],
    limit: number,
    keyOf: (item: Item) => Item,
    after?: SortedPosition,
    maxHeld = MAX_HELD,
  ) {
    this.#maxHeld = maxHeld;
    this.#sort = sort;
    this.#limit = limit;
    this.#keyOf = keyOf;
    this.#after = after && {
      values: sort.map(({ column }) => attributeOf(after.values, column)),
      tie: canonical({ M: keyOf(after.key) }),
      item: after.key,
    };
    this.#runs = new SortedRuns(
      (a, b) => this.#compare(a, b),
      (item) => this.#entry(item),
      maxHeld.spooled,
    );
  }

  /** Whether a temporary file holds some of the items. */
  get usesDisk(): boolean {
    return this.#runs.isOnDisk;
  }

  /** Adds items. Throws a DdbdbgError when they can't be kept on disk; the items added before are kept. */
  async add(items: readonly Item[]): Promise<void> {
    for (const item of items) {
      const entry = this.#entry(item);
      if (this.#after && this.#compare(entry, this.#after) <= 0) continue;
      this.#held.push(entry);
      this.#heldCharacters += approximateSize(item);
    }
    if (this.#held.length > 2 * this.#limit) this.#cut();
    const { items: most, characters } = this.#maxHeld;
    if (this.#held.length > most || this.#heldCharacters > characters) await this.#moveToDisk();
  }

  /** Yields the items in order, at most `limit` of them. Nothing can be added afterwards. */
  async *pages(): AsyncGenerator<readonly Item[]> {
    this.#cut();
    let left = this.#limit;
    for await (const entries of this.#runs.merged(this.#held)) {
      const page = entries.slice(0, left);
      left -= page.length;
      if (page.length < entries.length) this.#dropped = true;
      this.#last = page.at(-1) ?? this.#last;
      if (page.length > 0) yield page.map(({ item }) => item);
      if (left === 0 && this.#dropped) break;
    }
    this.#isRead = true;
  }

  /** The position after the items yielded so far, in the form that a cursor holds. */
  position(): Position {
    if (this.#isRead && !this.#dropped) return END;
    const last = this.#last;
    if (!last) return START;
    const values = this.#sort.flatMap(({ column }, i) => {
      const value = last.values[i];
      return value === undefined ? [] : [[column, value] as const];
    });
    return toPosition({ values: Object.fromEntries(values), key: this.#keyOf(last.item) });
  }

  /** Deletes what is on disk. Must be called in the end. */
  close(): Promise<void> {
    return this.#runs.close();
  }

  async #moveToDisk(): Promise<void> {
    this.#cut();
    const run = this.#held;
    this.#held = [];
    this.#heldCharacters = 0;
    await this.#runs.add(run);
  }

  #cut(): void {
    this.#held.sort((a, b) => this.#compare(a, b));
    if (this.#held.length <= this.#limit) return;
    this.#held.length = this.#limit;
    this.#heldCharacters = this.#held.reduce((sum, { item }) => sum + approximateSize(item), 0);
    this.#dropped = true;
  }

  #entry(item: Item): Entry {
    return {
      item,
      values: this.#sort.map(({ column }) => columnValue(item, column)),
      tie: canonical({ M: this.#keyOf(item) }),
    };
  }

  #compare(a: Entry, b: Entry): number {
    for (const [i, sort] of this.#sort.entries()) {
      const order = compareColumns(a.values[i], b.values[i], sort);
      if (order !== 0) return order;
    }
    return compareUtf8(a.tie, b.tie);
  }
}

/** What is kept in memory at most: of items, which take several times the size of their text, and of sorted parts, which are text. */
const MAX_HELD = { items: 12_000, characters: 2_500_000, spooled: MAX_CHARACTERS };

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
