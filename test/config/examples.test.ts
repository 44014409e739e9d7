import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { builtIn } from '../../src/commands/configuration/built-in';
import { configurationOf } from '../../src/config/read-config';
import type { TableDefinition } from '../../src/dynamo/model/definition';
import { builtInTable, exampleWords } from '../helpers/catalog';
import { runMain } from '../helpers/run-main';

const folder = join(import.meta.dirname, '../../examples');

/** What is asked, and how, from the command line to the requests. */
async function plan(words: readonly string[]): Promise<unknown> {
  const { code, stdout, stderr } = await runMain([...words, '--explain', '-o', 'json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

// What is built in knows nothing that a file could not say.
describe.each(['executions', 'jobs'])('examples/%s.yaml', (name) => {
  const { patterns } = builtInTable(name) as TableDefinition;
  const written = ['--config', join(folder, `${name}.yaml`), 'example', name];
  const questions = [
    ...patterns.map((pattern) => [pattern.question, exampleWords(pattern)] as const),
    [
      'with a filter',
      [
        ...(patterns.map(exampleWords).find((words) => words.length > 1) ?? []),
        '--where',
        'x=1',
        '--limit',
        '3',
      ],
    ] as const,
  ];

  test('is the very definition that is built in, under another name', () => {
    const text = readFileSync(join(folder, `${name}.yaml`), 'utf8');
    const { catalog } = configurationOf(text, name, undefined, builtIn());
    expect(catalog).toHaveLength(builtIn().catalog.length + 1);
    expect(catalog.at(-1)).toEqual({ ...builtInTable(name), command: ['example', name] });
  });

  test.each(questions)('plans as the built-in command does: %s', async (_, words) => {
    // Relative times are of the moment, which is another one for each run.
    const fixed = words.map((word) => (/^\d+[hd]$/.test(word) ? '2025-06-16' : word));
    expect(await plan([...written, ...fixed])).toEqual(await plan([name, ...fixed]));
  });
});
