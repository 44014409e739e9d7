import { afterAll, beforeAll, describe, type ExpectStatic, inject, test } from 'vitest';
import { connect } from '../../src/dynamo/client/connect';
import type { TableDefinition } from '../../src/dynamo/model/definition';
import type { Question } from '../../src/dynamo/plan/plan';
import { executions } from '../../src/queries/executions';
import { fastClock } from '../helpers/fast-clock';
import { makeMany } from '../helpers/many-items';
import { ANY_ORIGIN } from '../helpers/origin';
import { type Choice, seeded, startProxy, type TroubleMaker } from '../helpers/proxy';
import { PASSING } from '../helpers/proxy-faults';
import { planned, readOnce } from '../helpers/read';
import { spawnBin } from '../helpers/spawn-bin';

const TABLE = 'many-under-faults';
const COUNT = 20_000;

/** The definition with the actual key of the table, whose values match no key template. */
const definition: TableDefinition = {
  ...executions,
  keyIsAssumed: false,
  attributes: { ...executions.attributes, PK: { type: 'S' }, SK: { type: 'S' } },
};
const is = (name: string, S: string) =>
  ({ path: [name], origin: ANY_ORIGIN, operator: '=', value: { S } }) as const;
const QUERY: Question = { conditions: [is('PK', 'x')] };
const MERGE: Question = { conditions: [is('tenant', 'acme')] };
const SCAN: Question = { conditions: [], segments: 4 };

interface Case {
  readonly way: string;
  readonly question: Question;
  readonly pageItems: number;
  readonly share: number;
  readonly kinds: number;
  readonly seed: number;
}

/** A few hundred pages, so that enough responses fail, and some long ones, which are parsed in chunks. */
const CASES: readonly Case[] = [
  { way: 'a Query', question: QUERY, pageItems: 250, share: 0.2, kinds: 7, seed: 7 },
  { way: 'merged Queries', question: MERGE, pageItems: 250, share: 0.2, kinds: 7, seed: 18 },
  { way: 'a parallel Scan', question: SCAN, pageItems: 250, share: 0.2, kinds: 7, seed: 29 },
  { way: 'a Query of long pages', question: QUERY, pageItems: 1_250, share: 0.4, kinds: 3, seed: 40 },
];

/** A share of the responses fails, and one never arrives. */
function rough(seed: number, share: number): Choice {
  const often = seeded(seed, share, PASSING);
  return (request) => (request.number === 10 ? 'stall inside the body' : often(request));
}

function expectTrouble(expect: ExpectStatic, { seen }: TroubleMaker, share: number, kinds: number): void {
  const faults = seen.flatMap(({ fault }) => fault ?? []);
  expect(faults.length).toBeGreaterThan(seen.length * share * 0.6);
  expect(new Set(faults).size).toBeGreaterThan(kinds);
}

beforeAll(() => makeMany(inject('endpoint'), TABLE, COUNT));

describe(`${COUNT} items give the same output to the byte when every fifth response fails`, () => {
  let realTime = () => {};
  beforeAll(() => {
    realTime = fastClock(30);
  });
  afterAll(() => realTime());

  /** All items as JSON, read by a client with short timeouts. */
  async function read(question: Question, { endpoint }: TroubleMaker): Promise<string> {
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const timeouts = { connectionTimeout: 60_000, socketTimeout: 500, laterSocketTimeout: 500 };
    const place = { value: endpoint, origin: ANY_ORIGIN };
    const client = await connect({ endpoint: place, region: 'us-east-1', credentials }, { timeouts });
    const { items } = await readOnce(planned(definition, TABLE, question), client.send);
    client.close();
    return JSON.stringify(items);
  }

  test.concurrent.for(CASES)('$way', async (one, { expect, onTestFinished: later }) => {
    const { question, pageItems, share, kinds, seed } = one;
    const calm = await startProxy(inject('endpoint'), { pageItems, later });
    const expected = await read(question, calm);
    expect(expected.match(/"amount"/g)).toHaveLength(COUNT);

    const proxy = await startProxy(inject('endpoint'), { pageItems, later, fault: rough(seed, share) });
    const actual = await read(question, proxy);
    expect(actual === expected).toBe(true);
    expectTrouble(expect, proxy, share, kinds);
  });
});

test('and so they do out of the built program, which waits as long as it has to', async ({ expect }) => {
  const read = ({ endpoint }: TroubleMaker) =>
    spawnBin([
      'executions',
      '--tenant',
      'acme',
      '--table',
      TABLE,
      '-o',
      'json',
      '--quiet',
      '--endpoint-url',
      endpoint,
    ]);
  const pageItems = 1_250;
  const expected = await read(await startProxy(inject('endpoint'), { pageItems }));
  expect(expected).toMatchObject({ code: 0, stderr: '' });
  expect(expected.stdout.match(/"amount"/g)).toHaveLength(COUNT);

  const proxy = await startProxy(inject('endpoint'), { pageItems, fault: rough(18, 0.2) });
  const actual = await read(proxy);
  expect(actual).toMatchObject({ code: 0, stderr: '' });
  expect(actual.stdout === expected.stdout).toBe(true);
  expectTrouble(expect, proxy, 0.2, 2);
});
