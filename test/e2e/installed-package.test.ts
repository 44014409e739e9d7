import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isInstalled } from '../helpers/installed';

const ROOT = join(import.meta.dirname, '../..');

/** Runs a program and expects it to succeed. Returns its stdout. */
function run(cwd: string, program: string, ...words: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, words, { cwd, encoding: 'utf8' });
  expect({ status, stderr: status === 0 ? '' : stderr }, words.join(' ')).toEqual({ status: 0, stderr: '' });
  return stdout;
}

describe('the package, installed with npm install --global', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ddbdbg-test-package-'));
  const prefix = join(folder, 'prefix');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  beforeAll(() => {
    const file = run(
      ROOT,
      'npm',
      'pack',
      '--silent',
      '--ignore-scripts',
      '--pack-destination',
      folder,
    ).trim();
    run(folder, 'tar', '-xzf', file);
    // Without dependencies, as they would be downloaded.
    const manifest = join(folder, 'package', 'package.json');
    const {
      dependencies: _,
      devDependencies: __,
      scripts: ___,
      ...rest
    } = JSON.parse(readFileSync(manifest, 'utf8'));
    writeFileSync(manifest, JSON.stringify(rest));
    run(folder, 'tar', '-czf', 'alone.tgz', 'package');
    run(folder, 'npm', 'install', '--global', '--prefix', prefix, '--offline', '--silent', './alone.tgz');
  }, 60_000);

  test('has a command that runs', () => {
    expect(run(folder, join(prefix, 'bin/ddbdbg'), '--version')).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('has a man page where man looks for it', () => {
    const page = join(prefix, 'share/man/man1/ddbdbg.1');
    expect(existsSync(page)).toBe(true);
    expect(readFileSync(page, 'utf8')).toMatch(/^\.TH DDBDBG 1 /);
  });

  test.skipIf(!isInstalled('man'))('is found by man', () => {
    expect(run(folder, 'man', '-M', join(prefix, 'share/man'), 'ddbdbg')).toContain('DDBDBG(1)');
  });
});
