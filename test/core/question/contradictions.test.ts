import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contradiction } from '../../../src/core/question/contradictions';
import { whereCondition } from '../../../src/core/question/where';
import { opposite } from '../../../src/dynamo/model/condition';
import { holds } from '../../dynamo/property/oracle';
import { conditionOn } from '../../dynamo/property/questions';
import { tables } from '../../dynamo/property/tables';
import { runMain } from '../../helpers/run-main';

const table = {
  attributes: {
    id: { type: 'S' },
    n: { type: 'N' },
    at: { type: 'S', format: 'time' },
    status: { type: 'S', values: [{ name: 'failure', stored: ['failure', 'FAILED'] }], open: true },
  },
} as const;
const NOW = Date.UTC(2025, 5, 16, 12);

/** Conditions after `not ` are negated. */
const read = (text: string) =>
  text.startsWith('not ')
    ? opposite(whereCondition(table, text.slice(4), { now: NOW }))
    : whereCondition(table, text, { now: NOW });

const parts = (texts: readonly string[]) =>
  contradiction(texts.map(read))?.map(({ origin }) => (origin.part === 'where' ? origin.text : ''));

describe('conditions that exclude each other are recognized', () => {
  test.each([
    [['id=a', 'id=b']],
    [['id=a,b', 'id=c,d']],
    [['status=failure', 'status!=FAILED,failure']],
    [['id?', '!id']],
    [['id=a', '!id']],
    [['id=a', 'not id=a,b']],
    [['id^=ab', 'not id^=ab']],
    [['id^=ab', 'id^=b']],
    [['n>5', 'n<3']],
    [['n>5', 'n<=5']],
    [['at>1h', 'at<2h']],
    [['x>5', 'x<3']],
    [['x=1', 'x=true']],
    [['x="1"', 'x>5']],
    [['deep.x=a', 'deep.x=b']],
  ])('%j', (texts) => {
    expect(parts(texts)).toEqual(texts.map((text) => text.replace('not ', '')));
  });

  test('also three of them', () => {
    expect(parts(['n>0', 'id=a,b', 'id!=a', 'id!=b'])).toEqual(['id=a,b', 'id!=a', 'id!=b']);
  });

  test.each([
    [['id=a', 'id=a,b']],
    [['n>=5', 'n<=5']],
    [['id^=a', 'id^=ab']],
    [['at>2h', 'at<1h']],
    [['x>1', 'x<"2"']],
  ])('others are not: %j', (texts) => {
    expect(parts(texts)).toBeUndefined();
  });

  test('and never wrongly, on random tables', () => {
    const cases = tables(false).chain((model) =>
      fc.record({
        items: fc.constant(model.items),
        conditions: fc
          .constantFrom(...model.columns)
          .chain((column) => fc.array(conditionOn(column), { maxLength: 4 })),
      }),
    );
    const property = fc.property(cases, ({ items, conditions }) => {
      const excluding = contradiction(conditions);
      const found = items.filter((item) => (excluding ?? []).every((condition) => holds(condition, item)));
      if (excluding) expect(found).toEqual([]);
    });
    fc.assert(property, { numRuns: 400 });
  });
});

describe('a question that nothing can answer', () => {
  test('is told in a pipe too, and requests nothing', async () => {
    const words = ['executions', '--tenant', 'acme', '--status', 'failure', '--where', 'status=success'];
    const nowhere = ['--endpoint-url', 'http://127.0.0.1:1', '--count'];
    expect(await runMain([...words, ...nowhere])).toEqual({
      code: 0,
      stdout: '0\n',
      stderr:
        'No item can meet --status failure and --where status=success together, so nothing was found.\n',
    });
  });

  test('does not show the value of a secret', async () => {
    const words = ['fusion', 'api-keys', '--hash', 'aaaa', '--where', 'key_hash=bbbb'];
    const { stderr } = await runMain([...words, '--endpoint-url', 'http://127.0.0.1:1']);
    expect(stderr).toBe(
      'No item can meet --hash [redacted] and --where key_hash together, so nothing was found.\n',
    );
  });
});
