import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TableDefinition } from '../../src/dynamo/model/definition';
import type { Item } from '../../src/dynamo/model/values';
import { looksSecret } from '../../src/redact/looks-secret';
import { REDACTED, redactor, secretTest } from '../../src/redact/redact';
import { FORMATS, loadFormatter } from '../../src/format/registry';
import { item } from '../format/arbitraries';
import { columns, pipe, table, terminal, text } from '../format/examples';

const MARK = 'hunter2-must-not-be-seen';

const ITEM: Item = {
  id: { S: 'x' },
  password: { S: MARK },
  m: { M: { password: { M: { deep: { S: MARK } } }, ok: { S: 'fine' } } },
  l: { L: [{ S: 'fine' }, { M: { password: { SS: [MARK] } } }, { L: [{ M: { password: { N: '1' } } }] }] },
};

test('secrets are replaced at any depth, and the rest stays', () => {
  expect(redactor(table)(ITEM)).toEqual({
    id: { S: 'x' },
    password: REDACTED,
    m: { M: { password: REDACTED, ok: { S: 'fine' } } },
    l: { L: [{ S: 'fine' }, { M: { password: REDACTED } }, { L: [{ M: { password: REDACTED } }] }] },
  });
});

test('the order of attributes stays', () => {
  const out = redactor(table)({ z: { S: '1' }, password: { S: MARK }, a: { S: '2' } });
  expect(Object.keys(out)).toEqual(['z', 'password', 'a']);
});

test('an item without secrets is the same object', () => {
  const plain: Item = { id: { S: 'x' }, m: { M: { l: { L: [{ M: { a: { S: 'b' } } }] } } } };
  expect(redactor(table)(plain)).toBe(plain);
  const { password: _, ...attributes } = table.attributes;
  expect(redactor({ ...table, attributes })(ITEM)).toBe(ITEM);
});

test('a map that has a key like a type tag is no value of that type', () => {
  const odd: Item = { m: { M: { M: { S: 'x' }, L: { S: 'y' }, S: { M: { password: { S: MARK } } } } } };
  expect(redactor(table)(odd)).toEqual({
    m: { M: { M: { S: 'x' }, L: { S: 'y' }, S: { M: { password: REDACTED } } } },
  });
});

test('an attribute called __proto__ is one like any other', () => {
  const hostile = JSON.parse(`{"__proto__":{"M":{"password":{"S":"${MARK}"}}},"id":{"S":"x"}}`) as Item;
  const out = redactor(table)(hostile);
  expect(JSON.stringify(out)).toBe('{"__proto__":{"M":{"password":{"S":"[redacted]"}}},"id":{"S":"x"}}');
  expect(Object.getPrototypeOf(out)).toBe(Object.prototype);
});

test('a nested secret can be declared by its path', () => {
  const nested: TableDefinition = { ...table, attributes: { 'auth.key': { type: 'S', secret: true } } };
  expect(redactor(nested)({ auth: { M: { key: { S: MARK } } }, 'auth.key': { S: MARK } })).toEqual({
    auth: { M: { key: REDACTED } },
    'auth.key': REDACTED,
  });
});

test('what else is secret is asked once for each name', () => {
  const asked: string[] = [];
  const isSecret = secretTest(table, (name) => {
    asked.push(name);
    return name === 'pin';
  });
  expect(['pin', 'id', 'pin', 'password', 'constructor'].map(isSecret)).toEqual([
    true,
    false,
    true,
    true,
    false,
  ]);
  expect(asked).toEqual(['pin', 'id', 'constructor']);
});

test.each(FORMATS)('no secret is seen as %s', async (name) => {
  const formatter = await loadFormatter(name);
  const redacted = [redactor(table)(ITEM)];
  for (const view of [pipe(), terminal(), pipe({ record: true }), terminal({ color: true, record: true })]) {
    for (const chosen of [{}, columns('password', 'm.password', 'm.password.deep', 'l[1].password', 'l')]) {
      const out = await text(formatter, { ...view, ...chosen, width: 300 }, redacted);
      expect(out).toContain('[redacted]');
      expect(out).not.toContain(MARK);
    }
  }
});

test('of any items none is left', () => {
  fc.assert(
    fc.property(item, (source) => {
      const names = new Set<string>();
      const redact = redactor(table, (name) => {
        names.add(name);
        return name.length % 2 === 0;
      });
      const out = redact(source);
      const again: Item = JSON.parse(JSON.stringify(out));
      expect(redactor(table, (name) => name.length % 2 === 0)(again)).toEqual(again);
      expect(out === source).toBe([...names].every((name) => name.length % 2 === 1 && name !== 'password'));
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
