import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readBody } from '../../../src/dynamo/client/body';

const BOUNDS = { bytes: 3 * 1024 * 1024, millis: 60_000 };
const megabyte = Buffer.alloc(1024 * 1024, ' ');

/** A body that goes on as long as somebody reads it. */
function endless(chunk: Buffer, millis = 0): Readable {
  const chunks = async function* () {
    for (;;) {
      await sleep(millis);
      yield chunk;
    }
  };
  return Readable.from(chunks());
}

test.each([[[]], [['{"a"']], [['{"a"', ':1', '}']]])('all bytes of %j', async (chunks) => {
  const body = Readable.from(chunks.map((text) => Buffer.from(text)));
  expect((await readBody(body, BOUNDS)).toString()).toBe(chunks.join(''));
  expect(await readBody(Buffer.from('x'))).toEqual(Buffer.from('x'));
});

test('no more than the bound, and the connection goes', async () => {
  const body = endless(megabyte);
  await expect(readBody(body, BOUNDS)).rejects.toMatchObject({
    name: 'ForeignResponse',
    message: 'an answer of more than 3 MB',
  });
  expect(body.destroyed).toBe(true);
});

test('no longer than the bound, however little comes', async () => {
  const body = endless(Buffer.from(' '), 2);
  await expect(readBody(body, { ...BOUNDS, millis: 20 })).rejects.toMatchObject({
    name: 'ForeignResponse',
    message: 'an answer that does not end',
  });
  expect(body.destroyed).toBe(true);
});
