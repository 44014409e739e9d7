import { parse } from 'csv-parse/sync';
import { beforeAll, describe, inject, test } from 'vitest';
import { makeMany } from '../helpers/many-items';
import { type Choice, startProxy } from '../helpers/proxy';
import type { FaultName } from '../helpers/proxy-faults';
import { spawnBin } from '../helpers/spawn-bin';

const TABLE = 'many-until-it-fails';
const COUNT = 1_200;
const QUERY = ['find', TABLE, '--where', 'PK=x'];
const MERGE = ['executions', '--tenant', 'acme', '--table', TABLE];
const SCAN = ['find', TABLE, '--segments', '3'];

beforeAll(() => makeMany(inject('endpoint'), TABLE, COUNT));

/** All responses from number `from` on fail in the same way. DescribeTable, which comes first, counts too. */
const failingFrom =
  (from: number, fault: FaultName): Choice =>
  ({ number }) =>
    number >= from ? fault : undefined;

type Later = (stop: () => void) => void;

/** Runs with few retries, as their number only changes the time it takes. */
async function run(later: Later, words: readonly string[], fault?: Choice) {
  const proxy = await startProxy(inject('endpoint'), { pageItems: 60, later, ...(fault && { fault }) });
  const place = ['--endpoint-url', proxy.endpoint];
  return spawnBin([...words, ...place], { AWS_MAX_ATTEMPTS: '2' });
}

const READERS: Readonly<Record<string, (text: string) => readonly string[]>> = {
  json: (text) => JSON.parse(text).map(idOf),
  ndjson: (text) => lines(text).map((line) => idOf(JSON.parse(line))),
  'dynamodb-json': (text) => lines(text).map((line) => JSON.parse(line).Item.execution_id.S),
  csv: (text) => parse(text, { columns: true }).map(idOf),
  table: (text) =>
    lines(text)
      .slice(1)
      .map((line) => /\S+/.exec(line)?.[0] ?? ''),
};

const readerOf = (format: string) => READERS[format] ?? (() => []);
const idOf = (item: unknown) => (item as { execution_id: string }).execution_id;
const lines = (text: string) => text.split('\n').filter((line) => line.trim() !== '');
const cursorOf = (stderr: string) => /--cursor ([\w-]+)/.exec(stderr)?.[1] ?? '';
const byNumber = (ids: readonly string[]) => [...ids].sort((a, b) => Number(a) - Number(b));

describe.concurrent('when retries are used up, the output is complete and the cursor leads to exactly the rest', () => {
  const cases: { words: string[]; format: string; from: number; fault: FaultName; says: string }[] = [
    { words: QUERY, format: 'json', from: 5, fault: 'error 500', says: 'InternalServerError' },
    { words: QUERY, format: 'csv', from: 4, fault: 'ThrottlingException', says: 'kept throttling' },
    { words: QUERY, format: 'table', from: 7, fault: 'error 503', says: 'not DynamoDB (HTTP 503' },
    { words: MERGE, format: 'ndjson', from: 7, fault: 'reset inside the body', says: 'ECONNRESET' },
    { words: MERGE, format: 'json', from: 9, fault: 'corrupted body', says: 'its checksum does not match' },
    { words: MERGE, format: 'dynamodb-json', from: 10, fault: 'reset before the answer', says: 'ECONNRESET' },
    { words: SCAN, format: 'json', from: 8, fault: 'truncated body', says: 'its checksum does not match' },
    {
      words: SCAN,
      format: 'ndjson',
      from: 6,
      fault: 'ProvisionedThroughputExceededException',
      says: '--max-rcu',
    },
  ];
  test.for(cases)(
    '$fault from response $from on, as $format: $words',
    async ({ words, format, from, fault, says }, { expect, onTestFinished: later }) => {
      const columns = ['--columns', 'execution_id,status', '-o', format];
      const read = readerOf(format);
      const whole = read((await run(later, [...words, ...columns])).stdout);
      expect(whole).toHaveLength(COUNT);

      const broken = await run(later, [...words, ...columns], failingFrom(from, fault));
      expect(broken.code).toBe(1);
      expect(broken.stderr).toContain(says);
      expect(broken.stderr.trimEnd().split('\n')).toHaveLength(words === SCAN ? 3 : 2);
      const first = read(broken.stdout);
      expect(first.length).toBeGreaterThan(0);
      expect(first.length).toBeLessThan(COUNT);

      const rest = await run(later, [...words, ...columns, '--cursor', cursorOf(broken.stderr)]);
      expect(rest.code).toBe(0);
      const all = [...first, ...read(rest.stdout)];
      expect(words === SCAN ? byNumber(all) : all).toEqual(words === SCAN ? byNumber(whole) : whole);
    },
  );

  test.for<[readonly string[], string]>([
    [QUERY, 'csv'],
    [MERGE, 'json'],
    [SCAN, 'ndjson'],
  ])('also with a limit: %s, as %s', async ([words, format], { expect, onTestFinished: later }) => {
    const read = readerOf(format);
    const line = [...words, '--columns', 'execution_id', '-o', format, '--quiet'];
    const limited = (limit: number) => [...line, '--limit', String(limit)];
    const whole = read((await run(later, limited(700))).stdout);
    const broken = await run(later, limited(700), failingFrom(7, 'error 500'));
    expect(broken.code).toBe(1);
    const first = read(broken.stdout);
    expect(first.length).toBeGreaterThan(0);
    const rest = await run(later, [...limited(700 - first.length), '--cursor', cursorOf(broken.stderr)]);
    const all = [...first, ...read(rest.stdout)];
    expect(all).toHaveLength(700);
    expect(new Set(all).size).toBe(700);
    // A Scan continues with all segments, so it may return other items than in one run.
    if (words !== SCAN) expect(all).toEqual(whole);
  });

  test('repeatedly, until everything is read', async ({ expect, onTestFinished: later }) => {
    const found: string[] = [];
    let cursor = '';
    let runs = 0;
    do {
      const { code, stdout, stderr } = await run(
        later,
        [...MERGE, '-o', 'ndjson', ...(cursor ? ['--cursor', cursor] : [])],
        failingFrom(13, 'error 500'),
      );
      found.push(...readerOf('ndjson')(stdout));
      cursor = code === 0 ? '' : cursorOf(stderr);
      runs++;
    } while (cursor && runs < 20);
    expect(runs).toBeGreaterThan(1);
    expect(found).toEqual(Array.from({ length: COUNT }, (_, i) => String(COUNT - 1 - i)));
  });

  test('a sorted answer reports that it can only start over', async ({ expect, onTestFinished: later }) => {
    const { code, stdout, stderr } = await run(
      later,
      [...QUERY, '--sort', 'status', '-o', 'json'],
      failingFrom(4, 'error 500'),
    );
    expect(code).toBe(1);
    expect(JSON.parse(stdout).length).toBeGreaterThan(0);
    expect(stderr).toContain('Only the items read so far are sorted, and there may be more');
  });

  test('a count that fails prints no number', async ({ expect, onTestFinished: later }) => {
    const { code, stdout, stderr } = await run(later, [...QUERY, '--count'], failingFrom(3, 'error 500'));
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('InternalServerError');
  });
});
