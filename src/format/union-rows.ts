import type { AttributeValue, Item, ItemPage } from '../dynamo/model/values';
import { TextSpool } from '../text-spool';
import type { RecordFormat } from './record-format';

/**
 * Yields the header and the records of items whose attributes are not known in advance, or nothing if no item has one. If the pages end in
 * an error, yields what was read before it and rethrows it. `key` are the attributes that come first.
 */
export async function* unionOfColumns(
  pages: AsyncIterable<ItemPage>,
  key: readonly string[],
  format: RecordFormat,
): AsyncGenerator<string> {
  const rows = new UnionRows(key, format);
  let failure: { readonly error: unknown } | undefined;
  try {
    try {
      for await (const { items } of pages) await rows.add(items);
    } catch (error) {
      failure = { error };
    }
    yield* rows.texts();
    if (failure) throw failure.error;
  } finally {
    await rows.close();
  }
}

/** Number of characters after which the records collected so far are passed to the spool. */
const SEGMENT_CHARACTERS = 65_536;

/** Records that have the same number of cells, one after the other. */
interface Segment {
  readonly cells: number;
  /** The length of each record, without what precedes its first cell and follows its last. */
  readonly lengths: Uint32Array;
}

/**
 * A record is written as soon as its item arrives, with a cell for each column known by then. The columns that follow only append empty
 * cells to it, so memory grows with the output, and not with the number of rows times the number of columns.
 */
class UnionRows {
  readonly #key: readonly string[];
  readonly #format: RecordFormat;
  readonly #columns = new Map<string, Column>();
  readonly #names: string[] = [];
  readonly #spool = new TextSpool({
    kind: 'choose-columns',
    instead: 'set TMPDIR to a folder with more space',
  });
  /** The segments whose texts are in the spool, in the same order. */
  readonly #spooled: Segment[] = [];
  /** Segments that are complete, with their texts. */
  #waiting: (Segment & { readonly text: string })[] = [];
  #current = { cells: 0, records: [] as string[], characters: 0 };

  constructor(key: readonly string[], format: RecordFormat) {
    this.#key = key;
    this.#format = format;
  }

  /** Adds the records of some items. Throws a DdbdbgError when they can't be buffered on disk; they are kept nevertheless. */
  async add(items: readonly Item[]): Promise<void> {
    for (const item of items) {
      if (this.#names.length === 0) this.#startWithKey(item);
      const record = this.#record(item);
      const { cells, characters } = this.#current;
      if (cells !== this.#names.length || characters > SEGMENT_CHARACTERS) this.#startSegment();
      this.#current.records.push(record);
      this.#current.characters += record.length;
    }
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      const { text, ...segment } = next;
      this.#spooled.push(segment);
      await this.#spool.add(text);
    }
  }

  /** Yields the header and all records, or nothing if no item had an attribute. */
  async *texts(): AsyncGenerator<string> {
    if (this.#names.length === 0) return;
    yield this.#format.header(this.#names);
    for (const [i, segment] of this.#spooled.entries())
      yield this.#completed(segment, await this.#spool.read(i));
    this.#startSegment();
    for (const segment of this.#waiting) yield this.#completed(segment, segment.text);
  }

  close(): Promise<void> {
    return this.#spool.close();
  }

  /** DynamoDB returns attributes in no particular order, so those of the key come first. Every item has them. */
  #startWithKey(item: Item): void {
    if (this.#key.every((name) => Object.hasOwn(item, name)))
      for (const name of this.#key) this.#column(name);
  }

  #column(name: string): Column {
    const known = this.#columns.get(name);
    if (known) return known;
    const column = { index: this.#names.length, cell: this.#format.cell(name) };
    this.#columns.set(name, column);
    this.#names.push(name);
    return column;
  }

  /** Returns the cells of an item in the order of the columns. */
  #record(item: Item): string {
    const cells: Cell[] = [];
    let sorted = true;
    let last = 0;
    for (const name in item) {
      const { index, cell } = this.#column(name);
      if (index < last) sorted = false;
      last = index;
      cells.push({ index, text: cell(item[name]) });
    }
    if (!sorted) cells.sort((a, b) => a.index - b.index);
    const { separator } = this.#format;
    let record = '';
    let at = 0;
    for (const { index, text } of cells) {
      record += separator.repeat(index - at) + text;
      at = index;
    }
    return record + separator.repeat(Math.max(this.#names.length - 1 - at, 0));
  }

  #startSegment(): void {
    const { cells, records } = this.#current;
    const { start, end } = this.#format;
    if (records.length > 0)
      this.#waiting.push({
        cells,
        lengths: Uint32Array.from(records, (record) => record.length),
        text: start + records.join(end + start) + end,
      });
    this.#current = { cells: this.#names.length, records: [], characters: 0 };
  }

  /** Returns the records of a segment with a cell for every column. */
  #completed({ cells, lengths }: Segment, text: string): string {
    const { start, separator, end, loneEmpty } = this.#format;
    // Without any cell, a record is the same as with an empty one.
    const missing = separator.repeat(this.#names.length - Math.max(cells, 1));
    const isSingle = this.#names.length === 1;
    if (missing === '' && !(isSingle && loneEmpty !== '')) return text;
    let out = '';
    let at = 0;
    for (const length of lengths) {
      const record = text.slice(at + start.length, at + start.length + length);
      out += start + (isSingle && record === '' ? loneEmpty : record + missing) + end;
      at += start.length + length + end.length;
    }
    return out;
  }
}

interface Column {
  readonly index: number;
  readonly cell: (value: AttributeValue | undefined) => string;
}

interface Cell {
  readonly index: number;
  readonly text: string;
}
