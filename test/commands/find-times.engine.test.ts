import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { Item } from '../../src/dynamo/model/values';
import { tableWith } from '../helpers/client';
import { watchedEndpoint } from '../helpers/fake-endpoint';
import { runMain } from '../helpers/run-main';

const HOUR = 3_600_000;
const START = Date.now();
const moment = (i: number) => START - i * 6 * HOUR - HOUR / 2;

/** Item number i is six times i hours old, and half an hour. */
const items: readonly Item[] = Array.from({ length: 40 }, (_, i) => ({
  pk: { S: `p${i % 2}` },
  sk: { S: `${i}` },
  owner: { S: 'ann' },
  at: { S: new Date(moment(i)).toISOString().replace('Z', ['Z', '123+00:00', ''][i % 3] ?? '') },
  seconds: { N: String(Math.floor(moment(i) / 1000)) },
  deep: { M: { millis: { N: String(moment(i)) } } },
  mostly: { S: i % 8 === 0 ? '' : new Date(moment(i)).toISOString() },
  word: { S: `w${i}` },
}));

let name: string;
beforeAll(async () => {
  const definition = {
    ...{ command: [], summary: '', name: '', patterns: [], partitionKey: ['pk'], sortKey: ['sk'] },
    indexes: [
      { name: 'ByOwner', partitionKey: ['owner'], sortKey: ['at'], projection: 'KEYS_ONLY' as const },
    ],
    attributes: { pk: { type: 'S' }, sk: { type: 'S' }, owner: { type: 'S' }, at: { type: 'S' } } as const,
  };
  name = await tableWith(definition, items);
});

const find = (wheres: readonly string[], endpoint = inject('endpoint'), ...words: string[]) =>
  runMain([
    ...['find', name, ...wheres.flatMap((text) => ['--where', text]), ...words],
    ...['--endpoint-url', endpoint, '--quiet'],
  ]);

describe(`an age is a time where the values look like one, on ${inject('engine')}`, () => {
  test.each([
    [['owner=ann', 'at>24h'], 4],
    [['owner=ann', 'at>24h', 'at<=12h'], 2],
    [['pk=p0', 'seconds>24h'], 2],
    [['deep.millis>1d12h'], 6],
    [['pk=p1', 'sk=1', 'at>24h'], 1],
    [['pk=p1', 'sk^=1', 'deep.millis<24h'], 5],
    [['mostly>48h'], 7],
    [['pk=nobody', 'at>24h'], 0],
  ])('%j', async (wheres, count) => {
    expect(await find(wheres, undefined, '--count')).toEqual({ code: 0, stdout: `${count}\n`, stderr: '' });
  });

  test('and a time is compared as a moment, whatever its precision', async () => {
    const tenth = new Date(moment(10)).toISOString();
    const minute = `${tenth.slice(0, 16)}Z`;
    expect((await find([`at>=${tenth.slice(0, 19)}`], undefined, '--count')).stdout).toBe('11\n');
    expect((await find([`seconds>=${minute}`], undefined, '--count')).stdout).toBe('11\n');
  });

  test('after one small request, for --explain too', async () => {
    const { url, requests } = await watchedEndpoint(inject('endpoint'));
    const { stdout } = await find(['owner=ann', 'at>24h'], url, '--explain', '-o', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      index: 'ByOwner',
      keyConditions: [[{}, { attribute: 'at' }]],
    });
    expect(requests.map(({ operation }) => operation)).toEqual(['DescribeTable', 'Query']);
    expect(requests[1]?.input).toMatchObject({
      IndexName: 'ByOwner',
      Limit: 25,
      KeyConditionExpression: '#n0 = :v0',
    });
  });

  test('and nothing is read where no time is compared', async () => {
    const { url, requests } = await watchedEndpoint(inject('endpoint'));
    await find(['pk=p0', 'word>a', 'word!="24h"', 'at>"24h"'], url, '--explain');
    expect(requests.map(({ operation }) => operation)).toEqual(['DescribeTable']);
  });

  test.each([
    ['word>24h', 'the values of word do not look like times'],
    ['wrod<yesterday', 'no item with wrod was seen'],
  ])('else it is refused: %s', async (where, why) => {
    const { code, stdout, stderr } = await find([where]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`is a relative time, but ${why}`);
  });
});
