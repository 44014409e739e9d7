import { foreign } from './foreign';

/** What an answer may be at most. The service's longest is 16 MB of items, which escapes can make several times as long. */
const BOUNDS = { bytes: 128 * 1024 * 1024, millis: 120_000 };

/**
 * All bytes of an answer. Throws a ForeignResponse for one that has no end: longer than the bounds allow, or still coming, however
 * slowly, when the time is up.
 */
export async function readBody(
  body: AsyncIterable<Uint8Array> | Uint8Array,
  { bytes, millis } = BOUNDS,
): Promise<Buffer> {
  if (body instanceof Uint8Array) return Buffer.from(body);
  const deadline = performance.now() + millis;
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop early destroys the stream, and with it the connection.
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > bytes) throw foreign(`an answer of more than ${Math.floor(bytes / 1024 / 1024)} MB`);
    if (performance.now() > deadline) throw foreign('an answer that does not end');
  }
  return chunks.length === 1 ? Buffer.from(chunks[0] as Uint8Array) : Buffer.concat(chunks);
}
