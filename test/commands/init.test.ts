import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runMain } from '../helpers/run-main';

const root = mkdtempSync(join(tmpdir(), 'ddbdbg-from-'));
afterAll(() => rmSync(root, { recursive: true }));

/** Creates a folder that contains a template. */
function folder(more: Readonly<Record<string, string>> = {}): string {
  const cwd = mkdtempSync(join(root, 'x'));
  const files = {
    'template.yaml':
      'Resources: { T: { Type: AWS::Serverless::SimpleTable, Properties: { TableName: notes } } }',
    ...more,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
  return cwd;
}

const init = (cwd: string, words: string, env = {}) => runMain(['init', ...words.split(' ')], { cwd, env });

test('definitions are read from a file and printed without sending requests', async () => {
  const { code, stdout, stderr } = await init(folder(), '--from template.yaml --system my');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^systems:\n {2}my:\n {4}tables:\n {6}notes:\n/);
});

test('a file that does not exist, and one in an unknown format', async () => {
  const cwd = folder({ 'x.json': '{}' });
  expect(await init(cwd, '--from nope')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^ddbdbg: --from: Cannot read nope: /),
  });
  expect(await init(cwd, '--from x.json')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^ddbdbg: x\.json is not in a known format that declares tables/),
  });
});

test('--write creates a configuration file that works immediately', async () => {
  const cwd = folder();
  expect(await init(cwd, '--from template.yaml --write')).toEqual({
    code: 0,
    stderr: '',
    stdout: 'created ddbdbg.config.yaml: ddbdbg my notes\nddbdbg patterns my lists the access patterns\n',
  });
  expect(readFileSync(join(cwd, 'ddbdbg.config.yaml'), 'utf8')).toMatch(/^# /);
  expect(await runMain(['my', 'notes', '--id', 'x', '--explain'], { cwd })).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('GetItem'),
  });
});

test('--write adds to the file in use: in a parent folder, named by an option, or JSON', async () => {
  const above = folder({ 'ddbdbg.config.yaml': 'defaults: {}\n' });
  const cwd = mkdtempSync(join(above, 'y'));
  writeFileSync(join(cwd, 'own.json'), '{"defaults": {"output": "json"}}');
  expect((await init(cwd, '--from ../template.yaml --write')).stdout).toMatch(
    /^updated \.\.\/ddbdbg\.config\.yaml: /,
  );
  expect((await init(cwd, '--from ../template.yaml --write --config own.json')).stdout).toMatch(
    /^updated own\.json: /,
  );
  expect(JSON.parse(readFileSync(join(cwd, 'own.json'), 'utf8'))).toMatchObject({
    defaults: { output: 'json' },
    systems: { my: { tables: { notes: { name: 'notes' } } } },
  });
});

test("--write does not change the user's personal file, and reports that it no longer applies", async () => {
  const home = folder();
  const personal = join(home, 'ddbdbg');
  mkdirSync(personal);
  writeFileSync(join(personal, 'ddbdbg.config.yaml'), 'defaults: {}\n');
  const cwd = folder();
  const { stdout, stderr } = await init(cwd, '--from template.yaml --write', { XDG_CONFIG_HOME: home });
  expect(stdout).toMatch(/^created ddbdbg\.config\.yaml: /);
  expect(stderr).toBe(`ddbdbg.config.yaml now applies instead of ${join(personal, 'ddbdbg.config.yaml')}\n`);
  expect(readFileSync(join(personal, 'ddbdbg.config.yaml'), 'utf8')).toBe('defaults: {}\n');
});
