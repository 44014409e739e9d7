import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { isInstalled } from '../helpers/installed';
import { bareEnv, folderWithProgram } from '../helpers/shells';
import { spawnBin } from '../helpers/spawn-bin';

const TEXT = readFileSync('docs/scripting.md', 'utf8');

/** The code blocks of a language, each with the line where it starts. */
function blocks(language: string) {
  return [...TEXT.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map((match) => ({
    line: TEXT.slice(0, match.index).split('\n').length + 1,
    code: match[1] ?? '',
  }));
}

const [script] = blocks('bash');
const [crontab] = blocks('crontab');
const [workflow] = blocks('yaml');

// All at once, before any script runs. The tables are those of the catalog, under their own names.
beforeAll(async () => {
  for (const command of ['setup', 'seed']) {
    const { code } = await spawnBin(['local', command, '--endpoint-url', inject('endpoint')]);
    expect(code).toBe(0);
  }
});

/** A working folder, and a function that runs scripts there against the sample data. */
function workplace() {
  const folder = folderWithProgram();
  const env = {
    ...bareEnv(folder),
    AWS_ENDPOINT_URL: inject('endpoint'),
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    XDG_STATE_HOME: join(folder, 'state'),
  };
  const install = (name: string, code: string) => {
    writeFileSync(join(folder, name), code);
    chmodSync(join(folder, name), 0o755);
  };
  return {
    install,
    read: (name: string) => readFileSync(join(folder, name), 'utf8'),
    run: (shell: readonly string[], code: string, more: Readonly<Record<string, string>> = {}) => {
      const [program = '', ...words] = shell;
      return spawnSync(program, [...words, code], {
        cwd: folder,
        env: { ...env, ...more },
        encoding: 'utf8',
      });
    },
  };
}

const needsJq = (code: string) => /\bjq\b/.test(code);
const BASH = ['bash', '-euo', 'pipefail', '-c'];

describe('docs/scripting.md', () => {
  test('has only blocks of the kinds that are run here', () => {
    const languages = [...TEXT.matchAll(/^```(\w+)$/gm)].map(([, language]) => language);
    expect([...new Set(languages)].sort()).toEqual(['bash', 'crontab', 'sh', 'yaml']);
    expect(languages.filter((language) => language !== 'sh')).toHaveLength(3);
  });

  const recipes = blocks('sh').map(({ line, code }) => [line, code] as const);
  for (const [line, code] of recipes) {
    test.skipIf(needsJq(code) && !isInstalled('jq'))(`the recipe in line ${line} works`, () => {
      const { status, stdout, stderr } = workplace().run(BASH, code);
      expect({ status, stderr }).toEqual({ status: 0, stderr: expect.not.stringMatching(/error/i) });
      expect(stdout).toMatch(/\S/);
      expect(stdout).not.toMatch(/\bnull\b|undefined/);
    });
  }

  test.skipIf(!isInstalled('jq'))('pages add up to the whole', () => {
    const loop = recipes.find(([, code]) => code.includes('cursor='))?.[1] ?? '';
    const { run } = workplace();
    const paged = run(BASH, loop).stdout.split('\n');
    const whole = run(
      BASH,
      'ddbdbg executions --tenant acme --since 7d -o ndjson | jq -r .execution_id',
    ).stdout.split('\n');
    expect(whole.length).toBeGreaterThan(41);
    expect(paged).toEqual(whole);
  });

  test.skipIf(!isInstalled('jq'))('the cron job reports every failure once', () => {
    const { install, run } = workplace();
    install('report-failures', script?.code ?? '');
    const [, minute, command] = /^((?:\S+ ){5})(.*)\n$/.exec(crontab?.code ?? '') ?? [];
    expect(minute).toBe('*/15 * * * * ');
    const line = (command ?? '').replace('AWS_PROFILE=reader ', '');
    const first = run(['sh', '-c'], line);
    expect(first).toMatchObject({ status: 0, stderr: '', stdout: expect.stringMatching(/\tfailure\t/) });
    expect(run(['sh', '-c'], line)).toMatchObject({ status: 0, stderr: '', stdout: '' });
    const nowhere = { AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_MAX_ATTEMPTS: '1' };
    expect(run(['sh', '-c'], line, nowhere)).toMatchObject({ status: 1, stdout: '' });
    expect(run(['sh', '-c'], line)).toMatchObject({ status: 0, stderr: '', stdout: '' });
  });

  test.skipIf(!isInstalled('jq'))(
    'the GitHub Actions job fails when an execution failed, and reports which',
    () => {
      const { install, read, run } = workplace();
      // What npm would install already exists.
      install('npm', '#!/bin/sh\necho "npm $*" >> npm.log\n');
      const steps = runSteps(workflow?.code ?? '');
      const codes = steps.map(
        (code) => run(['bash', '-e', '-c'], code, { CI: 'true', GITHUB_STEP_SUMMARY: 'summary.md' }).status,
      );
      // The last step runs when the one before it has failed.
      expect(codes).toEqual([0, 4, 0]);
      // A fresh clone cannot build the package before `npm ci`.
      expect(read('npm.log')).toMatch(/^npm ci\nnpm pack --silent\nnpm install --global /);
      expect(read('summary.md')).toMatch(/^### Failed executions\n(- `[\w-]+` 20\S+ .*\n)+$/);
    },
  );
});

/** The commands of a workflow's steps, in order. */
function runSteps(yaml: string): readonly string[] {
  return [...yaml.matchAll(/^( +)run: (?:\|\n((?:\1 {2}.*\n)+)|(.*)\n)/gm)].map(
    ([, indent = '', many, one]) => one ?? (many ?? '').replaceAll(`${indent}  `, ''),
  );
}
