import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { BAD_CONFIGURATIONS } from '../bad/configurations';
import { badCursors } from '../bad/cursors';
import { BAD_VARIABLES } from '../bad/environments';
import { type BadLine, COMMAND_LINES, ENDPOINT_LINES, OPTION_LINES } from '../bad/lines';
import { expectUsageError } from '../bad/usage-error';
import { spawnBin } from '../helpers/spawn-bin';

// Every input runs in the test process (test/bad). Some of each kind run here too, to show that the built program and the arguments that
// the system passes to it make no difference. Look there first when one fails.

interface BadInput {
  readonly words: readonly string[];
  readonly about: RegExp;
  readonly env?: Readonly<Record<string, string>>;
}

const QUESTION = ['executions', '--tenant', 'acme', '--status', 'success'];
const folder = mkdtempSync(join(tmpdir(), 'ddbdbg-test-bad-'));

let requests = 0;
const engine = createServer((_, response) => {
  requests++;
  response.end('{}');
}).listen(0, '127.0.0.1');
await once(engine, 'listening');
const place = { AWS_ENDPOINT_URL: `http://127.0.0.1:${(engine.address() as AddressInfo).port}` };

afterAll(() => {
  engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const lineOf = ([words, about]: BadLine): BadInput => ({ words, about });

const variables = BAD_VARIABLES.map(
  ([name, value, about]): BadInput => ({
    words: ['executions', '--tenant', 'acme'],
    about,
    env: { AWS_REGION: '', [name]: value },
  }),
);

const configurations = BAD_CONFIGURATIONS.map(([text, about], i): BadInput => {
  const file = join(folder, `${i}-c.yaml`);
  writeFileSync(file, text);
  return { words: ['executions', '--tenant', 'acme', '--config', file], about };
});

async function cursors(): Promise<readonly BadInput[]> {
  const first = ['--demo', '--quiet', '--limit', '1', '--stats', 'json', '-o', 'csv'];
  const { stderr } = await spawnBin([...QUESTION, ...first]);
  return badCursors(JSON.parse(stderr).cursor).map((token) => ({
    words: [...QUESTION, `--cursor=${token}`],
    about: /^ddbdbg: --cursor/,
  }));
}

/** Arguments that the system can pass to a program: no zero bytes, and at most 128 KB each. */
const canBeTyped = ({ words, env = {} }: BadInput) =>
  [...words, ...Object.values(env)].every((word) => !word.includes('\0') && word.length < 130_000);

/** Every thirteenth input of a list. */
const someOf = (inputs: readonly BadInput[]) => inputs.filter(canBeTyped).filter((_, i) => i % 13 === 0);

describe('the built program rejects invalid input and sends nothing', async () => {
  const kinds = [
    OPTION_LINES.map(lineOf),
    ENDPOINT_LINES.map(lineOf),
    COMMAND_LINES.map(lineOf),
    variables,
    configurations,
    await cursors(),
  ];
  const some = kinds.flatMap(someOf);

  test.concurrent.for(
    some.map((input, i) => [`${i}: ${input.words.join(' ').slice(0, 80)}`, input] as const),
  )('%s', async ([, { words, env, about }]) =>
    expectUsageError(await spawnBin(words, { ...place, ...env }), about),
  );

  test('there are more than 40 inputs', () => expect(some.length).toBeGreaterThan(40));
});

afterAll(() => expect(requests, 'requests that the engine saw').toBe(0));
