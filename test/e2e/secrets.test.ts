import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { TableDefinition } from '../../src/dynamo/model/definition';
import { createTable, engineClient } from '../../src/local/setup';
import { CATALOG } from '../../src/queries/registry';
import { startProxy, type TroubleMaker } from '../helpers/proxy';
import type { FaultName } from '../helpers/proxy-faults';
import type { Ran } from '../helpers/run-main';
import { spawnBin } from '../helpers/spawn-bin';

/** If one of these is found in anything that can be read, a secret has leaked. */
const CREDENTIALS = {
  AWS_ACCESS_KEY_ID: 'AKIAMARKEDMARKEDMARK',
  AWS_SECRET_ACCESS_KEY: 'marked-secret/access+key/0123456789abcde',
  AWS_SESSION_TOKEN: 'IQoJmarked-session-token/with+odd=characters==',
};
const SECRET = 'marked-secret-value';
const HASH = 'ab'.repeat(32);

const temporary = mkdtempSync(join(tmpdir(), 'ddbdbg-test-secrets-'));
const client: DynamoDBClient = engineClient(inject('endpoint'));
const tableOf = (command: string) =>
  CATALOG.find((table) => table.command.join(' ') === command) as TableDefinition;

/** A table whose key itself looks like a secret and is not declared. */
const tokens: TableDefinition = {
  command: ['find'],
  summary: '',
  name: 'marked-tokens',
  partitionKey: ['session_token'],
  attributes: {},
  patterns: [],
};

beforeAll(async () => {
  await createTable(client, tableOf('fusion api-keys'), 'marked-keys');
  await createTable(client, tableOf('fusion auths'), 'marked-auths');
  await createTable(client, tokens, 'marked-tokens');
  for (let i = 0; i < 5; i++) {
    const common = { created_at: { S: `2025-06-16T00:00:0${i}Z` }, status: { S: 'active' } };
    const key = { key_id: { S: `key-${i}` }, account_id: { S: 'acc-1' }, key_hash: { S: HASH } };
    const secrets = ['access_token', 'refresh_token', 'api_key', 'api_secret'].map((name) => [
      name,
      { S: `${SECRET}-${i}` },
    ]);
    const auth = {
      auth_id: { S: `auth-${i}` },
      connection_id: { S: 'con-1' },
      ...Object.fromEntries(secrets),
    };
    const nested = { M: { deep: { L: [{ M: { password: { S: SECRET } } }] } } };
    const token = { session_token: { S: `${SECRET}-${i}` }, nested };
    await client.send(new PutItemCommand({ TableName: 'marked-keys', Item: { ...common, ...key } }));
    await client.send(new PutItemCommand({ TableName: 'marked-auths', Item: { ...common, ...auth } }));
    await client.send(new PutItemCommand({ TableName: 'marked-tokens', Item: { ...common, ...token } }));
  }
});
afterAll(() => {
  client.destroy();
  rmSync(temporary, { recursive: true, force: true });
});

/** Everything that a run reveals: its streams, the contents of its cursors, and files that it left. */
function everything({ stdout, stderr }: Ran): string {
  const text = stdout + stderr;
  const cursors = [...text.matchAll(/[\w-]{40,}/g)].map(([token]) =>
    Buffer.from(token, 'base64url').toString(),
  );
  const files = readdirSync(temporary).map((name) => readFileSync(join(temporary, name), 'utf8'));
  return [text, ...cursors, ...files].join('\n');
}

async function run(proxy: TroubleMaker, words: readonly string[], env = {}): Promise<Ran> {
  const around = { ...CREDENTIALS, AWS_MAX_ATTEMPTS: '2', TMPDIR: temporary, ...env };
  return spawnBin([...words, '--endpoint-url', proxy.endpoint], around);
}

const expectNoCredential = (text: string) => {
  for (const secret of Object.values(CREDENTIALS)) {
    expect(text).not.toContain(secret);
    expect(text).not.toContain(encodeURIComponent(secret));
    expect(text).not.toContain(Buffer.from(secret).toString('base64').slice(0, 20));
  }
};

const QUESTIONS: readonly (readonly string[])[] = [
  ['fusion', 'api-keys', '--hash', HASH, '--table', 'marked-keys'],
  ['fusion', 'api-keys', '--account', 'acc-1', '--where', `key_hash=${HASH}`, '--table', 'marked-keys'],
  ['fusion', 'auths', '--connection', 'con-1', '--table', 'marked-auths'],
  ['fusion', 'auths', '--connection', 'con-1', '--sort', 'api_secret', '--table', 'marked-auths'],
  [
    'fusion',
    'auths',
    '--where',
    `api_key^=${SECRET}`,
    '--where',
    `status!=${'x'}`,
    '--table',
    'marked-auths',
  ],
  ['find', 'marked-tokens'],
  ['find', 'marked-tokens', '--where', `session_token=${SECRET}-1`],
  ['find', 'marked-tokens', '--where', `nested.deep[0].password=${SECRET}`],
];

describe('no credential or secret attribute leaks', () => {
  const ways = ['table', 'json', 'csv', 'ndjson', 'dynamodb-json'].map((format) => ['-o', format]);
  const more = [
    ...ways,
    ['--columns', 'all', '-o', 'csv'],
    ['--record'],
    ['--explain'],
    ['--explain', '-o', 'json'],
  ];
  const cases = QUESTIONS.map((question, i) => ({
    question,
    options: [more[i % more.length], more[(i + 4) % more.length], more[(i + 7) % more.length]],
  }));

  test.concurrent.for(cases)(
    '$question',
    async ({ question, options }, { expect, onTestFinished: later }) => {
      const proxy = await startProxy(inject('endpoint'), { later });
      for (const some of options) {
        const ran = await run(proxy, [
          ...question,
          ...(some ?? []),
          '--limit',
          '2',
          '--debug',
          '--stats',
          'json',
        ]);
        expect(ran.code, ran.stderr).toBe(0);
        const text = everything(ran);
        expectNoCredential(text);
        expect(text).not.toContain(SECRET);
        expect(text).not.toContain(HASH);
        expect(ran.stdout).not.toBe('');
      }
      // All of them were used, and --debug shows them as redacted.
      const sent = proxy.seen.filter(({ operation }) => operation !== 'DescribeTable');
      if (sent.length > 0)
        expect(sent[0]?.headers['x-amz-security-token']).toBe(CREDENTIALS.AWS_SESSION_TOKEN);
    },
  );

  test('--debug shows each request, and --reveal its values', async () => {
    const proxy = await startProxy(inject('endpoint'));
    const question = ['fusion', 'api-keys', '--hash', HASH, '--table', 'marked-keys', '--debug'];
    const hidden = await run(proxy, question);
    expect(hidden.stderr).toContain('debug: #1 Query {"TableName":"marked-keys","IndexName":"KeyHashIndex"');
    expect(hidden.stderr).toContain('[redacted]');
    expect(hidden.stderr).toMatch(/debug: #1 → 5 items, [\d.]+ RCU, \d+ ms\n/);
    const revealed = await run(proxy, [...question, '--reveal']);
    expect(revealed.stdout + revealed.stderr).toContain(HASH);
    expectNoCredential(everything(revealed));
  });

  test('there is no cursor when it would contain a secret, and a message says so', async () => {
    const proxy = await startProxy(inject('endpoint'));
    const question = ['find', 'marked-tokens', '--limit', '2', '-o', 'json'];
    const hidden = await run(proxy, [...question, '--stats', 'json']);
    expect(
      JSON.parse(hidden.stderr.split('\n').find((line) => line.startsWith('{')) ?? '').cursor,
    ).toBeNull();
    expect(hidden.stderr).toContain(
      'There are more items, but the cursor is omitted because it would contain the secret session_token',
    );
    const revealed = await run(proxy, [...question, '--stats', 'json', '--reveal']);
    const line = revealed.stderr.split('\n').find((one) => one.startsWith('{')) ?? '';
    expect(JSON.parse(line).cursor).toMatch(/^[\w-]+$/);
  });

  const faults: FaultName[] = [
    'expired token',
    'invalid token',
    'access denied',
    'clock skew',
    'error 500',
    'reset inside the body',
    'corrupted body',
    'ThrottlingException',
  ];
  test.concurrent.for(faults)(
    'not even after a fault: %s',
    async (fault, { expect, onTestFinished: later }) => {
      const proxy = await startProxy(inject('endpoint'), { later, fault: () => fault });
      const ran = await run(proxy, [
        'fusion',
        'api-keys',
        '--hash',
        HASH,
        '--table',
        'marked-keys',
        '--debug',
      ]);
      expect(ran.code).toBeGreaterThan(0);
      expectNoCredential(everything(ran));
      expect(everything(ran)).not.toContain(HASH);
    },
  );

  test('nor when the server repeats it', async () => {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk) => chunks.push(chunk));
      request.on('end', () => {
        const message = `I do not like ${Buffer.concat(chunks)}`;
        response.writeHead(400).end(JSON.stringify({ __type: 'ValidationException', message }));
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const place = { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen: [] };
    for (const words of [QUESTIONS[0], QUESTIONS[1], QUESTIONS[4]]) {
      const ran = await run(place, [...(words ?? []), '--allow-scan', '--debug']);
      expect(ran.stderr).toContain('I do not like');
      expect(everything(ran)).not.toContain(HASH);
      expect(everything(ran)).not.toContain(SECRET);
    }
    server.close();
  });

  test('nor when an option for a secret is mistyped', async () => {
    const proxy = await startProxy(inject('endpoint'));
    const ran = await run(proxy, [
      'fusion',
      'api-keys',
      '--hash',
      `${HASH}${SECRET}`,
      '--table',
      'marked-keys',
    ]);
    expect(everything(ran)).not.toContain(SECRET);
  });

  test('nor when credentials come from a file or command', async () => {
    const proxy = await startProxy(inject('endpoint'));
    const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: key, AWS_SESSION_TOKEN: token } = CREDENTIALS;
    const printed = JSON.stringify({
      Version: 1,
      AccessKeyId: id,
      SecretAccessKey: key,
      SessionToken: token,
    });
    const folder = mkdtempSync(join(tmpdir(), 'ddbdbg-test-config-'));
    const config = join(folder, 'config');
    writeFileSync(join(folder, 'print'), `#!/bin/sh\ncat <<'E'\n${printed}\nE\n`, { mode: 0o700 });
    const file = `aws_access_key_id = ${id}\naws_secret_access_key = ${key}\naws_session_token = ${token}`;
    writeFileSync(
      config,
      `[profile file]\n${file}\n[profile command]\ncredential_process = ${join(folder, 'print')}\n`,
    );
    const bare = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_SESSION_TOKEN: '' };
    const env = { ...bare, AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none') };
    for (const profile of ['file', 'command']) {
      const ran = await run(proxy, ['tables', '--profile', profile, '--debug'], env);
      expect(ran.code, ran.stderr).toBe(0);
      expectNoCredential(everything(ran));
      expect(proxy.seen.at(-1)?.headers['x-amz-security-token']).toBe(token);
    }
    rmSync(folder, { recursive: true });
  });
});
