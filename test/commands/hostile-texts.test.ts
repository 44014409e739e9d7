import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { manPage } from '../../scripts/man-page';
import { builtIn } from '../../src/commands/configuration/built-in';
import { configurationOf } from '../../src/config/read-config';
import { HOSTILE, unsafe } from '../format/hostile';
import { runMain } from '../helpers/run-main';

const root = mkdtempSync(join(tmpdir(), 'ddbdbg-hostile-'));
afterAll(() => rmSync(root, { recursive: true }));

/** A configuration with this text wherever it can have any. */
const configOf = (text: string) => ({
  contexts: { [`c${text}`]: { region: 'us-east-1' } },
  tables: {
    films: {
      name: 'films',
      summary: `s${text}`,
      description: `d${text}`,
      partitionKey: `id${text}`,
      argument: `id${text}`,
      switches: { recent: `w${text}` },
      attributes: {
        [`id${text}`]: { description: `a${text}` },
        genre: { option: 'genre', description: `o${text}`, values: [`v${text}`, 'war'], examples: ['war'] },
      },
      columns: [`id${text}`],
      patterns: [
        { question: `q${text}`, ask: { argument: `x${text}` }, given: [`id${text}`] },
        { question: 'recent', ask: { values: { recent: true } }, given: ['recent'], where: { genre: 'war' } },
        { question: 'by genre', ask: { values: { genre: `v${text}` } }, given: ['genre'] },
      ],
    },
  },
});

describe.each(Object.entries(HOSTILE))('the texts of a configuration, with %s,', (_, text) => {
  const file = join(root, 'films.json');
  const run = (words: readonly string[], terminal?: number) => {
    writeFileSync(file, JSON.stringify(configOf(text)));
    return runMain([...words, '--config', file], terminal === undefined ? {} : { terminal });
  };

  test('are visible in help', async () => {
    for (const words of [['--help'], ['films', '--help'], ['help', 'films']]) {
      for (const terminal of [80, undefined]) {
        const { code, stdout, stderr } = await run(words, terminal);
        expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
        expect([code, unsafe(stdout.replaceAll('\n', ''))]).toEqual([0, undefined]);
        // No text can add a line of its own.
        expect(stdout).not.toMatch(/^(?:id-2|status: passed)/m);
      }
    }
  });

  test('are visible in completion, and cannot add candidates', async () => {
    writeFileSync(file, JSON.stringify(configOf(text)));
    for (const words of [
      ['f'],
      ['films', '--genre', ''],
      ['films', '--r'],
      ['films', '--columns', ''],
      ['--context', ''],
    ]) {
      const { code, stdout } = await runMain(['__complete', '--', ...words], {
        env: { DDBDBG_CONFIG: file },
      });
      expect([code, unsafe(stdout.replace(/[\n\t]/g, ''))]).toEqual([0, undefined]);
      expect(stdout).not.toBe('');
      for (const line of stdout.split('\n').slice(0, -1)) expect(line).toMatch(/^[^\t]+\t[^\t]*$/);
    }
  });

  test('are visible in a man page', () => {
    const { catalog } = configurationOf(JSON.stringify(configOf(text)), 'c.json', undefined, builtIn());
    expect(unsafe(manPage(catalog).replaceAll('\n', ''))).toBeUndefined();
  });
});

test('a description on several lines is one paragraph', async () => {
  const file = join(root, 'lines.yaml');
  writeFileSync(
    file,
    'tables:\n  films:\n    name: films\n    partitionKey: id\n    description: |\n      All films.\n\n      Also old ones.\n    attributes: { id: { option: id } }\n',
  );
  const { stdout } = await runMain(['films', '--help', '--config', file]);
  expect(stdout).toContain('\nAll films. Also old ones.\n');
});
