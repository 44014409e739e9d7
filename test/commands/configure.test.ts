import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { RESERVED_COMMANDS } from '../../src/commands/configuration/built-in';
import { buildProgram } from '../../src/commands/program';
import { surroundingsOf } from '../../src/context';
import { type Ran, runMain, type Surroundings } from '../helpers/run-main';

const root = mkdtempSync(join(tmpdir(), 'ddbdbg-config-'));
afterAll(() => rmSync(root, { recursive: true }));

/** Creates a folder with these files. */
let folders = 0;
function folder(files: Readonly<Record<string, string>>): string {
  const path = join(root, String(folders++));
  mkdirSync(path);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(path, name, '..'), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return path;
}

const named = (name: string) =>
  `tables: { films: { name: "${name}", partitionKey: id, attributes: { id: { option: id } } } }`;

/** Returns the table that `films` queries, with the configuration found from here. */
async function tableQueried(words: string, around: Surroundings): Promise<string> {
  const { code, stdout, stderr } = await runMain(
    [...words.split(' '), '--id', '1', '--explain', '-o', 'json'],
    around,
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout).table;
}

describe('the configuration file is found', () => {
  const cwd = folder({ 'ddbdbg.config.yaml': named('above'), 'deep/down/x': '', 'own.yaml': named('own') });
  const home = folder({ '.config/ddbdbg/ddbdbg.config.yaml': named('home') });
  const xdg = folder({
    'ddbdbg/ddbdbg.config.json': JSON.stringify({
      tables: { films: { name: 'xdg', partitionKey: 'id', attributes: { id: { option: 'id' } } } },
    }),
  });

  test('in the working directory or the nearest parent that has one', async () => {
    expect(await tableQueried('films', { cwd })).toBe('above');
    expect(await tableQueried('films', { cwd: join(cwd, 'deep/down') })).toBe('above');
  });

  test("else in the user's configuration directory", async () => {
    expect(await tableQueried('films', { env: { HOME: home } })).toBe('home');
    expect(await tableQueried('films', { env: { HOME: home, XDG_CONFIG_HOME: xdg } })).toBe('xdg');
    expect(await tableQueried('films', { env: { HOME: home, XDG_CONFIG_HOME: 'relative' } })).toBe('home');
    expect(await tableQueried('--quiet films', { cwd, env: { HOME: home } })).toBe('above');
  });

  test('or by the environment or the command line', async () => {
    expect(await tableQueried('films', { cwd, env: { DDBDBG_CONFIG: 'own.yaml' } })).toBe('own');
    expect(await tableQueried('--config own.yaml films', { cwd })).toBe('own');
    expect(await tableQueried('films --config=own.yaml', { cwd, env: { DDBDBG_CONFIG: 'nope.yaml' } })).toBe(
      'own',
    );
  });

  test('a named file must exist', async () => {
    expect(await runMain(['jobs', '--config', 'nope.yaml'], { cwd })).toEqual({
      code: 2,
      stdout: '',
      stderr: 'ddbdbg: --config: There is no file nope.yaml.\n',
    });
    expect(await runMain(['jobs'], { cwd, env: { DDBDBG_CONFIG: root } })).toMatchObject({
      code: 2,
      stderr: `ddbdbg: DDBDBG_CONFIG: There is no file ${root}.\n`,
    });
  });

  test('two files in one folder are refused', async () => {
    const both = folder({ 'ddbdbg.config.yaml': '', 'ddbdbg.config.json': '' });
    expect(await runMain(['jobs'], { cwd: both })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Remove one of them.'),
    });
  });

  test('--config without a file is reported by commander', async () => {
    expect(await runMain(['jobs', '--config'], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("option '--config <file>' argument missing"),
    });
  });
});

describe('an invalid file', () => {
  const cwd = folder({ 'ddbdbg.config.yaml': 'tables:\n  films: 3\n', 'in/x': '' });
  const wrong = 'ddbdbg.config.yaml:2: tables.films: expected a mapping, found 3.\n';

  test('stops every command with one message', async () => {
    for (const line of [
      'jobs',
      'films',
      'no-such',
      'executions --tenant a --explain',
      'patterns',
      'local setup',
    ])
      expect([line, await runMain(line.split(' '), { cwd })]).toEqual([
        line,
        { code: 2, stdout: '', stderr: `ddbdbg: ${wrong}` },
      ]);
    expect((await runMain(['jobs'], { cwd: join(cwd, 'in') })).stderr).toBe(`ddbdbg: ../${wrong}`);
  });

  test('does not affect --version, and help works with an error message', async () => {
    expect(await runMain(['--version'], { cwd })).toMatchObject({ code: 0, stderr: '' });
    for (const line of ['--help', 'help', 'jobs --help']) {
      const { code, stdout, stderr } = await runMain(line.split(' '), { cwd });
      expect({ code, stderr }).toEqual({ code: 0, stderr: `ddbdbg: ${wrong}` });
      expect(stdout).toContain('Usage: ddbdbg');
    }
  });

  test('and so does an invalid environment variable', async () => {
    const env = { DDBDBG_JOBS_STATUS: 'failed' };
    expect(await runMain(['jobs', '--help'], { env })).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('DDBDBG_JOBS_STATUS'),
    });
  });
});

describe('precedence', () => {
  const cwd = folder({
    'ddbdbg.config.yaml': `
defaults: { output: json, region: eu-north-1, stage: dflt, scanLimitMb: 3 }
contexts:
  prod: { profile: p, region: eu-west-1, stage: prod, endpoint: "http://127.0.0.1:1" }
${named('films-{stage}')}`,
  });
  const env = { AWS_REGION: '', AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' };
  const table = async (words: string, more = {}) => {
    const ran = await runMain([...words.split(' '), '--id', '1', '--explain'], {
      cwd,
      env: { ...env, ...more },
    });
    expect(ran.code).toBe(0);
    return { table: JSON.parse(ran.stdout).table, stderr: ran.stderr };
  };

  test('option, environment, context, default', async () => {
    expect(await table('films')).toEqual({ table: 'films-dflt', stderr: '' });
    expect(await table('films --context prod')).toEqual({ table: 'films-prod', stderr: '' });
    expect(await table('--context prod films')).toEqual({ table: 'films-prod', stderr: '' });
    expect(await table('films --context prod --stage mine')).toEqual({ table: 'films-mine', stderr: '' });
    expect(await table('films', { DDBDBG_STAGE: 'env' })).toEqual({ table: 'films-env', stderr: '' });
  });

  test('environment variables that override the context are reported', async () => {
    expect(
      await table('films --context prod', { DDBDBG_STAGE: 'env', AWS_PROFILE: 'x', AWS_REGION: 'eu-west-1' }),
    ).toEqual({
      table: 'films-env',
      stderr: 'AWS_PROFILE and DDBDBG_STAGE in the environment override the context prod\n',
    });
    const quiet = await table('films --context prod --quiet', { DDBDBG_STAGE: 'env' });
    expect(quiet.stderr).toBe('');
  });

  test('the endpoint of a context is used, unless an engine on this machine is requested', async () => {
    const ask = (words: string): Promise<Ran> =>
      runMain(['films', '--id', '1', ...words.split(' ')], {
        cwd,
        env: {
          ...env,
          ...{ AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_MAX_ATTEMPTS: '1' },
          DDBDBG_CONFIG: join(cwd, 'ddbdbg.config.yaml'),
        },
      });
    expect(await ask('--context prod --quiet')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('http://127.0.0.1:1'),
    });
    expect(await ask('--context prod --demo')).toMatchObject({ code: 0 });
  }, 30_000);

  test('a context requires a file', async () => {
    expect(await runMain(['jobs', '--context', 'prod'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^ddbdbg: --context prod: no configuration file was found/),
    });
    expect(await runMain(['jobs', '--context', 'nope'], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/Choose one of prod\./),
    });
  });
});

test('every command that is not a lookup is reserved', () => {
  const silent = { write: () => true, on: () => undefined, off: () => undefined };
  const surroundings = surroundingsOf({
    argv: [],
    env: {},
    stdout: silent,
    stderr: silent,
    cwd: () => '/',
    once: () => undefined,
    off: () => undefined,
  });
  const program = buildProgram({ ...surroundings, config: { catalog: [], defaults: {} } });
  const names = program.commands.map((command) => command.name());
  // A table name cannot begin with an underscore.
  expect(names.filter((name) => !name.startsWith('_') && !RESERVED_COMMANDS.includes(name))).toEqual([]);
});
