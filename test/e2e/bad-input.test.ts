import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectComplaint } from '../bad/complaint';
import { BAD_VARIABLES } from '../bad/environments';
import { COMMAND_LINES, ENDPOINT_LINES, OPTION_LINES } from '../bad/lines';
import { spawnBin } from '../helpers/spawn-bin';

// All of them run inside the test process (test/bad); these show that the built program is no different.

let requests = 0;
const engine = createServer((_, response) => {
  requests++;
  response.end('{}');
});
let place: Record<string, string> = {};

beforeAll(async () => {
  engine.listen(0, '127.0.0.1');
  await once(engine, 'listening');
  place = { AWS_ENDPOINT_URL: `http://127.0.0.1:${(engine.address() as AddressInfo).port}` };
});
afterAll(() => {
  engine.close();
  expect(requests).toBe(0);
});

/** Every so manieth of a list. A word of a real command line can't hold a zero byte. */
function sample<T>(list: readonly T[], every: number): readonly T[] {
  return list.filter((one, i) => i % every === 0 && !JSON.stringify(one).includes('\\u0000'));
}

describe('the built program refuses', () => {
  const lines = sample([...OPTION_LINES, ...ENDPOINT_LINES, ...COMMAND_LINES], 21);
  for (const [words, about] of lines) {
    test(words.join(' ').slice(0, 80), async () => expectComplaint(await spawnBin(words, place), about));
  }
  for (const [name, value, about] of sample(BAD_VARIABLES, 11)) {
    test(`${name}=${value}`, async () => {
      const env = { ...place, AWS_REGION: '', [name]: value };
      expectComplaint(await spawnBin(['executions', '--tenant', 'acme'], env), about);
    });
  }
});
