import { createHash } from 'node:crypto';
import { beforeAll, describe, inject, test } from 'vitest';
import { makeMany } from '../helpers/many-items';
import { type Choice, seeded, startProxy, type TroubleMaker } from '../helpers/proxy';
import { PASSING } from '../helpers/proxy-faults';
import { spawnBin } from '../helpers/spawn-bin';

const TABLE = 'many-under-faults';
const COUNT = 20_000;

/** Some hundred pages, so that there are answers enough to go wrong. */
const pageItems = 250;

const WAYS = {
  'a Query': ['find', TABLE, '--where', 'PK=x', '-o', 'ndjson'],
  'merged Queries': ['executions', '--tenant', 'acme', '--table', TABLE, '-o', 'json'],
  'a parallel Scan': ['find', TABLE, '--segments', '4', '-o', 'dynamodb-json'],
};

const read = (words: readonly string[], { endpoint }: TroubleMaker) =>
  spawnBin([...words, '--quiet', '--endpoint-url', endpoint]);

/** A fifth of the answers, and one that never comes. */
function rough(seed: number): Choice {
  const often = seeded(seed, 0.2, PASSING);
  return (request) => (request.number === 30 ? 'stall inside the body' : often(request));
}

describe(`${COUNT} items come out the same to the byte when every fifth answer goes wrong`, () => {
  beforeAll(() => makeMany(inject('endpoint'), TABLE, COUNT));

  const cases = Object.entries(WAYS).map(([way, words], i) => ({ way, words, seed: 11 * i + 7 }));
  test.concurrent.for(cases)('$way', async ({ words, seed }, { expect, onTestFinished: later }) => {
    const calm = await startProxy(inject('endpoint'), { pageItems, later });
    const expected = await read(words, calm);
    expect(expected).toMatchObject({ code: 0, stderr: '' });
    expect(expected.stdout.match(/"amount"/g)).toHaveLength(COUNT);

    const proxy = await startProxy(inject('endpoint'), { pageItems, later, fault: rough(seed) });
    const actual = await read(words, proxy);
    expect(actual).toMatchObject({ code: 0, stderr: '' });
    expect(actual.stdout === expected.stdout).toBe(true);
    expect(createHash('sha256').update(actual.stdout).digest('hex')).toBe(
      createHash('sha256').update(expected.stdout).digest('hex'),
    );
    const faults = proxy.seen.flatMap(({ fault }) => fault ?? []);
    expect(faults.length).toBeGreaterThan(proxy.seen.length * 0.12);
    expect(new Set(faults).size).toBeGreaterThan(7);
  });
});
