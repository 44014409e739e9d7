import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { runMain } from '../helpers/run-main';
import { BAD_CONFIGURATIONS } from './configurations';
import { badCursors } from './cursors';
import { BAD_VARIABLES } from './environments';
import { COMMAND_LINES, ENDPOINT_LINES, OPTION_LINES } from './lines';
import { filmsWith, TABLE_MISTAKES } from './table-mistakes';
import { expectUsageError } from './usage-error';

let requests = 0;
const engine = createServer((_, response) => {
  requests++;
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{}');
});
let place = {};

beforeAll(async () => {
  engine.listen(0, '127.0.0.1');
  await once(engine, 'listening');
  place = { AWS_ENDPOINT_URL: `http://127.0.0.1:${(engine.address() as AddressInfo).port}` };
});
afterAll(() => engine.close());
afterEach(() => {
  const seen = requests;
  requests = 0;
  expect(seen, 'requests that the engine saw').toBe(0);
});

/** Returns the cursor after the first item of a question. */
async function cursorOf(words: readonly string[]): Promise<string> {
  const { stderr } = await runMain([
    ...words,
    '--demo',
    '--quiet',
    '--limit',
    '1',
    '--stats',
    'json',
    '-o',
    'csv',
  ]);
  return JSON.parse(stderr).cursor;
}

const shown = (words: readonly string[]) => words.map((word) => JSON.stringify(word).slice(0, 60)).join(' ');

describe('an invalid command line', () => {
  for (const [words, about] of [...OPTION_LINES, ...ENDPOINT_LINES, ...COMMAND_LINES]) {
    test(shown(words), async () => expectUsageError(await runMain(words, { env: place }), about));
  }
});

test('there are more than 400 command lines, in addition to cursors', () => {
  const lists = [OPTION_LINES, ENDPOINT_LINES, COMMAND_LINES, BAD_VARIABLES, BAD_CONFIGURATIONS];
  expect(lists.flat().length).toBeGreaterThan(400);
});

describe('an invalid cursor', async () => {
  const question = ['executions', '--tenant', 'acme', '--status', 'success'];
  const cursor = await cursorOf(question);
  const others = await Promise.all([
    cursorOf(['executions', '--tenant', 'acme', '--status', 'failure']),
    cursorOf(['executions', '--tenant', 'acme']),
    cursorOf([...question, '--order', 'asc']),
    cursorOf([...question, '--where', 'job_id?']),
    cursorOf([...question, '--sort', 'job_id']),
    cursorOf(['executions', '--tenant', 'globex', '--status', 'success']),
  ]);
  for (const [number, bad] of [...badCursors(cursor), ...others].entries()) {
    test(`${number}: ${bad.slice(0, 60)}`, async () => {
      expectUsageError(await runMain([...question, `--cursor=${bad}`], { env: place }), /^ddbdbg: --cursor/);
    });
  }
});

describe('an invalid environment', () => {
  for (const [name, value, about] of BAD_VARIABLES) {
    test(`${name}=${JSON.stringify(value)}`, async () => {
      const env = { ...place, AWS_REGION: '', [name]: value };
      expectUsageError(await runMain(['executions', '--tenant', 'acme'], { env }), about);
    });
  }
});

describe('an invalid configuration file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ddbdbg-test-config-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const words = ['executions', '--tenant', 'acme', '--config', 'c.yaml'];
  for (const [lines, about] of TABLE_MISTAKES) {
    test(JSON.stringify(lines).slice(0, 80), async () => {
      writeFileSync(join(folder, 'c.yaml'), filmsWith(lines));
      const ran = await runMain(words, { env: place, cwd: folder });
      expectUsageError(ran, /^ddbdbg: c\.yaml:\d+: /);
      expect(ran.stderr.replace('ddbdbg: c.yaml:', '').split('\n')[0]).toMatch(about);
    });
  }

  test('invalid UTF-8, and paths that are not files', async () => {
    const latin = Buffer.from('defaults:\n  profile: "\u00e9"\n', 'latin1');
    writeFileSync(join(folder, 'c.yaml'), latin);
    expectUsageError(await runMain(words, { env: place, cwd: folder }), /c\.yaml:2: invalid UTF-8/);
    for (const [name, make] of [
      ['folder', (path: string) => mkdirSync(path)],
      ['link', (path: string) => symlinkSync('nowhere', path)],
      ['loop', (path: string) => symlinkSync(path, path)],
    ] as const) {
      const cwd = join(folder, name);
      mkdirSync(cwd);
      make(join(cwd, 'ddbdbg.config.yaml'));
      const found = await runMain(words.slice(0, 3), { env: place, cwd });
      expectUsageError(found, /ddbdbg\.config\.yaml is not a file/);
      const named = await runMain([...words.slice(0, 4), 'ddbdbg.config.yaml'], { env: place, cwd });
      expectUsageError(named, /--config: There is no file ddbdbg\.config\.yaml/);
    }
  });

  for (const [text, about] of BAD_CONFIGURATIONS) {
    test(JSON.stringify(text).slice(0, 80), async () => {
      const file = join(folder, 'c.yaml');
      writeFileSync(file, text);
      const named = [...words.slice(0, 4), file];
      expectUsageError(await runMain(named, { env: place, cwd: folder }), about);
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    });
  }
});
