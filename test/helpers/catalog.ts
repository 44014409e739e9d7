import { askWords } from '../../src/commands/argv/command-line';
import { type AccessPattern, findTable, type TableDefinition } from '../../src/dynamo/model/definition';
import { CATALOG } from '../../src/queries/registry';

/** A built-in table, by the words of its command. */
export function builtInTable(...words: readonly string[]): TableDefinition | undefined {
  return findTable(words.join(' '), CATALOG);
}

/** The words of a pattern's example, after those of the table's command. */
export function exampleWords({ ask }: Pick<AccessPattern, 'ask'>): readonly string[] {
  return askWords(ask, []);
}
