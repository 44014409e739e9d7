import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { builtIn } from '../../src/commands/configuration/built-in';
import { configurationOf } from '../../src/config/read-config';
import type { TableDefinition } from '../../src/dynamo/model/definition';
import { builtInTable, exampleWords } from '../helpers/catalog';
import { runMain } from '../helpers/run-main';

const folder = join(import.meta.dirname, '../../examples');

/** Returns the question, the plan and the requests of a command line. */
async function plan(words: readonly string[]): Promise<unknown> {
  const { code, stdout, stderr } = await runMain([...words, '--explain', '-o', 'json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

// A configuration file can express everything that a built-in definition can.
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

  test('equals the built-in definition, under another name', () => {
    const text = readFileSync(join(folder, `${name}.yaml`), 'utf8');
    const { catalog } = configurationOf(text, name, undefined, builtIn());
    expect(catalog).toHaveLength(builtIn().catalog.length + 1);
    expect(catalog.at(-1)).toEqual({ ...builtInTable(name), command: ['example', name] });
  });

  test.each(questions)('has the same plan as the built-in command: %s', async (_, words) => {
    // Relative times depend on the time of the run.
    const fixed = words.map((word) => (/^\d+[hd]$/.test(word) ? '2025-06-16' : word));
    expect(await plan([...written, ...fixed])).toEqual(await plan([name, ...fixed]));
  });
});

test('an example as a command line keeps everything that says what to find', () => {
  const text = `
tables:
  films:
    name: films
    summary: films
    partitionKey: id
    argument: id
    attributes: { id: S, genre: { type: S, option: genre } }
    patterns: [{ question: q, example: 'f-1 --genre=war --where "year>1990" --columns id,genre --limit 3 --count' }]
`;
  const { catalog } = configurationOf(text, 'films.yaml', undefined, builtIn());
  expect(catalog.at(-1)?.patterns).toMatchObject([
    {
      ask: {
        argument: 'f-1',
        values: { genre: 'war' },
        where: ['year>1990'],
        columns: ['id', 'genre'],
        limit: 3,
        count: true,
      },
    },
  ]);
});
