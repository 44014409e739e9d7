import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Bodies } from '../../../src/dynamo/client/bodies';

async function* inChunks(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const filled = (byte: number, length: number) => Buffer.alloc(length, byte);

test.each([10, 300_000])(
  'reads all of a body of %d bytes, with and without a content-length',
  async (length) => {
    const bytes = Buffer.from(Array.from({ length }, (_, i) => i % 251));
    for (const contentLength of [String(length), undefined]) {
      const body = await new Bodies().read(inChunks(bytes, 65_536), contentLength);
      expect(body.bytes.equals(bytes)).toBe(true);
    }
    expect((await new Bodies().read(new Uint8Array(bytes), undefined)).bytes.equals(bytes)).toBe(true);
  },
);

test('reuses a buffer only after it was released', async () => {
  const bodies = new Bodies();
  const read = (byte: number, length = 300_000) =>
    bodies.read(inChunks(filled(byte, length), 65_536), String(length));
  const first = await read(1);
  const second = await read(2);
  expect(first.bytes.buffer).not.toBe(second.bytes.buffer);
  first.release();
  first.release();
  const [third, fourth] = [await read(3, 310_000), await read(4)];
  expect(third.bytes.buffer).toBe(first.bytes.buffer);
  expect(fourth.bytes.buffer).not.toBe(third.bytes.buffer);
  expect([second, third, fourth].map(({ bytes }) => bytes.every((byte) => byte === bytes[0]))).toEqual([
    true,
    true,
    true,
  ]);
  expect(third.bytes).toHaveLength(310_000);
});

test('ignores an impossible content-length', async () => {
  const { bytes } = await new Bodies().read(inChunks(filled(7, 100), 10), '99999999999');
  expect(bytes).toHaveLength(100);
});

const BOUNDS = { bytes: 3 * 1024 * 1024, millis: 60_000 };
const megabyte = Buffer.alloc(1024 * 1024, ' ');

/** A body that never ends. */
function endless(chunk: Buffer, millis = 0): Readable {
  const chunks = async function* () {
    for (;;) {
      await sleep(millis);
      yield chunk;
    }
  };
  return Readable.from(chunks());
}

test.each([[[]], [['{"a"']], [['{"a"', ':1', '}']]])('reads all bytes of %j', async (chunks) => {
  const body = Readable.from(chunks.map((text) => Buffer.from(text)));
  expect((await new Bodies(BOUNDS).read(body, undefined)).bytes.toString()).toBe(chunks.join(''));
});

test('stops at the size limit and closes the connection', async () => {
  const body = endless(megabyte);
  await expect(new Bodies(BOUNDS).read(body, undefined)).rejects.toMatchObject({
    name: 'NotDynamoDbError',
    message: 'its response is longer than 3 MB',
  });
  expect(body.destroyed).toBe(true);
});

test.each([undefined, '1000000'])(
  'no longer than the bound, however little comes of %s bytes',
  async (length) => {
    const body = endless(Buffer.from(' '), 2);
    await expect(new Bodies({ ...BOUNDS, millis: 20 }).read(body, length)).rejects.toMatchObject({
      name: 'NotDynamoDbError',
      message: 'its response does not end',
    });
    expect(body.destroyed).toBe(true);
  },
);
