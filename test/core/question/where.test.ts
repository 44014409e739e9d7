import { describe, expect, test } from 'vitest';
import type { Sampled } from '../../../src/core/question/time-comparison';
import { literalValue } from '../../../src/core/question/values';
import { whereCondition } from '../../../src/core/question/where';
import { parseWhere } from '../../../src/core/question/where-syntax';
import { opposite, withoutOrigins } from '../../../src/dynamo/model/condition';
import type { TableDefinition } from '../../../src/dynamo/model/definition';
import { matches } from '../../../src/dynamo/model/matches';
import type { AttributeValue } from '../../../src/dynamo/model/values';
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
    bytes: { type: 'B' },
    'odd.name': { type: 'S' },
    v: { type: 'N', mixed: true },
    state: { type: 'S', mixed: true, open: true, values: [{ name: 'on', stored: ['ON', 'On'] }] },
  },
  patterns: [],
};

const condition = (text: string, isNegated = false) => whereCondition(table, text, { now: NOW }, isNegated);

/** The condition of a clause, without its origin. */
const read = (text: string) => withoutOrigins(condition(text));

describe('--where', () => {
  test.each([
    ['id=a', [{ path: ['id'], operator: '=', value: { S: 'a' } }]],
    ['id=1', [{ path: ['id'], operator: '=', value: { S: '1' } }]],
    ['n=1', [{ path: ['n'], operator: '=', value: { N: '1' } }]],
    [
      'n>=0.12345678901234567890123',
      [{ path: ['n'], operator: '>=', value: { N: '0.12345678901234567890123' } }],
    ],
    // Items of other kinds have another type.
    ['v=1', [{ path: ['v'], operator: 'in', values: [{ S: '1' }, { N: '1' }] }]],
    ['v=text', [{ path: ['v'], operator: '=', value: { S: 'text' } }]],
    ['v="1"', [{ path: ['v'], operator: '=', value: { S: '1' } }]],
    ['v^=1', [{ path: ['v'], operator: 'begins_with', value: { S: '1' } }]],
    [
      'v>1',
      [
        {
          path: ['v'],
          operator: 'any',
          any: [
            { path: ['v'], operator: '>', value: { S: '1' } },
            { path: ['v'], operator: '>', value: { N: '1' } },
          ],
        },
      ],
    ],
    ['state=on', [{ path: ['state'], operator: 'in', values: [{ S: 'ON' }, { S: 'On' }, { S: 'on' }] }]],
    ['on=true', [{ path: ['on'], operator: '=', value: { BOOL: true } }]],
    ['other="1"', [{ path: ['other'], operator: '=', value: { S: '1' } }]],
    ['other=01', [{ path: ['other'], operator: '=', value: { S: '01' } }]],
    ['other=', [{ path: ['other'], operator: '=', value: { S: '' } }]],
    ['other!=x=y', [{ path: ['other'], operator: '!=', value: { S: 'x=y' } }]],
    ['a[1][2]=x', [{ path: ['a', 1, 2], operator: '=', value: { S: 'x' } }]],
    ['a-b^=x', [{ path: ['a-b'], operator: 'begins_with', value: { S: 'x' } }]],
    ['odd.name=x', [{ path: ['odd.name'], operator: '=', value: { S: 'x' } }]],
    ['a.b[0].c<x', [{ path: ['a', 'b', 0, 'c'], operator: '<', value: { S: 'x' } }]],
    ['"a.b"."c=d"=x', [{ path: ['a.b', 'c=d'], operator: '=', value: { S: 'x' } }]],
    ['größe>x', [{ path: ['größe'], operator: '>', value: { S: 'x' } }]],
    ['id?', [{ path: ['id'], operator: 'exists' }]],
    ['!a.b', [{ path: ['a', 'b'], operator: 'not_exists' }]],
    ['tags*=5', [{ path: ['tags'], operator: 'contains', value: { S: '5' } }]],
    ['status=error', [{ path: ['status'], operator: 'in', values: [{ S: 'failure' }, { S: 'FAILED' }] }]],
    [
      'status!=failure',
      [
        {
          path: ['status'],
          operator: 'not',
          not: { path: ['status'], operator: 'in', values: [{ S: 'failure' }, { S: 'FAILED' }] },
        },
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
  ])('%s', (text, [expected]) => {
    expect(read(text)).toEqual(expected);
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
      expect(thrown(() => condition(text)).about).toEqual({ part: 'where', text });
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

const text = (S: string) => ({ S });
const list = (path: string, ...values: object[]) => ({ path: [path], operator: 'in', values });
const either = (path: string, operator: string, ...values: object[]) => ({
  path: [path],
  operator: 'any',
  any: values.map((value) => ({ path: [path], operator, value })),
});

describe('a value of unknown type', () => {
  test.each<[string, object]>([
    ['other=1', list('other', text('1'), { N: '1' })],
    ['other=null', list('other', text('null'), { NULL: true })],
    ['other=true', list('other', text('true'), { BOOL: true })],
    ['other={}', list('other', text('{}'), { M: {} })],
    ['other!=1', { path: ['other'], operator: 'not', not: list('other', text('1'), { N: '1' }) }],
    ['other>5', either('other', '>', text('5'), { N: '5' })],
    ['other*=5', either('other', 'contains', text('5'), { N: '5' })],
    ['other="1"', { path: ['other'], operator: '=', value: text('1') }],
    ['other>"5"', { path: ['other'], operator: '>', value: text('5') }],
    ['other^=5', { path: ['other'], operator: 'begins_with', value: text('5') }],
  ])('may be text or a literal, and is text in quotes: %s', (where, expected) => {
    expect(read(where)).toEqual(expected);
  });

  test.each(['other<[1]', 'other>null', 'other<=true', 'other>={}'])(
    'needs an order to be compared: %s',
    (where) => {
      const error = thrown(() => condition(where));
      expect(error.message).toMatch(/is a literal of type \w+, which has no order/);
      expect(error.remedies).toEqual([expect.stringMatching(/For text, use quotes: other/)]);
    },
  );
});

describe('a comma means "or"', () => {
  test.each<[string, object]>([
    ['id=a,b', list('id', text('a'), text('b'))],
    ['id=a, b ,a', list('id', text('a'), text('b'))],
    ['id="a, b"', { path: ['id'], operator: '=', value: text('a, b') }],
    ['id="a,b",c', list('id', text('a,b'), text('c'))],
    ['id="say \\"x, y\\"",c', list('id', text('say "x, y"'), text('c'))],
    ['n=1,2', list('n', { N: '1' }, { N: '2' })],
    ['status=error,failure', list('status', text('failure'), text('FAILED'))],
    ['id!=a,b', { path: ['id'], operator: 'not', not: list('id', text('a'), text('b')) }],
    ['id^=a,b', either('id', 'begins_with', text('a'), text('b'))],
    ['tags*=a,b', either('tags', 'contains', text('a'), text('b'))],
    ['other=[1,2]', list('other', text('[1,2]'), { L: [{ N: '1' }, { N: '2' }] })],
    ['other=[oops,2]', list('other', text('[oops'), text('2]'))],
  ])('%s', (where, expected) => {
    expect(read(where)).toEqual(expected);
  });

  test('and reads each value by itself', () => {
    const { values } = read('other={"a":1,"b":2},x,3') as { values: object[] };
    expect(values).toEqual([
      text('{"a":1,"b":2}'),
      { M: { a: { N: '1' }, b: { N: '2' } } },
      text('x'),
      text('3'),
      { N: '3' },
    ]);
  });

  test.each(['id=a,', 'id=,a', 'id=a,,b', 'status=failure,'])('leaves no empty value: %s', (where) => {
    expect(thrown(() => condition(where)).message).toBe('The value is empty.');
  });
});

describe('times', () => {
  const sampled = (times: Sampled) => ({ now: NOW, sampled: new Map([['x', times]]) });

  test.each(['24h', 'yesterday', 'now', '09:00', '1h30m'])(
    'cannot be told from text without a format: unknown>%s',
    (time) => {
      const error = thrown(() => condition(`unknown>${time}`));
      expect(error.message).toBe(`'${time}' is a relative time, but how unknown stores times is not known.`);
      expect(error.remedies.join()).toContain(`unknown>"${time}"`);
      expect(read(`unknown>"${time}"`)).toMatchObject({ operator: '>', value: { S: time } });
    },
  );

  test('are compared in the format that a sample shows', () => {
    expect(whereCondition(table, 'x>24h', sampled({ formats: ['epoch-millis'] }))).toMatchObject({
      window: { format: 'epoch-millis', after: { instant: '2025-06-15T12:00:00.000000000' } },
    });
    expect(thrown(() => whereCondition(table, 'x>24h', sampled('no-time'))).message).toContain(
      'do not look like times',
    );
    expect(thrown(() => whereCondition(table, 'x>24h', sampled('unseen'))).message).toContain(
      'no item with x was seen',
    );
    expect(whereCondition(table, 'x>2025-06-15', sampled('no-time'))).toMatchObject({ operator: '>' });
  });

  test('are compared in all formats that a sample shows, where seconds and milliseconds do not overlap', () => {
    const formats = ['time', 'epoch-seconds', 'epoch-millis'] as const;
    const read = whereCondition(table, 'x>24h', sampled({ formats, loose: true }));
    const item = (value: AttributeValue) => matches(read, { x: value });
    const hoursAgo = (hours: number) => NOW - hours * 3_600_000;
    expect(item({ S: new Date(hoursAgo(23)).toISOString().replace('T', ' ') })).toBe(true);
    for (const unit of [1, 1000]) {
      expect(item({ N: String(hoursAgo(23) / unit) })).toBe(true);
      expect(item({ N: String(hoursAgo(25) / unit) })).toBe(false);
    }
  });

  test('say how they could be stored, or who finds it out', () => {
    expect(thrown(() => condition('n>24h')).remedies).toEqual([
      'Write the number as it is stored (n>1749988800, if it counts seconds), or add format: epoch-seconds or epoch-millis to its definition.',
      { kind: 'find-with', condition: 'n>24h', isNegated: false },
    ]);
  });

  test('have a day that is a window, unless only days are stored or the partition key needs a value', () => {
    const day = {
      after: { inclusive: true },
      upTo: { instant: '2025-06-17T00:00:00.000000000', inclusive: false },
    };
    expect(condition('at=2025-06-16')).toMatchObject({ operator: 'window', window: day });
    expect(condition('at="2025-06-16"')).toMatchObject({ operator: '=' });
    expect(whereCondition(table, 'x=2025-06-16', sampled({ formats: ['time'], days: true }))).toMatchObject({
      operator: '=',
    });
    expect(whereCondition({ ...table, partitionKey: ['at'] }, 'at=2025-06-16', { now: NOW })).toMatchObject({
      operator: '=',
    });
  });

  test.each(['at=2d', 'at!=now', 'at^=yesterday', 'at*=1h', 'ttl=24h'])(
    'are not equal to a moment: %s',
    (where) => {
      expect(thrown(() => condition(where)).message).toMatch(
        /is a relative time, and (at|ttl) equals it only by chance/,
      );
    },
  );

  test.each([
    ['at>2hours', "'2hours' is not a valid time."],
    ['at<9999-12-31T23:59:59-01:00', 'outside the years 0001 to 9999'],
    ['x>0000-06-01T00:00:00', 'outside the years 0001 to 9999'],
    ['ttl>0001-01-01T00:30:00+01:00', 'outside the years 0001 to 9999'],
  ])('are valid: %s', (where, message) => {
    expect(thrown(() => condition(where)).message).toContain(message);
  });

  test('may be the beginning of one', () => {
    expect(read('at>=2025-06')).toMatchObject({ operator: '>=', value: { S: '2025-06' } });
    expect(read('at^=2025-06')).toMatchObject({ operator: 'begins_with' });
    expect(read('at*=09:00')).toMatchObject({ operator: 'contains' });
  });
});

describe('an operator needs an attribute of its type', () => {
  test.each([
    ['n^=1', /The attribute n has type N, but only text and binaries begin with something/],
    ['on*=t', /The attribute on has type BOOL, but only text/],
    ['on<true', /The attribute on has type BOOL, which has no order/],
    ['bytes^=a', /is not valid base64/],
    ['bytes*=%%', /is not valid base64/],
  ])('%s', (where, message) => {
    expect(thrown(() => condition(where)).message).toMatch(message);
  });

  test('and bytes get their padding', () => {
    expect(read('bytes^=AQ')).toMatchObject({ value: { B: 'AQ==' } });
  });
});

describe('--not', () => {
  test.each([
    ['id=a', { operator: '!=' }],
    ['id!=a', { operator: '=' }],
    ['id!=a,b', { operator: 'in' }],
    ['id?', { operator: 'not_exists' }],
    ['at>2h', { operator: 'not', not: { operator: 'window' } }],
  ])('asks for the opposite of %s', (where, expected) => {
    expect(opposite(condition(where, true))).toMatchObject({
      ...expected,
      origin: { part: 'where', text: where, isNegated: true },
    });
  });
});

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
