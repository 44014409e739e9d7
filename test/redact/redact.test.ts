import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TableDefinition } from '../../src/dynamo/model/definition';
import type { Item } from '../../src/dynamo/model/values';
import { loadFormatter } from '../../src/format/registry';
import { FORMATS } from '../../src/format/view';
import { looksSecret } from '../../src/redact/looks-secret';
import {
  declaredSecrets,
  emptySecrets,
  REDACTED,
  Redactor,
  redactItem,
  suspectedSecrets,
} from '../../src/redact/redact';
import { item } from '../format/arbitraries';
import { columns, pipe, table, terminal, text } from '../format/examples';

const MARK = 'hunter2-must-not-be-seen';

const ITEM: Item = {
  id: { S: 'x' },
  password: { S: MARK },
  m: { M: { password: { M: { deep: { S: MARK } } }, ok: { S: 'fine' } } },
  l: { L: [{ S: 'fine' }, { M: { password: { SS: [MARK] } } }, { L: [{ M: { password: { N: '1' } } }] }] },
};

const redacted = (table: TableDefinition) => (source: Item) =>
  new Redactor(declaredSecrets(table)).redact([source])[0] as Item;

test('secrets are replaced at any depth, and everything else is kept', () => {
  expect(redacted(table)(ITEM)).toEqual({
    id: { S: 'x' },
    password: REDACTED,
    m: { M: { password: REDACTED, ok: { S: 'fine' } } },
    l: { L: [{ S: 'fine' }, { M: { password: REDACTED } }, { L: [{ M: { password: REDACTED } }] }] },
  });
});

test('the order of attributes is kept', () => {
  const out = redacted(table)({ z: { S: '1' }, password: { S: MARK }, a: { S: '2' } });
  expect(Object.keys(out)).toEqual(['z', 'password', 'a']);
});

test('an item without secrets is the same object', () => {
  const plain: Item = { id: { S: 'x' }, m: { M: { l: { L: [{ M: { a: { S: 'b' } } }] } } } };
  expect(redacted(table)(plain)).toBe(plain);
  const { password: _, ...attributes } = table.attributes;
  expect(redacted({ ...table, attributes })(ITEM)).toBe(ITEM);
});

test('a map with a key like a type tag is not a value of that type', () => {
  const odd: Item = { m: { M: { M: { S: 'x' }, L: { S: 'y' }, S: { M: { password: { S: MARK } } } } } };
  expect(redacted(table)(odd)).toEqual({
    m: { M: { M: { S: 'x' }, L: { S: 'y' }, S: { M: { password: REDACTED } } } },
  });
});

test('an attribute named __proto__ is treated like any other', () => {
  const hostile = JSON.parse(`{"__proto__":{"M":{"password":{"S":"${MARK}"}}},"id":{"S":"x"}}`) as Item;
  const out = redacted(table)(hostile);
  expect(JSON.stringify(out)).toBe('{"__proto__":{"M":{"password":{"S":"[redacted]"}}},"id":{"S":"x"}}');
  expect(Object.getPrototypeOf(out)).toBe(Object.prototype);
});

test('a nested secret can be declared by its path', () => {
  const nested: TableDefinition = { ...table, attributes: { 'auth.key': { type: 'S', secret: true } } };
  expect(redacted(nested)({ auth: { M: { key: { S: MARK } } }, 'auth.key': { S: MARK } })).toEqual({
    auth: { M: { key: REDACTED } },
    'auth.key': REDACTED,
  });
});

test('in a table without a definition, suspected secrets are redacted, and their names collected', () => {
  const known = [
    { attributes: { api_key: { type: 'S' as const }, pin: { type: 'S' as const, secret: true } } },
  ];
  const secrets = suspectedSecrets(known);
  expect(['pin', 'id', 'api_key', 'auth_token', 'constructor'].map(secrets.isSecret)).toEqual([
    true,
    false,
    // A definition declares it, but not as a secret.
    false,
    true,
    false,
  ]);
  const redactor = new Redactor(secrets);
  expect(redactor.suspects()).toEqual([]);
  const deep: Item = {
    pin: { S: MARK },
    l: { L: [{ M: { auth_token: { S: MARK } } }] },
    password: { S: MARK },
  };
  expect(JSON.stringify(redactor.redact([deep, deep]))).not.toContain(MARK);
  expect(redactor.suspects()).toEqual(['auth_token', 'password']);
});

test('emptied secrets keep their types', () => {
  const item: Item = {
    n: { N: '17' },
    key: {
      M: { a: { S: MARK }, b: { L: [{ N: '5' }, { B: 'AAEC' }] }, c: { SS: [MARK] }, d: { BOOL: true } },
    },
    m: { M: { key: { N: '3' }, open: { S: 'x' } } },
    l: { L: [{ M: { key: { B: 'AAEC' } } }] },
  };
  expect(emptySecrets(item, (name) => name === 'key')).toEqual({
    n: { N: '17' },
    key: { M: { a: { S: '' }, b: { L: [{ N: '0' }, { B: '' }] }, c: { SS: [''] }, d: { BOOL: true } } },
    m: { M: { key: { N: '0' }, open: { S: 'x' } } },
    l: { L: [{ M: { key: { B: '' } } }] },
  });
});

test.each(FORMATS)('no secret is printed as %s', async (name) => {
  const formatter = await loadFormatter(name);
  const items = new Redactor(declaredSecrets(table)).redact([ITEM]);
  for (const view of [pipe(), terminal(), pipe({ record: true }), terminal({ color: true, record: true })]) {
    for (const chosen of [{}, columns('password', 'm.password', 'm.password.deep', 'l[1].password', 'l')]) {
      const out = await text(formatter, { ...view, ...chosen, width: 300 }, items);
      expect(out).toContain('[redacted]');
      expect(out).not.toContain(MARK);
    }
  }
});

test('no secret remains in any items', () => {
  fc.assert(
    fc.property(item, (source) => {
      const names = new Set<string>();
      const isSecret = (name: string) => {
        names.add(name);
        return name.length % 2 === 0;
      };
      const out = redactItem(source, isSecret);
      const again: Item = JSON.parse(JSON.stringify(out));
      expect(redactItem(again, isSecret)).toEqual(again);
      expect(out === source).toBe([...names].every((name) => name.length % 2 === 1));
    }),
    { numRuns: 500 },
  );
});

describe('names that look like secrets', () => {
  test.each([
    'password',
    'Password',
    'passwd',
    'pwd',
    'user_password',
    'userPassword',
    'userpassword',
    'password_hash',
    'passphrase',
    'secret',
    'secrets',
    'client_secret',
    'clientSecret',
    'api_secret',
    'token',
    'access_token',
    'accessToken',
    'accesstoken',
    'refresh_token',
    'id_token',
    'session-token',
    'csrfToken',
    'access_tokens',
    'api_key',
    'apiKey',
    'apikey',
    'APIKey',
    'API_KEY',
    'x-api-key',
    'api_keys',
    'access_key',
    'secretAccessKey',
    'aws_secret_access_key',
    'private_key',
    'privateKey',
    'signing_key',
    'encryptionKey',
    'key_hash',
    'token_hash',
    'credential',
    'credentials',
    'db_credentials',
    'authorization',
    'Authorization',
    'jwt',
    'bearer',
    'cookie',
    'connection_string',
    'connectionString',
  ])('%s does', (name) => {
    expect(looksSecret(name)).toBe(true);
  });

  test.each([
    'id',
    'name',
    'email',
    'key',
    'keys',
    'PK',
    'GSI1PK',
    'partition_key',
    'sort_key',
    'idempotency_key',
    'key_id',
    'key_prefix',
    'public_key',
    'token_type',
    'tokenType',
    'token_expires_at',
    'tokens',
    'max_tokens',
    'total_tokens',
    'input_tokens',
    'promptTokens',
    'nextToken',
    'next_page_token',
    'paginationToken',
    'continuation_token',
    'ClientRequestToken',
    'idempotency_token',
    'password_changed_at',
    'password_updated_at',
    'has_password',
    'is_secret',
    'requires_password',
    'secret_name',
    'secret_arn',
    'secretId',
    'api_key_id',
    'access_key_id',
    'auth_type',
    'auth_id',
    'author',
    'authority',
    'authorization_url',
    'hash',
    'commit_hash',
    'secretary',
    'tokenize',
    'monkey',
    'hotkey',
    'status',
    '',
    '__proto__',
  ])('%s does not', (name) => {
    expect(looksSecret(name)).toBe(false);
  });
});
