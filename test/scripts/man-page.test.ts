import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { manPage } from '../../scripts/man-page';
import { EXIT_CODES } from '../../src/errors';
import { CATALOG } from '../../src/queries/registry';
import { isInstalled } from '../helpers/installed';

const page = manPage();
/** The text that a reader sees, without fonts and escapes. */
const text = page
  .replace(/\\f[BIR]/g, '')
  .replace(/\\&/g, '')
  .replace(/\\-/g, '-')
  .replace(/\\e/g, '\\');

/** The lines of a section. */
const section = (title: string) => text.split(/^\.SH /m).find((part) => part.startsWith(`${title}\n`)) ?? '';

describe('the man page', () => {
  test.skipIf(!isInstalled('mandoc'))('is valid according to mandoc', () => {
    const { status, stdout } = spawnSync('mandoc', ['-T', 'lint', '-W', 'error'], {
      input: page,
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });

  test.skipIf(!isInstalled('groff'))('is valid according to groff', () => {
    const { status, stderr } = spawnSync('groff', ['-man', '-Tutf8', '-ww'], {
      input: page,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test('has the header and sections of a man page', () => {
    expect(page).toMatch(
      /^\.TH DDBDBG 1 "" "ddbdbg \d+\.\d+\.\d+" "User Commands"\n\.nh\n\.ad l\n\.SH NAME\nddbdbg \\- \w/,
    );
    expect([...page.matchAll(/^\.SH (.+)$/gm)].map(([, title]) => title)).toEqual([
      'NAME',
      'SYNOPSIS',
      'DESCRIPTION',
      'COMMANDS',
      'OPTIONS',
      'EXIT STATUS',
      'ENVIRONMENT',
      'FILES',
      'EXAMPLES',
      'SEE ALSO',
    ]);
  });

  test('lists every command and its own options', () => {
    const commands = section('COMMANDS');
    for (const { command, attributes } of CATALOG) {
      const [, own] = commands.split(`.TP\nddbdbg ${command.join(' ')}`);
      expect(own, command.join(' ')).toBeDefined();
      for (const { option } of Object.values(attributes))
        if (option) expect(own).toContain(`\n--${option} <`);
    }
    for (const command of ['find <table>', 'local start', 'completion <shell>'])
      expect(commands).toContain(`ddbdbg ${command}`);
    expect(text).not.toContain('__complete');
  });

  test('lists every exit code', () => {
    for (const code of Object.values(EXIT_CODES))
      expect(section('EXIT STATUS')).toMatch(new RegExp(`\\b${code}\\b`));
  });

  test('lists every environment variable that the program reads', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.ts'),
    );
    const source = files.map((file) => readFileSync(`src/${file}`, 'utf8')).join('\n');
    const read = new Set(
      [...source.matchAll(/\benv\.([A-Z][A-Z_]+)|\b(DDBDBG_(?!EXECUTIONS_)[A-Z_]+)/g)].map(
        ([, read, own]) => read ?? own ?? '',
      ),
    );
    expect(read.size).toBeGreaterThan(5);
    for (const name of read) expect(section('ENVIRONMENT')).toContain(name);
  });

  test('is written by the build', () => {
    expect(JSON.parse(readFileSync('package.json', 'utf8'))).toMatchObject({
      man: ['dist/ddbdbg.1'],
      scripts: { build: expect.stringContaining('scripts/man.mjs') },
    });
  });
});
