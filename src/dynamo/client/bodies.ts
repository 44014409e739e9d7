import { notDynamoDb } from './not-dynamodb';

/** The body of a response. */
export interface Body {
  readonly bytes: Buffer;
  /** Call it once the bytes are no longer needed. Not calling it only costs memory. */
  release(): void;
}

/** Limits for a response. The service returns at most 16 MB of items, which JSON escapes can make several times as long. */
const BOUNDS = { bytes: 128 * 1024 * 1024, millis: 120_000 };

/** Bodies of at least this many bytes are read into a reusable buffer. */
const LONG = 262_144;

const SPARE_BUFFERS = 8;

/**
 * Reads the bodies of responses, long ones into reusable buffers: V8 frees memory outside its heap late, and would otherwise hold
 * dozens of pages that are no longer needed.
 */
export class Bodies {
  readonly #bounds: typeof BOUNDS;
  readonly #spare: Buffer[] = [];

  constructor(bounds = BOUNDS) {
    this.#bounds = bounds;
  }

  /**
   * Reads a whole body. `contentLength` is the value of the `content-length` header. Throws a NotDynamoDbError when the body exceeds
   * the size limit or has not ended when the time is up.
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
      if (length > bytes)
        throw notDynamoDb(`its response is longer than ${Math.floor(bytes / 1024 / 1024)} MB`);
      if (performance.now() > deadline) throw notDynamoDb('its response does not end');
      yield chunk;
    }
  }

  #take(length: number): Buffer {
    const fitting = this.#spare.findIndex((buffer) => buffer.length >= length);
    const [buffer] = fitting === -1 ? [] : this.#spare.splice(fitting, 1);
    // Larger than needed, as the next page is rarely exactly as long.
    return buffer ?? Buffer.allocUnsafeSlow(Math.ceil(length * 1.25));
  }

  #keep(buffer: Buffer): void {
    if (this.#spare.length < SPARE_BUFFERS && !this.#spare.includes(buffer)) this.#spare.push(buffer);
  }
}
