import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TableDefinition } from '../../src/dynamo/model/definition';
import type { Item } from '../../src/dynamo/model/values';
import { loadFormatter } from '../../src/format/registry';
import { FORMATS } from '../../src/format/view';
import { looksSecret } from '../../src/redact/looks-secret';
import { emptySecrets, NO_SECRETS, REDACTED, Redactor, redactItem, secretsOf } from '../../src/redact/redact';
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
  new Redactor(secretsOf([table])).redact([source])[0] as Item;

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
  expect(new Redactor(NO_SECRETS).redact([ITEM])[0]).toBe(ITEM);
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

test('what looks like a secret is redacted unless the definition says otherwise, and its names are collected', () => {
  const known = [
    {
      attributes: {
        api_key: { type: 'S' as const },
        pin: { type: 'S' as const, secret: true },
        page_key: { type: 'S' as const, secret: false },
        secret_color: { type: 'S' as const, secret: false },
        'l[0].secret_shape': { type: 'S' as const, secret: false },
      },
    },
  ];
  const secrets = secretsOf(known);
  const names = [
    'pin',
    'id',
    'api_key',
    'auth_token',
    'constructor',
    'page_key',
    'secret_color',
    'secret_shape',
  ];
  expect(names.filter((name) => secrets.isSecret(name))).toEqual([
    'pin',
    'api_key',
    'auth_token',
    'secret_shape',
  ]);
  const redactor = new Redactor(secrets);
  expect(redactor.suspects()).toEqual([]);
  const deep: Item = {
    pin: { S: MARK },
    secret_color: { S: 'red' },
    l: {
      L: [
        { M: { auth_token: { S: MARK }, secret_shape: { S: 'xl' }, secret_color: { S: MARK } } },
        { L: [{ M: { secret_shape: { S: 'xl' }, m: { M: { secret_shape: { S: MARK } } } } }] },
      ],
    },
    password: { S: MARK },
  };
  const shown = JSON.stringify(redactor.redact([deep, deep]));
  expect(shown).not.toContain(MARK);
  expect(shown.match(/red\b|xl/g)).toHaveLength(6);
  expect(redactor.suspects()).toEqual(['auth_token', 'secret_color', 'secret_shape', 'password']);
});

test('one definition cannot show what another one of the same table declares as secret', () => {
  const open = {
    attributes: { pin: { type: 'S' as const, secret: false }, token: { type: 'S' as const, secret: false } },
  };
  const closed = {
    attributes: {
      pin: { type: 'S' as const, secret: true },
      'm.token': { type: 'S' as const, secret: true },
    },
  };
  for (const secrets of [secretsOf([open, closed]), secretsOf([closed, open]), secretsOf([open], [closed])])
    expect(['pin', 'token'].map((name) => secrets.isSecret(name))).toEqual([true, true]);
  // What other tables say is not a secret may be one here.
  expect(secretsOf([], [open]).isSecret('token')).toBe(true);
});

test('the number of suspects to remember is bounded', () => {
  const redactor = new Redactor(secretsOf([]));
  const users = Array.from({ length: 5_000 }, (_, i) => [`password_${i}`, { S: MARK }] as const);
  redactor.redact([{ users: { M: Object.fromEntries(users) } }]);
  expect(redactor.suspects()).toHaveLength(100);
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
  const items = new Redactor(secretsOf([table])).redact([ITEM]);
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
