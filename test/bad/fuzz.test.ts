import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { builtIn } from '../../src/commands/configuration/built-in';
import { configurationOf } from '../../src/config/read-config';
import { parseUserTime } from '../../src/core/question/times';
import { whereCondition } from '../../src/core/question/where';
import { parseWhere } from '../../src/core/question/where-syntax';
import { parsePath, pathText, splitColumns } from '../../src/dynamo/model/path';
import { decodeCursor, encodeCursor, resume } from '../../src/dynamo/plan/cursor';
import type { Plan } from '../../src/dynamo/plan/plan';
import { plan } from '../../src/dynamo/plan/planner';
import { DdbdbgError } from '../../src/errors';
import { executions } from '../../src/queries/executions';
import { ANY_ORIGIN } from '../helpers/origin';
import { runMain } from '../helpers/run-main';

vi.setConfig({ testTimeout: 60_000 });

/** Returns the result of the function, or undefined when it throws a usage error, the only error allowed. */
function accepted<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof DdbdbgError && error.code === 'usage' && error.message !== '') return undefined;
    throw error;
  }
}

/** Text made of the tokens of a grammar and of arbitrary characters. */
const textOf = (...parts: readonly string[]) =>
  fc
    .array(
      fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(...parts) },
        fc.string({ unit: 'binary', maxLength: 4 }),
      ),
      {
        maxLength: 12,
      },
    )
    .map((some) => some.join(''));

/** The number of runs of each parser. */
const RUNS = 5_000;

describe('fuzzing finds no crash, no hang, and no accepted nonsense', () => {
  const wheres = textOf(
    'a',
    'status',
    'b',
    '.',
    '[0]',
    '[',
    ']',
    '"',
    '!',
    '?',
    '=',
    '!=',
    '<',
    '<=',
    '>',
    '>=',
    '^=',
    '*=',
    ' ',
    '1',
    'null',
  );

  test(`--where, ${RUNS} times`, () => {
    const property = fc.property(wheres, (text) => {
      const clause = accepted(() => parseWhere(text));
      if (!clause) return;
      const { path, operator, operand } = clause;
      expect(path.length).toBeGreaterThan(0);
      for (const step of path) expect(step).not.toBe('');
      // Joining the parts gives the same text, as only blanks are skipped.
      const end = operator === 'exists' ? '?' : operator === 'not_exists' ? '' : operator + operand;
      const name = (operator === 'not_exists' ? '!' : '') + pathText(path);
      expect(text.replace(/["\s]/g, '')).toBe((name + end).replace(/["\s]/g, ''));
      expect(operand !== '' || ['=', '!=', 'exists', 'not_exists'].includes(operator)).toBe(true);
    });
    fc.assert(property, { numRuns: RUNS });
  });

  test(`--where by a definition, ${RUNS} times`, () => {
    const names = ['status', 'timeout', 'GSI1SK', 'created_at', 'args', 'errors', 'args.branch', 'nobody'];
    const clauses = fc.tuple(
      fc.constantFrom(...names),
      fc.constantFrom('=', '!=', '<', '>=', '^=', '*='),
      textOf('1', '.', 'e', '-', 'now', '2h', '2025-06-16', 'T', ':', '"', 'failure', ',', 'true'),
    );
    const property = fc.property(clauses, ([name, operator, operand]) => {
      const condition = accepted(() =>
        whereCondition(executions, name + operator + operand, { now: 1_750_000_000_000 }),
      );
      if (condition) expect(condition.path.length).toBeGreaterThan(0);
    });
    fc.assert(property, { numRuns: RUNS });
  });

  test(`times, ${RUNS} times`, () => {
    const times = textOf(
      '2025',
      '-06',
      '-16',
      'T',
      '21:19',
      ':33',
      '.5',
      'Z',
      '+02:00',
      'now',
      '1',
      '9',
      '0',
      'h',
      'd',
      's',
      'w',
      '.',
      '-',
      ' ',
    );
    const property = fc.property(times, (text) => {
      const instant = accepted(() => parseUserTime(text, 1_750_000_000_000));
      if (instant === undefined) return;
      expect(instant).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}$/);
      expect(text).toMatch(/^(now|(\d+(\.\d+)?[smhdw])+|\d\d:\d\d(:\d\d)?|\d{4}-\d\d-\d\d(T\d\d:\d\d.*)?)$/);
      const zoned = /[Zz]$|[+-]\d\d:\d\d$/.test(text.slice(10)) || text.length === 10 ? text : `${text}Z`;
      const moment = Date.parse(zoned);
      if (/^\d{4}-/.test(text) && !Number.isNaN(moment)) {
        expect(Date.parse(`${instant.slice(0, 23)}Z`)).toBe(moment);
      }
    });
    fc.assert(property, { numRuns: RUNS });
  });

  test(`columns, ${RUNS} times`, () => {
    const property = fc.property(
      textOf('a', 'b', '.', '[0]', '[', ']', '12', '"', ',', ' ', '__proto__'),
      (text) => {
        // Only commas and the blanks around them are lost.
        const columns = splitColumns(text);
        expect(columns.join('').replace(/[,\s]/g, '')).toBe(text.replace(/[,\s]/g, ''));
        const path = parsePath(text);
        if (!path) return;
        expect(parsePath(pathText(path))).toEqual(path);
        const plain = (some: string) => some.replace(/\[0+(?=\d)/g, '[').replaceAll('"', '');
        expect(plain(pathText(path))).toBe(plain(text));
      },
    );
    fc.assert(property, { numRuns: RUNS });
  });

  const queryPlan = plan(executions, 'table', {
    conditions: [
      { path: ['tenant'], origin: ANY_ORIGIN, operator: '=', value: { S: 'acme' } },
      { path: ['status'], origin: ANY_ORIGIN, operator: '=', value: { S: 'success' } },
    ],
  }) as Plan;
  const good = encodeCursor(queryPlan, 1_750_000_000_000, [
    { PK: { S: 'p' }, SK: { S: 's' }, GSI1SK: { S: 'time' } },
  ]);

  test(`cursors, ${RUNS} times`, () => {
    const mutated = fc
      .tuple(fc.nat(good.length - 1), fc.constantFrom(...'abcABC019_-'), fc.nat(3))
      .map(([at, character, removed]) => good.slice(0, at) + character + good.slice(at + removed));
    const encoded = fc.json({ maxDepth: 6 }).map((json) => Buffer.from(json).toString('base64url'));
    const near = fc
      .json({ maxDepth: 4 })
      .map((json) =>
        Buffer.from(`[1,0,${JSON.stringify(decodeCursor(good).fingerprint)},[${json}]]`).toString(
          'base64url',
        ),
      );
    const property = fc.property(fc.oneof(mutated, encoded, near, fc.string({ unit: 'binary' })), (token) => {
      const positions = accepted(() => resume(queryPlan, decodeCursor(token)));
      for (const position of positions ?? []) {
        if (position === null || position === 'end') continue;
        expect(Object.keys(position)).toContain('GSI1SK');
        expect(Object.getPrototypeOf(position)).toBe(Object.prototype);
      }
    });
    fc.assert(property, { numRuns: RUNS });
    expect(resume(queryPlan, decodeCursor(good))).toHaveLength(1);
  });

  test('configurations, 375 times', () => {
    const words = textOf(
      'tables',
      'systems',
      'overrides',
      'films',
      ': ',
      '{',
      '}',
      '[',
      ']',
      '\n',
      '  ',
      '- ',
      'name',
      'partitionKey',
      'attributes',
      'S',
      '&a',
      '*a',
      '|',
      '"',
      '#',
      'id',
      '__proto__',
    );
    const nested = fc.record({
      tables: fc.dictionary(fc.constantFrom('films', 'find', 'a b'), fc.jsonValue({ maxDepth: 3 })),
    });
    const property = fc.property(
      fc.oneof(
        words,
        nested.map((data) => JSON.stringify(data)),
        fc.json(),
      ),
      (text) => {
        const config = accepted(() => configurationOf(text, 'c.yaml', undefined, builtIn()));
        if (config) expect(config.catalog.length).toBeGreaterThanOrEqual(builtIn().catalog.length);
      },
    );
    fc.assert(property, { numRuns: 375 });
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test('whole command lines, 125 times', async () => {
    const value = fc.oneof(
      fc.constantFrom(
        '1',
        'acme',
        'failure',
        '2h',
        '2025-06-16',
        'json',
        'asc',
        'status',
        'a=1',
        'all',
        'none',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    );
    const options = [
      '--tenant',
      '--status',
      '--since',
      '--until',
      '--where',
      '--limit',
      '--order',
      '--sort',
      '--columns',
      '--cursor',
      '-o',
      '--stage',
      '--table',
      '--segments',
      '--max-rcu',
      '--expect',
      '--times',
    ];
    const switches = ['--count', '--reveal', '--record', '--quiet', '--allow-scan', '--debug'];
    const option = fc.oneof(
      fc.tuple(fc.constantFrom(...options), value),
      fc.constantFrom(...switches).map((one) => [one]),
    );
    const command = fc.constantFrom(
      ['executions'],
      ['executions', '--tenant', 'acme'],
      ['jobs'],
      ['fusion', 'users'],
      ['policy', 'registry'],
      ['index-executions'],
    );
    const property = fc.asyncProperty(command, fc.array(option, { maxLength: 5 }), async (words, given) => {
      const { code, stderr } = await runMain([...words, ...given.flat(), '--explain']);
      expect([0, 2]).toContain(code);
      expect(stderr).not.toContain('bug in ddbdbg');
      expect(stderr === '').toBe(code === 0);
    });
    await fc.assert(property, { numRuns: 125 });
  });
});
