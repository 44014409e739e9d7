import type {
  AccessPattern,
  DisplayDefinition,
  IndexDefinition,
  TableDefinition,
} from '../dynamo/model/definition';
import { attributeOf, listOf } from './attribute';
import { defaultPatterns, exampleOf } from './default-patterns';
import type { DisplayData, IndexData, PatternData, TableData } from './table-schema';
import { wordsOf } from './words-of';

/** The table that a configuration defines. `region` is that of its system. */
export function tableOf(
  command: readonly string[],
  data: TableData,
  region: string | undefined,
): TableDefinition {
  const { aliases, partitionKey, sortKey, indexes, attributes, patterns, summary, display, ...rest } = data;
  const table: TableDefinition = {
    ...(region !== undefined && { region }),
    ...(withoutUndefined(rest) as Pick<TableDefinition, 'name'>),
    command,
    ...(aliases && { aliases: aliases.map(wordsOf) }),
    summary: summary ?? `items of the table ${data.name}`,
    partitionKey: listOf(partitionKey),
    ...(sortKey !== undefined && { sortKey: listOf(sortKey) }),
    ...(indexes && { indexes: indexesOf(indexes) }),
    ...(display && { display: displayOf(display) }),
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([name, attribute]) => [name, attributeOf(attribute)]),
    ),
    patterns: [],
  };
  return { ...table, patterns: patterns ? patternsOf(patterns, table) : defaultPatterns(table) };
}

export function displayOf({ partOf, ...rest }: DisplayData): DisplayDefinition {
  return withoutUndefined({
    ...rest,
    partOf: partOf && { ...partOf, command: wordsOf(partOf.command) },
  });
}

export function indexesOf(indexes: Readonly<Record<string, IndexData>>): readonly IndexDefinition[] {
  return Object.entries(indexes).map(([name, { partitionKey, sortKey, projection = 'ALL', local }]) => ({
    name,
    partitionKey: listOf(partitionKey),
    ...(sortKey !== undefined && { sortKey: listOf(sortKey) }),
    projection,
    ...(local !== undefined && { local }),
  }));
}

export function patternsOf(
  patterns: readonly PatternData[],
  table: TableDefinition,
): readonly AccessPattern[] {
  return patterns.map((data) => {
    const pattern = withoutUndefined(data) as Omit<AccessPattern, 'example'>;
    const { example } = data;
    if (example === undefined) return { ...pattern, example: exampleOf(table, pattern) };
    return { ...pattern, example: typeof example === 'string' ? wordsOf(example) : example };
  });
}

export function withoutUndefined(data: object): object {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
}
