import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { builtIn } from '../../src/commands/configuration/built-in';
import { configurationOf } from '../../src/config/read-config';
import { createTable, engineClient } from '../../src/local/setup';
import { runMain } from '../helpers/run-main';
import { bareEnv, folderWithProgram } from '../helpers/shells';

const TEXT = readFileSync('docs/your-tables.md', 'utf8');

/** The code blocks of a language, each with the line where it starts. */
const blocks = (language: string) =>
  [...TEXT.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map((match) => ({
    line: TEXT.slice(0, match.index).split('\n').length + 1,
    code: match[1] ?? '',
  }));

const folder = folderWithProgram(afterAll);
const env = {
  ...bareEnv(folder),
  AWS_ENDPOINT_URL: inject('endpoint'),
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
};

const film = (i: number) => ({
  filmId: { S: `f-${i}` },
  genre: { S: ['comedy', 'drama', 'war'][i % 3] as string },
  year: { N: String(1950 + (i % 12)) },
  status: { S: i % 4 === 0 ? 'showing' : 'archived' },
  addedAt: { S: new Date(1_750_000_000_000 + i * 3_600_123).toISOString() },
  title: { S: `The long road to number ${i}` },
  apiToken: { S: 'x' },
});

// What the page assumes: a table, and a CloudFormation template in the working directory.
beforeAll(async () => {
  const client = engineClient(inject('endpoint'));
  const index = { name: 'ByGenre', partitionKey: ['genre'], sortKey: ['year'], projection: 'ALL' } as const;
  const attributes = { filmId: { type: 'S' }, genre: { type: 'S' }, year: { type: 'N' } } as const;
  const table = {
    command: [],
    summary: '',
    name: '',
    partitionKey: ['filmId'],
    indexes: [index],
    patterns: [],
  };
  await createTable(client, { ...table, attributes }, 'cinema-films');
  for (let start = 0; start < 60; start += 20) {
    const puts = Array.from({ length: 20 }, (_, i) => ({ PutRequest: { Item: film(start + i) } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { 'cinema-films': puts } }));
  }
  client.destroy();
  cpSync(join(import.meta.dirname, '../init/from/files/template.yaml'), join(folder, 'template.yaml'));
});

describe('docs/your-tables.md', () => {
  const [written, ...others] = blocks('yaml');

  test('its commands work in order', () => {
    const scripts = blocks('sh');
    expect(scripts.length).toBeGreaterThan(4);
    for (const { line, code } of scripts) {
      for (const command of code.trimEnd().split('\n')) {
        const { status, stdout, stderr } = spawnSync('bash', ['-c', command], {
          cwd: folder,
          env,
          encoding: 'utf8',
        });
        expect({ line, command, status }, stderr).toEqual({ line, command, status: 0 });
        expect(stdout.trim().split('\n').length, command).toBeGreaterThan(1);
      }
    }
  });

  test('the tables and their sample data can be created in a local engine', () => {
    const run = (words: string) =>
      spawnSync('bash', ['-c', `ddbdbg ${words}`], { cwd: folder, env, encoding: 'utf8' });
    for (const command of ['setup', 'seed']) {
      const { status, stdout } = run(`local ${command} --endpoint-url "$AWS_ENDPOINT_URL"`);
      expect(status).toBe(0);
      expect(stdout).toMatch(/ dev-library-loans\n/);
      // This table existed before, and now has other items too.
      expect(stdout).toMatch(command === 'setup' ? /exists {3}cinema-films\n/ : /80 items {2}cinema-films\n/);
    }
    const { stdout } = run('library library-loans --member-id memberId-1 -o ndjson');
    const loans = stdout.trim().split('\n');
    expect(loans.map((line): unknown => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ loanId: 'loanId-1', branch: 'branch-1' }),
    );
  });

  test('init writes what the page shows', () => {
    const text = readFileSync(join(folder, 'ddbdbg.config.yaml'), 'utf8');
    expect(text).toContain(written?.code);
  });

  test('each of its examples is valid by itself and together with what init wrote', () => {
    for (const { code } of [...others, { code: `${written?.code}${others.at(-1)?.code}` }]) {
      const { catalog, defaults } = configurationOf(code, 'page', undefined, builtIn());
      expect(catalog.length + Object.keys(defaults).length).toBeGreaterThan(builtIn().catalog.length);
    }
  });

  test('a mistake is reported as the page shows', async () => {
    const [shown] = blocks('text');
    const file = join(folder, 'ddbdbg.config.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('genre: { option', 'genre: { opton'));
    const { code, stdout, stderr } = await runMain(['cinema', 'films'], { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.split('\n')[0]).toBe(shown?.code.trimEnd());
  });

  test('keys are decoded by the templates on the page', async () => {
    const user = others.find(({ code }) => code.includes('EMAIL#'))?.code ?? '';
    writeFileSync(join(folder, 'saas.yaml'), user);
    const [, key = '', answer] = /`ddbdbg decode '(\S+)'`[^`]*`([^`]+)`/.exec(TEXT) ?? [];
    const { stdout } = await runMain(['decode', key, '--config', 'saas.yaml', '-o', 'json'], { cwd: folder });
    expect(JSON.parse(stdout)).toMatchObject([{ command: answer }]);
  });
});
