import { beforeAll, describe, expect, inject, test } from 'vitest';
import { watchedEndpoint } from '../helpers/fake-endpoint';
import { makeMany } from '../helpers/many-items';
import { runMain } from '../helpers/run-main';

const TABLE = 'requests-sent';
const ITEMS = 400;

beforeAll(() => makeMany(inject('endpoint'), TABLE, ITEMS));

/** Returns the requests and the output of a command line. */
async function sentBy(...words: string[]) {
  const { url, requests } = await watchedEndpoint(inject('endpoint'));
  const { code, stdout, stderr } = await runMain([...words, '--endpoint-url', url, '--stats', 'json']);
  expect(code, stderr).toBe(0);
  const stats = JSON.parse(stderr.trim().split('\n').at(-1) ?? '');
  return { requests, stdout, stats, operations: requests.map(({ operation }) => operation) };
}
const executions = (...words: string[]) =>
  sentBy('executions', '--tenant', 'acme', '--table', TABLE, '-o', 'ndjson', ...words);
const lines = (text: string) => text.split('\n').length - 1;

describe(`requests to ${inject('engine')}`, () => {
  test('--limit reads only that many items, not a whole page', async () => {
    const { requests, stdout, stats } = await executions('--status', 'failure', '--limit', '10');
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({ operation: 'Query', input: { Limit: 10, IndexName: 'GSI1' } });
    expect([lines(stdout), stats.scanned]).toEqual([10, 10]);
  });

  test('--limit of a merge reads at most that many items per branch, and stops all branches', async () => {
    const { requests, stdout, stats } = await executions('--limit', '10');
    expect(requests).toHaveLength(4);
    expect(requests.map(({ input }) => input.Limit)).toEqual([10, 10, 10, 10]);
    expect([lines(stdout), stats.scanned]).toEqual([10, 40]);
  });

  test('--count lets DynamoDB count, so no items are returned', async () => {
    const { requests, stdout } = await executions('--status', 'failure', '--count');
    expect(stdout).toBe(`${ITEMS / 4}\n`);
    expect(requests.map(({ input }) => input.Select)).toEqual(['COUNT']);
    const merged = await executions('--count');
    expect(merged.stdout).toBe(`${ITEMS}\n`);
    expect(merged.requests.map(({ input }) => input.Select)).toEqual(Array(4).fill('COUNT'));
  });

  test('a complete primary key is one GetItem', async () => {
    const { operations, stdout } = await sentBy(
      'find',
      TABLE,
      ...['--where', 'PK=x', '--where', 'SK=000007', '-o', 'ndjson'],
    );
    // Its keys are known only from DescribeTable.
    expect(operations).toEqual(['DescribeTable', 'GetItem']);
    expect(lines(stdout)).toBe(1);
  });

  test('a table with a definition is not described, unless it is scanned', async () => {
    expect((await executions('--status', 'failure')).operations).toEqual(['Query']);
    expect((await executions('--status', 'failure', '--where', 'note*=7')).operations).toEqual(['Query']);
    const { operations } = await sentBy(
      'jobs',
      '--table',
      TABLE,
      '--where',
      'status=failure',
      '-o',
      'ndjson',
    );
    expect(operations).toEqual(['DescribeTable', 'Scan']);
  });

  test('only chosen columns are requested', async () => {
    const question = ['find', TABLE, '--where', 'PK=x', '--columns', 'execution_id', '--limit', '1'];
    const input = (await sentBy(...question)).requests[1]?.input ?? {};
    expect(input).toHaveProperty('ProjectionExpression');
    const names = Object.values(input.ExpressionAttributeNames ?? {});
    expect(names).toContain('execution_id');
    expect(names).not.toContain('note');
  });

  test('filtered reads use growing pages, never one item at a time', async () => {
    const { requests, stdout } = await executions(
      '--status',
      'failure',
      '--where',
      'amount>=390',
      '--limit',
      '2',
    );
    expect(lines(stdout)).toBe(2);
    expect(requests.length).toBeLessThan(3);
  });
});
