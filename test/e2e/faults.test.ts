import { createHash } from 'node:crypto';
import { beforeAll, describe, inject, test } from 'vitest';
import { makeMany } from '../helpers/many-items';
import { type Choice, seeded, startProxy, type TroubleMaker } from '../helpers/proxy';
import { PASSING } from '../helpers/proxy-faults';
import { spawnBin } from '../helpers/spawn-bin';

const TABLE = 'many-under-faults';
const COUNT = 20_000;

const QUERY = ['find', TABLE, '--where', 'PK=x', '-o', 'ndjson'];
const MERGE = ['executions', '--tenant', 'acme', '--table', TABLE, '-o', 'json'];
const SCAN = ['find', TABLE, '--segments', '4', '-o', 'dynamodb-json'];

/** A few hundred pages, so that enough responses fail, and some long ones, which are parsed in chunks. */
const CASES = [
  { way: 'a Query', words: QUERY, pageItems: 250, share: 0.2, kinds: 7, seed: 7 },
  { way: 'merged Queries', words: MERGE, pageItems: 250, share: 0.2, kinds: 7, seed: 18 },
  { way: 'a parallel Scan', words: SCAN, pageItems: 250, share: 0.2, kinds: 7, seed: 29 },
  { way: 'a Query of long pages', words: QUERY, pageItems: 1_250, share: 0.4, kinds: 3, seed: 40 },
];

const read = (words: readonly string[], { endpoint }: TroubleMaker) =>
  spawnBin([...words, '--quiet', '--endpoint-url', endpoint]);

/** A share of the responses fails, and one never arrives. */
function rough(seed: number, share: number): Choice {
  const often = seeded(seed, share, PASSING);
  return (request) => (request.number === 30 ? 'stall inside the body' : often(request));
}

describe(`${COUNT} items give the same output to the byte when every fifth response fails`, () => {
  beforeAll(() => makeMany(inject('endpoint'), TABLE, COUNT));

  test.concurrent.for(CASES)('$way', async (one, { expect, onTestFinished: later }) => {
    const { words, pageItems, share, kinds, seed } = one;
    const calm = await startProxy(inject('endpoint'), { pageItems, later });
    const expected = await read(words, calm);
    expect(expected).toMatchObject({ code: 0, stderr: '' });
    expect(expected.stdout.match(/"amount"/g)).toHaveLength(COUNT);

    const proxy = await startProxy(inject('endpoint'), { pageItems, later, fault: rough(seed, share) });
    const actual = await read(words, proxy);
    expect(actual).toMatchObject({ code: 0, stderr: '' });
    expect(actual.stdout === expected.stdout).toBe(true);
    expect(createHash('sha256').update(actual.stdout).digest('hex')).toBe(
      createHash('sha256').update(expected.stdout).digest('hex'),
    );
    const faults = proxy.seen.flatMap(({ fault }) => fault ?? []);
    expect(faults.length).toBeGreaterThan(proxy.seen.length * share * 0.6);
    expect(new Set(faults).size).toBeGreaterThan(kinds);
  });
});
