import type { PatternAsk, TableDefinition } from '../dynamo/model/definition';
import { DdbdbgError } from '../errors';
import type { Mistake } from './mistake';
import type { PatternData } from './table-schema';
import { wordsOf } from './words-of';

/**
 * Reads the words of a command line as a question to a table. The surface that has command lines provides it. Throws a usage error for
 * words that the table's command does not take.
 */
export type ExampleReader = (table: TableDefinition, words: readonly string[]) => PatternAsk;

/** What is wrong with the examples that are written as command lines. */
export function exampleMistakes(
  table: TableDefinition,
  patterns: readonly PatternData[] = [],
  read: ExampleReader,
): readonly Mistake[] {
  return patterns.flatMap(({ ask, example }, i): readonly Mistake[] => {
    if (example === undefined) return [];
    const path = ['patterns', i, 'example'];
    if (ask) return [{ path, message: 'example and ask say the same, so one of them is too many' }];
    const result = readExample(table, example, read);
    return 'mistake' in result ? [{ path, message: result.mistake }] : [];
  });
}

/** An example that is written as a command line; undefined when it can't be read, which {@link exampleMistakes} reports. */
export function askOfExample(
  table: TableDefinition,
  { example }: PatternData,
  read: ExampleReader,
): PatternAsk | undefined {
  if (example === undefined) return undefined;
  const result = readExample(table, example, read);
  return 'ask' in result ? result.ask : undefined;
}

function readExample(
  table: TableDefinition,
  example: string | readonly string[],
  read: ExampleReader,
): { readonly ask: PatternAsk } | { readonly mistake: string } {
  try {
    return { ask: read(table, typeof example === 'string' ? wordsOf(example) : example) };
  } catch (error) {
    if (error instanceof DdbdbgError) return { mistake: error.message };
    throw error;
  }
}
