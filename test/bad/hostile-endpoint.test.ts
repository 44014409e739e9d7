import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runMain } from '../helpers/run-main';

const TYPE = { 'content-type': 'application/x-amz-json-1.0' };
const TABLE = {
  KeySchema: [
    { AttributeName: 'PK', KeyType: 'HASH' },
    { AttributeName: 'SK', KeyType: 'RANGE' },
  ],
  AttributeDefinitions: [
    { AttributeName: 'PK', AttributeType: 'S' },
    { AttributeName: 'SK', AttributeType: 'S' },
  ],
  TableSizeBytes: 5,
};

type Misbehavior = (response: ServerResponse) => void;

/** Runs a command line against a server that describes a table correctly, and passes all other requests to `misbehave`. */
async function against(misbehave: Misbehavior, words: readonly string[]) {
  let requests = 0;
  const server = createServer((request, response) => {
    response.on('error', () => {});
    if (/DescribeTable$/.test(String(request.headers['x-amz-target'])))
      return void response.writeHead(200, TYPE).end(JSON.stringify({ Table: TABLE }));
    requests++;
    misbehave(response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const place = ['--endpoint-url', `http://127.0.0.1:${(server.address() as AddressInfo).port}`];
  const ran = await runMain([...words, ...place], { env: { AWS_MAX_ATTEMPTS: '2' } });
  return { ...ran, requests };
}

const FIND = ['find', 'Table', '--where', 'PK=x', '-o', 'json'];
const json =
  (text: string, status = 200): Misbehavior =>
  (response) =>
    void response.writeHead(status, TYPE).end(text);
const page = (more: string) => json(`{"Items":[{"PK":{"S":"x"}}],"Count":1,"ScannedCount":1${more}}`);

/** Sends headers, or bytes of a body, until the client closes the connection. */
function sendForever(response: ServerResponse, chunk: string | Buffer): void {
  const { socket } = response;
  socket?.on('error', () => {});
  const more = () => {
    while (socket && !socket.destroyed && socket.write(chunk));
    socket?.once('drain', more);
  };
  more();
}

describe('a hostile endpoint is reported as such, without a crash, a hang, or its data in the result', () => {
  const cases: [string, Misbehavior, RegExp][] = [
    [
      'an endless body',
      (response) => {
        response.writeHead(200, TYPE).flushHeaders();
        sendForever(response, `100000\r\n${' '.repeat(0x100000)}\r\n`);
      },
      /is not DynamoDB \(its response is longer than 128 MB\)/,
    ],
    [
      'endless headers',
      ({ socket }) => {
        const lines = Array.from({ length: 1000 }, (_, i) => `x-header-${i}: value\r\n`).join('');
        socket?.on('error', () => {});
        socket?.write(`HTTP/1.1 200 OK\r\n${lines.repeat(100)}`);
      },
      /is not DynamoDB \(Parse Error: Header overflow\)/,
    ],
    [
      'a compression bomb',
      (response) =>
        void response
          .writeHead(200, { ...TYPE, 'content-encoding': 'gzip' })
          .end(gzipSync(Buffer.alloc(100_000_000))),
      /is not DynamoDB \(its response is compressed: gzip\)/,
    ],
    [
      'a redirect',
      (response) => void response.writeHead(307, { location: 'http://169.254.169.254/' }).end(),
      /is not DynamoDB \(HTTP 307/,
    ],
    ['another protocol', ({ socket }) => void socket?.end('SSH-2.0-x\r\n'), /is not DynamoDB \(Parse Error/],
    ['an error without a name', json('{}', 400), /is not DynamoDB \(HTTP 400/],
    ['an error with a malformed name', json('{"__type":{"a":1}}', 400), /is not DynamoDB \(HTTP 400/],
    ['an error with a long message', json(`{"__type":"X","message":"${'x'.repeat(1e6)}"}`, 400), /X: x+…$/m],
    ['capacity that is not a number', page(',"ConsumedCapacity":{"CapacityUnits":NaN}'), /it is not JSON/],
    ['infinite capacity', page(',"ConsumedCapacity":{"CapacityUnits":1e300}'), /'ConsumedCapacity' in its/],
    ['a page without items', json('{}'), /neither items nor a count/],
    ['malformed items', json('{"Items":"abc","Count":3}'), /'Items' in its response is malformed/],
    ['malformed values', json('{"Items":[{"PK":{"S":7}}],"Count":1}'), /'Items' in its response is/],
    ['a malformed LastEvaluatedKey', page(',"LastEvaluatedKey":"end"'), /'LastEvaluatedKey' in its response/],
    [
      'an invalid checksum',
      (response) => void response.writeHead(200, { ...TYPE, 'x-amz-crc32': 'x' }).end('{"Count":0}'),
      /its checksum does not match/,
    ],
  ];
  test.each(cases)('%s', async (_, misbehave, about) => {
    const { code, stdout, stderr } = await against(misbehave, FIND);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '[]\n' });
    expect(stderr).toMatch(about);
    expect(stderr.length).toBeLessThan(2_500);
    expect(stderr.trimEnd().split('\n').length).toBeLessThanOrEqual(2);
    expect(stderr).not.toContain('bug in ddbdbg');
  });

  test.each([
    ['a Query', FIND],
    ['a count', ['find', 'Table', '--count']],
    ['a Scan in segments', ['find', 'Table', '--segments', '3', '-o', 'json']],
    ['a merge', ['executions', '--tenant', 'acme', '-o', 'json']],
    ['a sorted answer', [...FIND, '--sort', 'a']],
  ])('stops when pages repeat in a loop: %s', async (_, words) => {
    const key = '{"PK":{"S":"x"},"GSI1SK":{"S":"y"},"GSI1PK":{"S":"z"}}';
    const { code, stderr, requests } = await against(page(`,"LastEvaluatedKey":${key}`), words);
    expect(code).toBe(1);
    expect(stderr).toContain('The pages repeat in a loop');
    expect(requests).toBeLessThan(20);
  });

  test('stops when the pages of table names repeat in a loop', async () => {
    const { code, stderr, requests } = await against(
      json('{"TableNames":["a"],"LastEvaluatedTableName":"a"}'),
      ['tables', '-o', 'json'],
    );
    expect({ code, requests }).toEqual({ code: 1, requests: 2 });
    expect(stderr).toContain('repeat in a loop');
  });
});

test('https on a port for plain HTTP is reported', async () => {
  const server = createServer((_, response) => void response.end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const place = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { code, stderr } = await runMain(['executions', '--tenant', 'acme', '--endpoint-url', place]);
  server.close();
  expect(code).toBe(1);
  expect(stderr).toContain(`The server at ${place} does not use HTTPS.\n`);
});

describe('unusual but harmless data is shown', () => {
  test.each([
    [
      'a wrong content type',
      (response: ServerResponse) =>
        void response
          .writeHead(200, { 'content-type': 'text/html' })
          .end('{"Items":[{"a":{"S":"1"}}],"Count":1}'),
      '"1"',
    ],
    [
      'a duplicate attribute: the last one, as in JSON.parse',
      json('{"Items":[{"a":{"S":"1"},"a":{"S":"2"}}],"Count":1}'),
      '"2"',
    ],
    ['10,000 digits', json(`{"Items":[{"a":{"N":"${'7'.repeat(10_000)}"}}],"Count":1}`), '7'.repeat(10_000)],
    ['text that is not a number', json('{"Items":[{"a":{"N":"NaN],"}}],"Count":1}'), '"NaN],"'],
    [
      'invalid UTF-8',
      (response: ServerResponse) =>
        void response
          .writeHead(200, TYPE)
          .end(Buffer.from('{"Items":[{"a":{"S":"\xff\xfe"}}],"Count":1}', 'latin1')),
      '"\ufffd\ufffd"',
    ],
    ['half a surrogate pair', json('{"Items":[{"a":{"S":"\\ud800"}}],"Count":1}'), '"\\ud800"'],
  ] as [string, Misbehavior, string][])('%s', async (_, misbehave, shown) => {
    const { code, stdout, stderr } = await against(misbehave, FIND);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`[\n{"a":${shown}}\n]\n`);
  });
});
