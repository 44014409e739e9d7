import type { PatternAsk, TableDefinition } from '../dynamo/model/definition';
import { DdbdbgError } from '../errors';
import type { Mistake } from './mistake';
import type { PatternData } from './table-schema';
import { wordsOf } from './words-of';

/**
 * Parses the arguments of a table's command as a question. Provided by the command line surface. Throws a usage error for arguments that
 * the command does not take.
 */
export type ExampleReader = (table: TableDefinition, words: readonly string[]) => PatternAsk;

/** Returns the mistakes in examples that are written as command lines. */
export function exampleMistakes(
  table: TableDefinition,
  patterns: readonly PatternData[] = [],
  read: ExampleReader,
): readonly Mistake[] {
  return patterns.flatMap(({ ask, example }, i): readonly Mistake[] => {
    if (example === undefined) return [];
    const path = ['patterns', i, 'example'];
    if (ask) return [{ path, message: 'use either example or ask, not both' }];
    const result = readExample(table, example, read);
    return 'mistake' in result ? [{ path, message: result.mistake }] : [];
  });
}

/** Parses an example that is written as a command line. Undefined if there is none or it is invalid, which {@link exampleMistakes} reports. */
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
