import { DdbdbgError } from '../../errors';
import type { ItemChunks } from '../item-chunks';
import type { Item } from '../model/values';
import type { Output } from '../transport';
import type { Body } from './bodies';
import { wrongMember } from './validate-response';

/**
 * Bytes of JSON that are parsed at a time. Values this short-lived are collected almost for free. Those of a whole page (1 MB)
 * outlive V8's young generation, which cost half the memory and a quarter of the time of a long response.
 */
const CHUNK = 65_536;

/** A response of up to this many bytes is parsed at once. */
const SHORT = 4 * CHUNK;

const ITEMS = Buffer.from('"Items":[');

/** The boundary between two items, unless these characters are in a list of maps or in a string. */
const BETWEEN = Buffer.from('}},{"');

/** How many closing brackets to try, from the end. `LastEvaluatedKey` comes after the items and may contain brackets. */
const MAX_TRIES = 16;

/** What follows {@link BETWEEN} in a list: the type of an element. */
const ELEMENT = /^(?:M|L|S|N|B|BOOL|NULL|SS|NS|BS)":/;

/**
 * Parses a response, but its items only as they are requested. Returns undefined when the body is short, not formatted as DynamoDB
 * formats it, or not JSON. The checksum of the body must have been verified.
 */
export function parseInChunks(body: Body): Output | undefined {
  const { bytes } = body;
  if (bytes.length <= SHORT) return undefined;
  const start = bytes.indexOf(ITEMS);
  if (start === -1) return undefined;
  const from = start + ITEMS.length;
  let end = bytes.length;
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    end = bytes.lastIndexOf(']', end - 1);
    if (end < from) return undefined;
    // Parse everything but the items. If that gives an object with an empty list of items, this bracket ends the items.
    const around = parse<Output>(bytes.toString('utf8', 0, from) + bytes.toString('utf8', end));
    if (around?.Items?.length !== 0 || typeof around.Count !== 'number') continue;
    const { Items: _, ...output } = around;
    return { ...output, chunks: new ParsedChunks(body, from, end, around.Count) };
  }
  return undefined;
}

class ParsedChunks implements ItemChunks {
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
    // Doubles the size each time the end turns out not to be between two items.
    for (let size = CHUNK; !this.done; size *= 2) {
      const stop = this.#boundary(this.#at + size);
      const items = parse<readonly Item[]>(`[${this.#bytes.toString('utf8', this.#at, stop)}]`);
      if (items) {
        const wrong = wrongMember({ Items: items });
        if (wrong !== undefined) throw badItems('malformed');
        this.#at = stop + 1;
        this.left -= items.length;
        if (this.done) this.#body.release();
        return items;
      }
      if (stop === this.#end) throw badItems('not JSON');
    }
    return [];
  }

  /** The first offset at or after `from` that looks like the boundary between two items. */
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

function badItems(problem: string): DdbdbgError {
  return new DdbdbgError('service', `The items in the response are ${problem}.`, {
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
