import type { AttributeValue, Item } from '../../dynamo/model/values';
import { TextSpool } from '../../text-spool';
import type { View } from '../view';
import { csvCell, csvHeader, csvRecord, END_OF_RECORD } from './csv-cell';

/** Number of characters after which the records collected so far are passed to the spool. */
const SEGMENT_CHARACTERS = 65_536;

/** Records that have the same number of cells, one after the other. */
interface Segment {
  readonly cells: number;
  /** Where each record ends in the text of the segment. */
  readonly ends: readonly number[];
}

/**
 * The records of items whose attributes are not known in advance. A record is written as soon as its item arrives, with a cell for each
 * column known by then. The columns that follow only append empty cells to it, so memory grows with the output, and not with the number of
 * rows times the number of columns.
 */
export class UnionRows {
  readonly #view: View;
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

  constructor(view: View) {
    this.#view = view;
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
    yield csvRecord(this.#names.map((name) => csvHeader(name, this.#view))) + END_OF_RECORD;
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
    const { key } = this.#view.shape;
    if (key.every((name) => Object.hasOwn(item, name))) for (const name of key) this.#column(name);
  }

  #column(name: string): Column {
    const known = this.#columns.get(name);
    if (known) return known;
    const column = { index: this.#names.length, cell: csvCell(name, this.#view) };
    this.#columns.set(name, column);
    this.#names.push(name);
    return column;
  }

  /** Returns the cells of an item, without those after its last one. */
  #record(item: Item): string {
    const cells: Cell[] = [];
    let sorted = true;
    for (const name in item) {
      const { index, cell } = this.#column(name);
      if (index < (cells.at(-1)?.index ?? 0)) sorted = false;
      cells.push({ index, text: cell(item[name]) });
    }
    if (!sorted) cells.sort((a, b) => a.index - b.index);
    let record = '';
    let at = 0;
    for (const { index, text } of cells) {
      record += COMMA.repeat(index - at) + text;
      at = index;
    }
    return record + COMMA.repeat(Math.max(this.#names.length - 1 - at, 0));
  }

  #startSegment(): void {
    const { cells, records } = this.#current;
    let end = 0;
    const ends = records.map((record) => {
      end += record.length;
      return end;
    });
    if (ends.length > 0) this.#waiting.push({ cells, ends, text: records.join('') });
    this.#current = { cells: this.#names.length, records: [], characters: 0 };
  }

  /** Returns the records of a segment with a cell for every column. */
  #completed({ cells, ends }: Segment, text: string): string {
    // Without any cell, a record is the same as with an empty one.
    const missing = COMMA.repeat(this.#names.length - Math.max(cells, 1));
    // A record with a single empty cell would be an empty line, which readers skip.
    const isSingle = this.#names.length === 1;
    let out = '';
    let start = 0;
    for (const end of ends) {
      out += ((isSingle && end === start && '""') || text.slice(start, end) + missing) + END_OF_RECORD;
      start = end;
    }
    return out;
  }
}

const COMMA = ',';

interface Column {
  readonly index: number;
  readonly cell: (value: AttributeValue | undefined) => string;
}

interface Cell {
  readonly index: number;
  readonly text: string;
}
