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

type Misdeed = (response: ServerResponse) => void;

/** Runs a command line against a server that describes a table as it should, and answers everything else in its own way. */
async function against(misdeed: Misdeed, words: readonly string[]) {
  let asked = 0;
  const server = createServer((request, response) => {
    response.on('error', () => {});
    if (/DescribeTable$/.test(String(request.headers['x-amz-target'])))
      return void response.writeHead(200, TYPE).end(JSON.stringify({ Table: TABLE }));
    asked++;
    misdeed(response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const place = ['--endpoint-url', `http://127.0.0.1:${(server.address() as AddressInfo).port}`];
  const ran = await runMain([...words, ...place], { env: { AWS_MAX_ATTEMPTS: '2' } });
  return { ...ran, asked };
}

const FIND = ['find', 'Table', '--where', 'PK=x', '-o', 'json'];
const json =
  (text: string, status = 200): Misdeed =>
  (response) =>
    void response.writeHead(status, TYPE).end(text);
const page = (more: string) => json(`{"Items":[{"PK":{"S":"x"}}],"Count":1,"ScannedCount":1${more}}`);

/** Headers, or bytes of a body, as long as anybody takes them. */
function forEver(response: ServerResponse, chunk: string | Buffer): void {
  const { socket } = response;
  socket?.on('error', () => {});
  const more = () => {
    while (socket && !socket.destroyed && socket.write(chunk));
    socket?.once('drain', more);
  };
  more();
}

describe('a hostile endpoint is told as what it is: no crash, no hang, nothing of it in the result', () => {
  const cases: [string, Misdeed, RegExp][] = [
    [
      'a body without end',
      (response) => {
        response.writeHead(200, TYPE).flushHeaders();
        forEver(response, `100000\r\n${' '.repeat(0x100000)}\r\n`);
      },
      /is not DynamoDB \(its response is longer than 128 MB\)/,
    ],
    [
      'headers without end',
      ({ socket }) => {
        const lines = Array.from({ length: 1000 }, (_, i) => `x-header-${i}: value\r\n`).join('');
        socket?.on('error', () => {});
        socket?.write(`HTTP/1.1 200 OK\r\n${lines.repeat(100)}`);
      },
      /is not DynamoDB \(Parse Error: Header overflow\)/,
    ],
    [
      'a bomb of zeros',
      (response) =>
        void response
          .writeHead(200, { ...TYPE, 'content-encoding': 'gzip' })
          .end(gzipSync(Buffer.alloc(100_000_000))),
      /it is not JSON \(2 tries\)/,
    ],
    [
      'the way to somewhere else',
      (response) => void response.writeHead(307, { location: 'http://169.254.169.254/' }).end(),
      /is not DynamoDB \(HTTP 307/,
    ],
    ['another protocol', ({ socket }) => void socket?.end('SSH-2.0-x\r\n'), /is not DynamoDB \(Parse Error/],
    ['an error without a name', json('{}', 400), /is not DynamoDB \(HTTP 400/],
    ['an error with a strange name', json('{"__type":{"a":1}}', 400), /is not DynamoDB \(HTTP 400/],
    ['an error that says a lot', json(`{"__type":"X","message":"${'x'.repeat(1e6)}"}`, 400), /X: x+…$/m],
    ['capacity that is no number', page(',"ConsumedCapacity":{"CapacityUnits":NaN}'), /it is not JSON/],
    [
      'capacity without end',
      page(',"ConsumedCapacity":{"CapacityUnits":1e300}'),
      /'ConsumedCapacity' in its/,
    ],
    ['a page without items', json('{}'), /neither items nor a count/],
    ['items that are none', json('{"Items":"abc","Count":3}'), /'Items' in its response is malformed/],
    ['values that are none', json('{"Items":[{"PK":{"S":7}}],"Count":1}'), /'Items' in its response is/],
    ['an end that is none', page(',"LastEvaluatedKey":"end"'), /'LastEvaluatedKey' in its response/],
    [
      'a checksum that is none',
      (response) => void response.writeHead(200, { ...TYPE, 'x-amz-crc32': 'x' }).end('{"Count":0}'),
      /its checksum does not match/,
    ],
  ];
  test.each(cases)('%s', async (_, misdeed, about) => {
    const { code, stdout, stderr } = await against(misdeed, FIND);
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
    const { code, stderr, asked } = await against(page(`,"LastEvaluatedKey":${key}`), words);
    expect(code).toBe(1);
    expect(stderr).toContain('The pages repeat in a loop');
    expect(asked).toBeLessThan(20);
  });

  test('stops when the pages of table names repeat in a loop', async () => {
    const { code, stderr, asked } = await against(json('{"TableNames":["a"],"LastEvaluatedTableName":"a"}'), [
      'tables',
      '-o',
      'json',
    ]);
    expect({ code, asked }).toEqual({ code: 1, asked: 2 });
    expect(stderr).toContain('repeat in a loop');
  });
});

test('a port for plain http is told when https is asked of it', async () => {
  const server = createServer((_, response) => void response.end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const place = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { code, stderr } = await runMain(['executions', '--tenant', 'acme', '--endpoint-url', place]);
  server.close();
  expect(code).toBe(1);
  expect(stderr).toContain(`The server at ${place} does not use HTTPS.\n`);
});

describe('what is odd but harmless is shown', () => {
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
      'an attribute twice: the last one, as JSON has it',
      json('{"Items":[{"a":{"S":"1"},"a":{"S":"2"}}],"Count":1}'),
      '"2"',
    ],
    ['10,000 digits', json(`{"Items":[{"a":{"N":"${'7'.repeat(10_000)}"}}],"Count":1}`), '7'.repeat(10_000)],
    ['what is no number', json('{"Items":[{"a":{"N":"NaN],"}}],"Count":1}'), '"NaN],"'],
    [
      'bytes that are no UTF-8',
      (response: ServerResponse) =>
        void response
          .writeHead(200, TYPE)
          .end(Buffer.from('{"Items":[{"a":{"S":"\xff\xfe"}}],"Count":1}', 'latin1')),
      '"\ufffd\ufffd"',
    ],
    ['half a character', json('{"Items":[{"a":{"S":"\\ud800"}}],"Count":1}'), '"\\ud800"'],
  ] as [string, Misdeed, string][])('%s', async (_, misdeed, shown) => {
    const { code, stdout, stderr } = await against(misdeed, FIND);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`[\n{"a":${shown}}\n]\n`);
  });
});
