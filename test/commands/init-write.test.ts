import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { runMain } from '../helpers/run-main';
import { temporaryFolder } from '../helpers/temporary-files';

const root = temporaryFolder();

let count = 0;
let cwd: string;
let file: string;
beforeEach(() => {
  cwd = join(root, String(count++), 'project');
  mkdirSync(cwd, { recursive: true });
  file = join(cwd, 'ddbdbg.config.yaml');
  cpSync(join(import.meta.dirname, '../init/from/files/template.yaml'), join(cwd, 'template.yaml'));
});

const env = () => ({ XDG_STATE_HOME: join(cwd, '../state') });
const run = (line: string) => runMain(line.split(' '), { cwd, env: env() });
const init = (more = '') => run(`init --from template.yaml --system library --write${more}`);
const trusted = async () => (await run('trust --list')).stdout;

describe('init --write', () => {
  test('makes a trusted file', async () => {
    expect(await init()).toMatchObject({ code: 0, stderr: '' });
    expect(await trusted()).toBe(`trusted  ${file}\n`);
    expect(await run('library library-loans --member-id m-1 --explain')).toMatchObject({
      code: 0,
      stderr: '',
    });
  });

  test.each([
    ['a harmless file is trusted afterwards', 'defaults: { stage: qa }\n', false, /^trusted/],
    ['a trusted file remains so', 'contexts: { x: { profile: p } }\n', true, /^trusted/],
    [
      'a file that needs trust is not trusted because init adds a table to it',
      'contexts: { x: { profile: p } }\n',
      false,
      /^$/,
    ],
  ])('%s', async (_, text, isTrusted, listed) => {
    writeFileSync(file, text);
    chmodSync(file, 0o600);
    if (isTrusted) await run('trust');
    expect(await init(' --quiet')).toMatchObject({ code: 0 });
    expect(await trusted()).toMatch(listed);
    expect(readFileSync(file, 'utf8')).toMatch(/^[\s\S]*library-loans/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(cwd).sort()).toEqual(['ddbdbg.config.yaml', 'template.yaml']);
  });

  test.each(['found', 'named'])('does not follow a %s link', async (how) => {
    const target = join(cwd, 'tables.yaml');
    writeFileSync(target, 'defaults: { stage: qa }\n');
    symlinkSync(target, file);
    const { code, stdout, stderr } = await init(
      how === 'named' ? ' --config ddbdbg.config.yaml' : ' --quiet',
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(
      'ddbdbg: ddbdbg.config.yaml is a link, and definitions are not written through one.\n' +
        'Name the file that the link leads to with --config.\n',
    );
    expect(readFileSync(target, 'utf8')).toBe('defaults: { stage: qa }\n');
    expect(lstatSync(file).isSymbolicLink()).toBe(true);
    expect(await init(' --config tables.yaml')).toMatchObject({ code: 0 });
  });

  test('a link to nowhere is not a place to write either', async () => {
    symlinkSync(join(cwd, '../elsewhere'), file);
    expect((await init()).code).toBe(2);
    expect(readdirSync(join(cwd, '..'))).not.toContain('elsewhere');
  });

  test('works without a folder to remember in', async () => {
    const words = ['init', '--from', 'template.yaml', '--system', 'library', '--write'];
    expect(await runMain(words, { cwd })).toMatchObject({ code: 0, stderr: '' });
  });
});
