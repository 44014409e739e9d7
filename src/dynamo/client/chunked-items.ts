import { DdbdbgError } from '../../errors';
import type { Batches } from '../item-chunks';
import type { Item } from '../model/values';
import type { Output } from '../transport';
import type { Body } from './bodies';
import { wrongMember } from './validate-response';

/**
 * Bytes of JSON that are parsed at a time. Values that live no longer than it takes to show this many are collected almost
 * for free; those of a whole page (1 MB) outlive V8's young generation: half the memory and a quarter of the time of a long
 * answer went there.
 */
const SLICE = 65_536;

/** An answer up to this many bytes is parsed in one go. */
const SHORT = 4 * SLICE;

const ITEMS = Buffer.from('"Items":[');

/** Where one item ends and the next begins, unless this is in a list of maps, or the end of some text. */
const BETWEEN = Buffer.from('}},{"');

/** The key to go on from comes after the items, and may have brackets in it. */
const MOST_TRIES = 16;

/** After {@link BETWEEN} in a list: the type of an element. */
const ELEMENT = /^(?:M|L|S|N|B|BOOL|NULL|SS|NS|BS)":/;

/**
 * The answer in a body, of which the items are parsed as they are needed. Undefined when it is short, or not written in the way
 * that DynamoDB writes, or not JSON. The body must be known to be undamaged.
 */
export function sliced(body: Body): Output | undefined {
  const { bytes } = body;
  if (bytes.length <= SHORT) return undefined;
  const start = bytes.indexOf(ITEMS);
  if (start === -1) return undefined;
  const from = start + ITEMS.length;
  let end = bytes.length;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    end = bytes.lastIndexOf(']', end - 1);
    if (end < from) return undefined;
    // All but the items. If an object with an empty list of items is left, that is where the items were.
    const around = parse<Output>(bytes.toString('utf8', 0, from) + bytes.toString('utf8', end));
    if (around?.Items?.length !== 0 || typeof around.Count !== 'number') continue;
    const { Items: _, ...output } = around;
    return { ...output, batches: new Slices(body, from, end, around.Count) };
  }
  return undefined;
}

class Slices implements Batches {
  readonly #body: Body;
  readonly #bytes: Buffer;
  readonly #end: number;
  #at: number;
  left: number;

  constructor(body: Body, from: number, end: number, count: number) {
    this.#body = body;
    this.#bytes = body.bytes;
    this.#at = from;
    this.#end = end;
    this.left = count;
  }

  get done(): boolean {
    return this.#at >= this.#end;
  }

  next(): readonly Item[] {
    // Twice as much each time that a place turns out to be none between items.
    for (let size = SLICE; !this.done; size *= 2) {
      const stop = this.#boundary(this.#at + size);
      const items = parse<readonly Item[]>(`[${this.#bytes.toString('utf8', this.#at, stop)}]`);
      if (items) {
        const wrong = wrongMember({ Items: items });
        if (wrong !== undefined) throw noItems('malformed');
        this.#at = stop + 1;
        this.left -= items.length;
        if (this.done) this.#body.release();
        return items;
      }
      if (stop === this.#end) throw noItems('not JSON');
    }
    return [];
  }

  /** The first place from `from` on that looks like one between two items. */
  #boundary(from: number): number {
    for (let at = from; at < this.#end; at++) {
      at = this.#bytes.indexOf(BETWEEN, at);
      if (at === -1 || at >= this.#end) break;
      const after = at + BETWEEN.length;
      if (!ELEMENT.test(this.#bytes.toString('latin1', after, after + 6))) return at + 2;
    }
    return this.#end;
  }
}

function noItems(what: string): DdbdbgError {
  return new DdbdbgError('service', `What should be items in the answer is ${what}.`, {
    remedy: { kind: 'check', what: ['endpoint'], because: 'DynamoDB does not answer like this' },
  });
}

function parse<T>(text: string): T | undefined {
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
}
