import { foreign } from './not-dynamodb';

/** The bytes of an answer. */
export interface Body {
  readonly bytes: Buffer;
  /** To be called when nobody will look at the bytes any more; never calling it only costs memory. */
  release(): void;
}

/** What an answer may be at most. The service's longest is 16 MB of items, which escapes can make several times as long. */
const BOUNDS = { bytes: 128 * 1024 * 1024, millis: 120_000 };

/** Bodies of so many bytes are worth a buffer that is used again. */
const LONG = 262_144;

const SPARE_BUFFERS = 8;

/**
 * Reads the bodies of answers, long ones into buffers that are used again: V8 is in no hurry to free what is outside its heap,
 * and would hold dozens of pages that nobody needs.
 */
export class Bodies {
  readonly #bounds: typeof BOUNDS;
  readonly #spare: Buffer[] = [];

  constructor(bounds = BOUNDS) {
    this.#bounds = bounds;
  }

  /**
   * All bytes of a body, of which the `content-length` header says how many they are. Throws a ForeignResponse for one that has no
   * end: longer than the bounds allow, or still coming, however slowly, when the time is up.
   */
  async read(body: AsyncIterable<Uint8Array> | Uint8Array, contentLength: string | undefined): Promise<Body> {
    if (body instanceof Uint8Array) return { bytes: Buffer.from(body), release: () => {} };
    const length = Number(contentLength);
    const isLong = length >= LONG && length <= this.#bounds.bytes;
    return isLong ? this.#readLong(body, length) : this.#readShort(body);
  }

  async #readLong(body: AsyncIterable<Uint8Array>, length: number): Promise<Body> {
    const buffer = this.#take(length);
    let at = 0;
    for await (const chunk of this.#bounded(body)) {
      buffer.set(chunk, at);
      at += chunk.length;
    }
    return { bytes: buffer.subarray(0, at), release: () => this.#keep(buffer) };
  }

  async #readShort(body: AsyncIterable<Uint8Array>): Promise<Body> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.#bounded(body)) chunks.push(chunk);
    const bytes = chunks.length === 1 ? Buffer.from(chunks[0] as Uint8Array) : Buffer.concat(chunks);
    return { bytes, release: () => {} };
  }

  async *#bounded(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const { bytes, millis } = this.#bounds;
    const deadline = performance.now() + millis;
    let length = 0;
    // Leaving the loop early destroys the stream, and with it the connection.
    for await (const chunk of body) {
      length += chunk.length;
      if (length > bytes) throw foreign(`an answer of more than ${Math.floor(bytes / 1024 / 1024)} MB`);
      if (performance.now() > deadline) throw foreign('an answer that does not end');
      yield chunk;
    }
  }

  #take(length: number): Buffer {
    const fitting = this.#spare.findIndex((buffer) => buffer.length >= length);
    const [buffer] = fitting === -1 ? [] : this.#spare.splice(fitting, 1);
    // Some more than is needed, as the next page is hardly ever just as long.
    return buffer ?? Buffer.allocUnsafeSlow(Math.ceil(length * 1.25));
  }

  #keep(buffer: Buffer): void {
    if (this.#spare.length < SPARE_BUFFERS && !this.#spare.includes(buffer)) this.#spare.push(buffer);
  }
}
