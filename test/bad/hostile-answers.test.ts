import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { runMain } from '../helpers/run-main';

const FORMATS = ['table', 'json', 'ndjson', 'csv', 'dynamodb-json'];

const DESCRIPTION = JSON.stringify({
  Table: { KeySchema: [{ AttributeName: 'PK', KeyType: 'HASH' }], AttributeDefinitions: [] },
});

/** Runs a Query against something that answers just this. */
async function answered(body: string, words: readonly string[], status = 200) {
  const server = createServer(({ headers }, response) => {
    const describes = /DescribeTable$/.test(String(headers['x-amz-target']));
    const type = { 'content-type': 'application/x-amz-json-1.0' };
    response.writeHead(describes ? 200 : status, type).end(describes ? DESCRIPTION : body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => server.closeAllConnections());
  const place = ['--endpoint-url', `http://127.0.0.1:${(server.address() as AddressInfo).port}`];
  const ran = await runMain(['executions', '--tenant', 'acme', '--status', 'success', ...place, ...words]);
  server.close();
  return ran;
}

const page = (...items: readonly string[]) =>
  `{"Items":[${items.join(',')}],"Count":${items.length},"ScannedCount":${items.length}}`;

/** Names that mean something to objects. */
const NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '__defineGetter__',
];
const POLLUTING = `{${NAMES.map((name) => `"${name}":{"M":{"polluted":{"S":"yes"},"${name}":{"S":"inner"}}}`).join(',')},"execution_id":{"S":"one"}}`;

afterAll(() => {
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
});

describe('names of object members are treated like any other', () => {
  test.each(FORMATS)('as %s', async (format) => {
    const { code, stdout } = await answered(page(POLLUTING, POLLUTING), ['-o', format, '--columns', 'all']);
    expect(code).toBe(0);
    for (const name of NAMES) expect(stdout).toContain(name);
    expect(stdout.match(/inner/g)?.length).toBeGreaterThanOrEqual(NAMES.length * 2);
  });

  test.each(NAMES)('as a column and in a condition: %s', async (name) => {
    const words = [
      '-o',
      'ndjson',
      '--columns',
      `execution_id,${name}.polluted`,
      '--where',
      `${name}.polluted=yes`,
    ];
    const { code, stdout } = await answered(page(POLLUTING), [...words, '--sort', name]);
    expect({ code, item: JSON.parse(stdout) }).toEqual({
      code: 0,
      item: { execution_id: 'one', [`${name}.polluted`]: 'yes' },
    });
  });

  test.each(FORMATS)('as the only column, as %s', async (format) => {
    const item = '{"__proto__":{"S":"inner"},"constructor":{"N":"7"}}';
    const { code, stdout, stderr } = await answered(page(item), [
      ...['-o', format, '--columns', '__proto__,constructor,toString,hasOwnProperty', '--quiet'],
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.replaceAll('__proto__', '').match(/inner/g)).toHaveLength(1);
    expect(stdout).toContain('7');
    expect(stdout).not.toMatch(/null|native code|\[object/);
  });

  test('in LastEvaluatedKey, and therefore in a cursor', async () => {
    const key = '{"GSI1PK":{"S":"TENANT#acme#STATUS#success"},"GSI1SK":{"S":"t"},"__proto__":{"S":"k"}}';
    const body = `${page(POLLUTING).slice(0, -1)},"LastEvaluatedKey":${key}}`;
    const { code, stderr } = await answered(body, ['-o', 'csv', '--limit', '1', '--stats', 'json']);
    expect(code).toBe(0);
    const { cursor } = JSON.parse(stderr);
    expect(Buffer.from(cursor, 'base64url').toString()).toContain('"__proto__":{"S":"k"}');
    expect((await answered(body, ['-o', 'csv', '--limit', '1', '--cursor', cursor])).code).toBe(0);
  });
});

describe('size and depth', () => {
  /** Returns a value with `levels` levels of nested maps and lists. DynamoDB allows 32. */
  const deep = (levels: number) => {
    const open = Array.from({ length: levels }, (_, i) => (i % 2 ? '{"L":[' : '{"M":{"a":'));
    const close = Array.from({ length: levels }, (_, i) => (i % 2 ? ']}' : '}}')).reverse();
    return `${open.join('')}{"S":"bottom"}${close.join('')}`;
  };
  const wide = `{"L":[${Array(40_000).fill('{"N":"1"}').join(',')}]}`;
  const text = `{"S":"${'ä'.repeat(200_000)}"}`;
  const items = [
    ['32 levels', `{"execution_id":{"S":"bottom"},"x":${deep(32)}}`],
    ['400 KB of numbers', `{"execution_id":{"S":"bottom"},"x":${wide}}`],
    ['400 KB of text', `{"execution_id":{"S":"bottom"},"x":${text}}`],
    [
      '25,000 attributes',
      `{"execution_id":{"S":"bottom"},${Array.from({ length: 25_000 }, (_, i) => `"a${i}":{"BOOL":true}`).join(',')}}`,
    ],
    // More than DynamoDB allows, but the endpoint may not be DynamoDB.
    ['500 levels', `{"execution_id":{"S":"bottom"},"x":${deep(500)}}`],
  ] as const;
  test.each(items.flatMap(([what, item]) => FORMATS.map((format) => [what, format, item] as const)))(
    '%s do not overflow the stack, as %s',
    async (_, format, item) => {
      const began = performance.now();
      for (const words of [['--columns', 'all'], ['--columns', 'execution_id,x', '--quiet'], ['--record']]) {
        const ran = await answered(page(item, item), ['-o', format, ...words]);
        expect(ran.stderr).toBe('');
        expect(ran.code).toBe(0);
        expect(ran.stdout).toContain('bottom');
      }
      expect(performance.now() - began).toBeLessThan(20_000);
    },
  );

  test.each([501, 2_000, 100_000])('%i levels are rejected without a crash', async (levels) => {
    const body = page(`{"execution_id":{"S":"x"},"x":${deep(levels)}}`);
    const { code, stdout, stderr } = await answered(body, ['-o', 'json']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '[]\n' });
    expect(stderr).toContain("is not DynamoDB ('Items' in its response is malformed)");
  });
});

describe('a message of a server is shown, and cannot control the terminal', () => {
  test.each([
    ['a color', '\u001b[31mred\u001b[0m', '\\u001b[31mred'],
    ['a new line', 'one\n\nddbdbg: all is well', 'one\\n\\nddbdbg: all is well'],
    ['a title', '\u001b]0;pwned\u0007', '\\u001b]0;pwned\\u0007'],
    ['a direction override', '\u202egnp.exe', '\\u202egnp.exe'],
    ['a C1 control', '\u009b31m', '\\u009b31m'],
  ])('%s', async (_, message, shown) => {
    for (const type of ['AccessDeniedException', 'ValidationException', `X${message}`]) {
      const ran = await answered(JSON.stringify({ __type: `a#${type}`, message }), ['--debug'], 400);
      expect(ran.code).toBeGreaterThan(0);
      expect(ran.stderr).toContain(shown);
      expect(ran.stderr.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
    }
  });
});
