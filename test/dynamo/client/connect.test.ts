import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { connect } from '../../../src/dynamo/client/connect';
import type { Connection } from '../../../src/dynamo/client/connection';
import { crc32 } from '../../../src/dynamo/client/crc32';
import { ANY_ORIGIN } from '../../helpers/origin';

type Handler = (request: IncomingMessage, response: ServerResponse, number: number) => void;

/** A client of a server with the given handler, and the number of requests it received. */
async function clientOf(handler: Handler, connection: Connection = {}) {
  let count = 0;
  const server = createServer((request, response) => handler(request, response, count++));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const endpoint = { value: `http://127.0.0.1:${port}`, origin: ANY_ORIGIN };
  const client = await connect({ endpoint, region: 'us-east-1', credentials, ...connection });
  onTestFinished(() => {
    client.close();
    server.close();
    server.closeAllConnections();
  });
  return { ...client, count: () => count };
}

const answer = (response: ServerResponse, body: string, status = 200) => {
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-crc32': crc32(Buffer.from(body)) };
  response.writeHead(status, headers).end(body);
};
const throttled = JSON.stringify({ __type: 'x#ThrottlingException', message: 'Rate exceeded' });
const broken = JSON.stringify({ __type: 'x#InternalServerError', message: 'Try again' });
const query = { TableName: 'table' };

/** A page of one item. */
const page = '{"Items":[{"a":{"S":"1"}}],"Count":1}';

describe('retries', () => {
  test('pause all segments when one is throttled, as they share a client', async () => {
    const sent: number[] = [];
    const began = performance.now();
    const { send } = await clientOf((_, response, number) => {
      sent.push(performance.now() - began);
      const throttle = number < 3;
      answer(response, throttle ? throttled : '{"Items":[],"Count":0}', throttle ? 400 : 200);
    });
    const first = send('Scan', { ...query, Segment: 0, TotalSegments: 3 });
    // Two retries are throttled too, so that the third pause is a long one.
    while (sent.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, 50));
    // These two were not throttled themselves.
    const others = [1, 2].map((Segment) => send('Scan', { ...query, Segment, TotalSegments: 3 }));
    await Promise.all([first, ...others]);
    const [, , before = 0, ...after] = sent;
    expect(after).toHaveLength(3);
    for (const at of after) expect(at - before).toBeGreaterThan(600);
  });

  test('are short again after a success: one throttled request a page does not slow down the pages', async () => {
    const { send, count } = await clientOf((_, response, number) =>
      answer(response, number % 2 === 0 ? throttled : page, number % 2 === 0 ? 400 : 200),
    );
    const began = performance.now();
    for (let i = 0; i < 5; i++) expect(await send('Query', query)).toMatchObject({ Count: 1 });
    expect(count()).toBe(10);
    expect(performance.now() - began).toBeLessThan(1_500);
  });

  test.each([
    ['a web page', 'text/html', '<h1>Slow down</h1>'],
    ['an unknown error', 'application/x-amz-json-1.0', '{"__type":"x#Busy","message":"Slow down"}'],
  ])('follow HTTP 429 with %s', async (_, type, body) => {
    const { send, count } = await clientOf((_request, response, number) => {
      if (number > 1) return answer(response, page);
      response.writeHead(429, { 'content-type': type }).end(body);
    });
    expect(await send('Query', query)).toMatchObject({ Count: 1 });
    expect(count()).toBe(3);
  });

  test('after HTTP 429 end with a message about throttling', async () => {
    const { send } = await clientOf((_, response) => void response.writeHead(429).end(), { maxAttempts: 2 });
    await expect(send('Query', query)).rejects.toMatchObject({
      code: 'service',
      message: 'DynamoDB kept throttling: HTTP 429, no content type',
    });
  });

  test('cause no wait when no segment is throttled', async () => {
    const { send } = await clientOf((_, response) => answer(response, '{"Items":[],"Count":0}'));
    const began = performance.now();
    await Promise.all([0, 1, 2].map((Segment) => send('Scan', { ...query, Segment, TotalSegments: 3 })));
    expect(performance.now() - began).toBeLessThan(700);
  });

  test('end sooner for a server that has never responded', async () => {
    const dead = await clientOf((request) => request.socket.destroy());
    await expect(dead.send('Query', query)).rejects.toMatchObject({ code: 'service' });
    expect(dead.count()).toBe(3);
    const alive = await clientOf((request, response, number) =>
      number === 0 ? answer(response, '{"Count":0}') : request.socket.destroy(),
    );
    await alive.send('Query', query);
    await expect(alive.send('Query', query)).rejects.toMatchObject({ code: 'service' });
    expect(alive.count()).toBe(1 + 6);
  });

  test('can be limited', async () => {
    const { send, count } = await clientOf((_, response) => answer(response, broken, 500), {
      maxAttempts: 2,
    });
    await expect(send('Query', query)).rejects.toMatchObject({
      code: 'service',
      message: expect.stringContaining('(2 tries)'),
    });
    expect(count()).toBe(2);
  });
});

describe('a response that DynamoDB would not send', () => {
  test.each(['', 'null', '[]', '"text"', '7', '{"Items":[', '{"Count":5}', '{"Items":[],"Count":5}'])(
    'is requested again: %j',
    async (body) => {
      const { send, count } = await clientOf((_, response, number) =>
        answer(response, number === 0 ? body : page),
      );
      expect(await send('Query', query)).toMatchObject({ Count: 1 });
      expect(count()).toBe(2);
    },
  );

  test('is requested again when it is a damaged error', async () => {
    const { send, count } = await clientOf((_, response, number) => {
      if (number > 0) return answer(response, page);
      response.writeHead(400, { 'x-amz-crc32': 1 }).end('{"__type":"x#ResourceNotFoundException"}');
    });
    expect(await send('Query', query)).toMatchObject({ Count: 1 });
    expect(count()).toBe(2);
  });

  test('is not a count without items', async () => {
    const { send, count } = await clientOf((_, response) => answer(response, '{"Count":5,"ScannedCount":9}'));
    expect(await send('Query', { ...query, Select: 'COUNT' })).toMatchObject({ Count: 5 });
    expect(count()).toBe(1);
  });

  test('is called a web page if it is one', async () => {
    const { send, count } = await clientOf((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('\n<!DOCTYPE html><html>Welcome</html>');
    });
    await expect(send('Query', query)).rejects.toMatchObject({
      code: 'service',
      message: expect.stringContaining('answers with a web page'),
    });
    expect(count()).toBe(1);
  });

  test.each([
    ['with a header', { 'content-encoding': 'gzip' }],
    ['without one', {}],
  ])('is called compressed if it is, %s', async (_, headers) => {
    const { send, count } = await clientOf((_request, response) => {
      response.writeHead(200, headers).end(gzipSync(page));
    });
    await expect(send('Query', query)).rejects.toMatchObject({
      message: expect.stringContaining('is not DynamoDB (its response is compressed: gzip)'),
    });
    expect(count()).toBe(1);
  });

  test('is requested again after an HTTP 502, and then reported as not from DynamoDB', async () => {
    const { send, count } = await clientOf((_, response) => answer(response, '{}', 502), { maxAttempts: 2 });
    await expect(send('Query', query)).rejects.toMatchObject({
      message: expect.stringContaining('is not DynamoDB (HTTP 502, application/x-amz-json-1.0)'),
    });
    expect(count()).toBe(2);
  });

  test.each([301, 403, 404])('is reported at once when it is a web page with status %d', async (status) => {
    const { send, count } = await clientOf((_, response) => {
      response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>Hello</h1>');
    });
    await expect(send('Query', query)).rejects.toMatchObject({
      code: 'service',
      message: expect.stringContaining(`is not DynamoDB (HTTP ${status}, text/html)`),
    });
    expect(count()).toBe(1);
  });
});

test('the error for a wrong signature does not contain the session token', async () => {
  const credentials = {
    accessKeyId: 'AKIAMARKEDMARKED',
    secretAccessKey: 'marked/secret+access=key',
    sessionToken: 'IQoJmarked/session+token==',
  };
  const { send } = await clientOf(
    (request, response) => {
      const canonical = `POST\n/\n\nx-amz-security-token:${request.headers['x-amz-security-token']}`;
      const message = `The request signature does not match. The Canonical String should have been '${canonical}'`;
      answer(response, JSON.stringify({ __type: 'x#InvalidSignatureException', message }), 400);
    },
    { credentials },
  );
  const error = await send('Query', query).catch((reason: Error) => reason);
  expect(error).toMatchObject({ code: 'credentials', message: expect.stringContaining('[redacted]') });
  const { message, stack, cause } = error as Error;
  const reported = [message, stack, (cause as Error).message, (cause as Error).stack].join();
  for (const secret of Object.values(credentials)) expect(reported).not.toContain(secret);
});
