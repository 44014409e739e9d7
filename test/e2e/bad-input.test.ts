import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { expectComplaint } from '../bad/complaint';
import { BAD_CONFIGURATIONS } from '../bad/configurations';
import { badCursors } from '../bad/cursors';
import { BAD_VARIABLES } from '../bad/environments';
import { type BadLine, COMMAND_LINES, ENDPOINT_LINES, OPTION_LINES } from '../bad/lines';
import { spawnBin } from '../helpers/spawn-bin';

// All of these inputs run inside the test process (test/bad), which is where to look first when one fails. Some of each kind show
// here that the built program, and what the system hands to it, are no different.

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

/** What the system can hand to a program at all: no zero bytes, and no word of more than 128 KB. */
const canBeTyped = ({ words, env = {} }: BadInput) =>
  [...words, ...Object.values(env)].every((word) => !word.includes('\0') && word.length < 130_000);

/** Some inputs of one kind, from all over the list. */
const someOf = (inputs: readonly BadInput[]) => inputs.filter(canBeTyped).filter((_, i) => i % 13 === 0);

describe('the built program refuses, and sends nothing', async () => {
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
    expectComplaint(await spawnBin(words, { ...place, ...env }), about),
  );

  test('in some forty cases', () => expect(some.length).toBeGreaterThan(40));
});

afterAll(() => expect(requests, 'requests that the engine saw').toBe(0));
