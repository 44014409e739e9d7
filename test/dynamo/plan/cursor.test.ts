import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Condition } from '../../../src/dynamo/model/condition';
import type { TableDefinition } from '../../../src/dynamo/model/definition';
import type { Item } from '../../../src/dynamo/model/values';
import { decodeCursor, encodeCursor, resume } from '../../../src/dynamo/plan/cursor';
import type { Plan, Question } from '../../../src/dynamo/plan/plan';
import { plan } from '../../../src/dynamo/plan/planner';
import type { Position } from '../../../src/dynamo/plan/position';
import { DdbdbgError } from '../../../src/errors';
import { ANY_ORIGIN } from '../../helpers/origin';

/** Like the API keys of a real system: found by a secret hash. */
const keys: TableDefinition = {
  command: ['keys'],
  summary: '',
  name: 'keys',
  partitionKey: ['key_id'],
  indexes: [
    { name: 'KeyHashIndex', partitionKey: ['key_hash'], projection: 'ALL' },
    { name: 'ByStatus', partitionKey: ['status'], sortKey: ['created'], projection: 'ALL' },
  ],
  attributes: {
    key_id: { type: 'S' },
    key_hash: { type: 'S', secret: true },
    status: { type: 'S' },
    created: { type: 'N' },
  },
  patterns: [],
};

const is = (name: string, S: string, typed = ''): Condition => ({
  path: [name],
  origin: { part: 'where', text: typed },
  operator: '=',
  value: { S },
});
const anyOf = (name: string, ...words: string[]): Condition => ({
  path: [name],
  origin: ANY_ORIGIN,
  operator: 'in',
  values: words.map((S) => ({ S })),
});

function asked(conditions: readonly Condition[], question: Partial<Question> = {}, name = 'keys'): Plan {
  const result = plan(keys, name, { conditions, ...question });
  if (result.operation === 'none') throw new Error(result.attribute);
  return result;
}

const SECRET = 'hash-of-a-secret';
const NOW = Date.UTC(2025, 5, 16);
const at = (status: string, created: string): Item => ({
  key_id: { S: 'k7' },
  status: { S: status },
  created: { N: created },
});
const text = (token: string) => Buffer.from(token, 'base64url').toString();
const bySort = { sort: [{ column: 'name', descending: false }] };

describe('a cursor', () => {
  const merged = asked([anyOf('status', 'on', 'off')]);
  const positions: readonly Position[] = [at('on', '1.5'), at('off', '7')];

  test('restores the positions of a question and the time of its first run', () => {
    const cursor = decodeCursor(encodeCursor(merged, NOW, positions));
    expect(cursor.now).toBe(NOW);
    expect(resume(merged, cursor)).toEqual(positions);
    const sides: readonly Position[] = [null, 'end'];
    expect(resume(merged, decodeCursor(encodeCursor(merged, NOW, sides)))).toEqual(sides);
  });

  test('contains nothing from the question itself, and so no secret that was searched for in any form', () => {
    const position: Item = { key_id: { S: 'k7' }, key_hash: { S: SECRET } };
    for (const more of [{}, bySort]) {
      for (const condition of [is('key_hash', SECRET), anyOf('key_hash', SECRET, SECRET)]) {
        const byHash = asked([condition], more);
        const token = encodeCursor(byHash, NOW, [position]);
        expect(text(token)).toContain('k7');
        expect(text(token)).not.toContain(SECRET);
        expect(text(token)).not.toContain('key_hash');
        expect(resume(byHash, decodeCursor(token))).toEqual([position]);
      }
    }
  });

  test('of a sorted merge contains the values that differ between its branches', () => {
    const sorted = asked([anyOf('status', 'on', 'off')], bySort);
    const position = at('off', '7');
    expect(resume(sorted, decodeCursor(encodeCursor(sorted, NOW, [position])))).toEqual([position]);
  });

  test('is valid for the same question with another limit, other columns, or different wording', () => {
    const token = encodeCursor(asked([is('status', 'on', '--status on')], { limit: 5 }), NOW, [
      at('on', '1'),
    ]);
    const same = asked([is('status', 'on', '--where status=on')], { limit: 7, columns: ['key_id'] });
    expect(resume(same, decodeCursor(token))).toEqual([at('on', '1')]);
  });

  const others: [string, Plan][] = [
    ['another value', asked([is('status', 'off')])],
    ['another table', asked([is('status', 'on')], {}, 'others')],
    ['another order', asked([is('status', 'on')], { order: 'asc' })],
    ['consistent reads', asked([is('status', 'on')], { consistent: true, index: 'ByStatus' })],
    ['one more condition', asked([is('status', 'on'), is('name', 'x')])],
    ['another path', asked([is('key_hash', 'on')])],
    ['a sort', asked([is('status', 'on')], bySort)],
    ['a Scan', asked([])],
    ['more branches', asked([anyOf('status', 'on', 'off')])],
  ];
  test.each(others)('is rejected for %s', (_, other) => {
    const token = encodeCursor(asked([is('status', 'on')]), NOW, [at('on', '1')]);
    expect(() => resume(other, decodeCursor(token))).toThrow(/This cursor belongs to another question/);
  });

  test('distinguishes values that differ only in an attribute called source', () => {
    const map = (S: string): Condition =>
      ({ ...is('note', ''), value: { M: { source: { S } } } }) as Condition;
    const token = encodeCursor(asked([is('status', 'on'), map('a')]), NOW, [at('on', '1')]);
    expect(() => resume(asked([is('status', 'on'), map('b')]), decodeCursor(token))).toThrow(
      /another question/,
    );
  });
});

describe('an invalid token', () => {
  const forged = (...body: unknown[]) => Buffer.from(JSON.stringify(body)).toString('base64url');
  const position = { key_id: { S: 'k' } };
  test.each<[string, string]>([
    ['nothing', ''],
    ['text', 'not a token!'],
    ['other JSON', Buffer.from('{"a":1}').toString('base64url')],
    ['deeply nested JSON', Buffer.from('['.repeat(100_000)).toString('base64url')],
    ['another version', forged(2, NOW, 'x', [position])],
    ['a time after the year 9999', forged(1, 8.64e15, 'x', [position])],
    ['a time before 1970', forged(1, -1, 'x', [position])],
    ['no positions', forged(1, NOW, 'x', [])],
    ['positions that are not keys', forged(1, NOW, 'x', [7])],
    ['a key without attribute values', forged(1, NOW, 'x', [{ key_id: 'k' }])],
    ['a map that is a list', forged(1, NOW, 'x', [{ key_id: { M: [{ S: 'k' }] } }])],
    [
      'a key with too many attributes',
      forged(1, NOW, 'x', [Object.fromEntries([...'abcdefghijklm'].map((name) => [name, { S: '' }]))]),
    ],
  ])('is rejected: %s', (_, token) => {
    expect(() => decodeCursor(token)).toThrow(/This is not a valid ddbdbg cursor/);
  });

  const body = fc.tuple(
    fc.oneof(fc.constant(1), fc.jsonValue()),
    fc.oneof(fc.constant(NOW), fc.jsonValue()),
    fc.oneof(fc.string(), fc.jsonValue()),
    fc.oneof(fc.array(fc.oneof(fc.constant(position), fc.jsonValue())), fc.jsonValue()),
  );
  const bent = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })).map(([at, byte]) => {
    const bytes = Buffer.from(text(encodeCursor(asked([is('status', 'on')]), NOW, [position])));
    bytes[at % bytes.length] = byte;
    return bytes.toString('base64url');
  });
  test.each<[string, fc.Arbitrary<string>]>([
    ['any text', fc.string({ unit: 'binary' })],
    ['any bytes', fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('base64url'))],
    ['any JSON', fc.json().map((json) => Buffer.from(json).toString('base64url'))],
    ['similar JSON', body.map((parts) => forged(...parts))],
    ['a token with one byte changed', bent],
  ])('gives a cursor or a usage error, and nothing else: %s', (_, tokens) => {
    fc.assert(
      fc.property(tokens, (token) => {
        try {
          resume(asked([is('status', 'on')]), decodeCursor(token));
        } catch (error) {
          expect(error).toBeInstanceOf(DdbdbgError);
          expect(error).toMatchObject({ code: 'usage', about: { part: 'setting', name: 'cursor' } });
        }
      }),
    );
  });
});

test('a forged cursor does not open more segments than the command line allows', () => {
  const whole = asked([]);
  const standing = (parts: number) => decodeCursor(encodeCursor(whole, NOW, Array(parts).fill('end')));
  expect(resume(whole, standing(100))).toHaveLength(100);
  expect(() => resume(whole, standing(101))).toThrow('not a valid ddbdbg cursor');
});
