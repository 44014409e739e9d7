import { describe, expect, test } from 'vitest';
import { literalValue } from '../../../src/core/question/values';
import { whereConditions } from '../../../src/core/question/where';
import { parseWhere } from '../../../src/core/question/where-syntax';
import type { TableDefinition } from '../../../src/dynamo/model/definition';
import type { DdbdbgError } from '../../../src/errors';

const NOW = Date.UTC(2025, 5, 16, 12);

const table: TableDefinition = {
  command: ['t'],
  summary: '',
  name: 't',
  partitionKey: ['id'],
  attributes: {
    id: { type: 'S' },
    n: { type: 'N' },
    on: { type: 'BOOL' },
    at: { type: 'S', format: 'time' },
    ttl: { type: 'N', format: 'epoch-seconds' },
    status: { type: 'S', values: [{ name: 'failure', stored: ['failure', 'FAILED'], synonyms: ['error'] }] },
    tags: { type: 'SS' },
    'odd.name': { type: 'S' },
  },
  patterns: [],
};

/** The conditions of a clause, without their origin. */
const read = (text: string) =>
  whereConditions(table, text, NOW).map(({ origin: _, ...condition }) => condition);

describe('--where', () => {
  test.each([
    ['id=a', [{ path: ['id'], operator: '=', value: { S: 'a' } }]],
    ['id=1', [{ path: ['id'], operator: '=', value: { S: '1' } }]],
    ['n=1', [{ path: ['n'], operator: '=', value: { N: '1' } }]],
    [
      'n>=0.12345678901234567890123',
      [{ path: ['n'], operator: '>=', value: { N: '0.12345678901234567890123' } }],
    ],
    ['on=true', [{ path: ['on'], operator: '=', value: { BOOL: true } }]],
    ['other=1', [{ path: ['other'], operator: '=', value: { N: '1' } }]],
    ['other="1"', [{ path: ['other'], operator: '=', value: { S: '1' } }]],
    ['other=null', [{ path: ['other'], operator: '=', value: { NULL: true } }]],
    ['other=01', [{ path: ['other'], operator: '=', value: { S: '01' } }]],
    ['other=', [{ path: ['other'], operator: '=', value: { S: '' } }]],
    ['other!=x=y', [{ path: ['other'], operator: '!=', value: { S: 'x=y' } }]],
    ['a.b[0].c<5', [{ path: ['a', 'b', 0, 'c'], operator: '<', value: { N: '5' } }]],
    ['a[1][2]=x', [{ path: ['a', 1, 2], operator: '=', value: { S: 'x' } }]],
    ['a-b^=x', [{ path: ['a-b'], operator: 'begins_with', value: { S: 'x' } }]],
    ['odd.name=x', [{ path: ['odd.name'], operator: '=', value: { S: 'x' } }]],
    ['"a.b"."c=d"=1', [{ path: ['a.b', 'c=d'], operator: '=', value: { N: '1' } }]],
    ['größe>1', [{ path: ['größe'], operator: '>', value: { N: '1' } }]],
    ['id?', [{ path: ['id'], operator: 'exists' }]],
    ['!a.b', [{ path: ['a', 'b'], operator: 'not_exists' }]],
    ['tags*=5', [{ path: ['tags'], operator: 'contains', value: { S: '5' } }]],
    ['list*=5', [{ path: ['list'], operator: 'contains', value: { N: '5' } }]],
    ['status=error', [{ path: ['status'], operator: 'in', values: [{ S: 'failure' }, { S: 'FAILED' }] }]],
    [
      'status!=failure',
      [
        { path: ['status'], operator: '!=', value: { S: 'failure' } },
        { path: ['status'], operator: '!=', value: { S: 'FAILED' } },
      ],
    ],
    ['status^=fail', [{ path: ['status'], operator: 'begins_with', value: { S: 'fail' } }]],
    [
      'at>2h',
      [
        {
          path: ['at'],
          operator: 'window',
          window: { format: 'time', after: { instant: '2025-06-16T10:00:00.000000000', inclusive: false } },
        },
      ],
    ],
    [
      'at<=2025-06-16',
      [
        {
          path: ['at'],
          operator: 'window',
          window: { format: 'time', upTo: { instant: '2025-06-16T00:00:00.000000000', inclusive: true } },
        },
      ],
    ],
    [
      'ttl<now',
      [
        {
          path: ['ttl'],
          operator: 'window',
          window: {
            format: 'epoch-seconds',
            upTo: { instant: '2025-06-16T12:00:00.000000000', inclusive: false },
          },
        },
      ],
    ],
    ['ttl<1750000000', [{ path: ['ttl'], operator: '<', value: { N: '1750000000' } }]],
  ])('%s', (text, conditions) => {
    expect(read(text)).toEqual(conditions);
  });

  test.each([
    ['', 0, 'expected the name of an attribute'],
    ['age~5', 5, 'expected one of'],
    ['age', 3, 'expected one of'],
    ['=5', 0, 'expected a name'],
    ['a..b=1', 2, 'expected a name'],
    ['a.=1', 2, 'expected a name'],
    ['a[x]=1', 2, 'expected a list position'],
    ['a[]=1', 2, 'expected a list position'],
    ['"a=1', 0, 'not closed'],
    ['""=1', 0, 'expected a name'],
    ['a>', 2, 'expected a value after >'],
    ['a^=', 3, 'expected a value after ^='],
    ['!a=1', 2, 'unexpected text after'],
    ['a?b', 2, 'unexpected text after'],
    ['!', 1, 'expected the name of an attribute'],
  ])('rejects %j with the position of the mistake', (text, at, message) => {
    const error = thrown(() => parseWhere(text));
    expect(error.message).toContain(message);
    expect(error.about).toEqual({ part: 'where', text, at });
  });

  test.each(['n=abc', 'n=1e999', 'on=maybe', 'status=nope'])(
    'rejects a value that the attribute cannot have: %s',
    (text) => {
      expect(thrown(() => whereConditions(table, text, NOW)).about).toEqual({ part: 'where', text });
    },
  );
});

function thrown(act: () => unknown): DdbdbgError {
  try {
    act();
  } catch (error) {
    return error as DdbdbgError;
  }
  throw new Error('nothing was thrown');
}

describe('spaces', () => {
  test.each(['genre = war', ' genre =  war ', '"genre" = war', 'genre =war'])(
    'around an operator are ignored: %j',
    (text) => {
      expect(parseWhere(text)).toEqual({ path: ['genre'], operator: '=', operand: 'war' });
    },
  );

  test('inside a name, and in a value directly after the operator, are kept', () => {
    expect(parseWhere('first name= x ')).toEqual({ path: ['first name'], operator: '=', operand: ' x ' });
    expect(parseWhere('gone ?')).toEqual({ path: ['gone'], operator: 'exists', operand: '' });
  });

  test('are not a name', () => {
    expect(() => parseWhere(' =1')).toThrow('expected a name');
  });
});

describe('a JSON literal', () => {
  test.each([
    ['[]', { L: [] }],
    [
      '{"a":[1.50,{"b":"c"}],"d":null}',
      { M: { a: { L: [{ N: '1.50' }, { M: { b: { S: 'c' } } }] }, d: { NULL: true } } },
    ],
    ['[12345678901234567890123]', { L: [{ N: '12345678901234567890123' }] }],
    ['"1"', { S: '1' }],
    [' 7', { N: '7' }],
    ['{"a":"[1]"}', { M: { a: { S: '[1]' } } }],
    ['[oops]', { S: '[oops]' }],
    ['[01]', { S: '[01]' }],
    ['12-34', { S: '12-34' }],
    ['2025-06-16', { S: '2025-06-16' }],
    ['1e999', { S: '1e999' }],
    ['trueish', { S: 'trueish' }],
  ])('%s', (text, value) => {
    expect(literalValue(text)).toEqual(value);
  });
});
