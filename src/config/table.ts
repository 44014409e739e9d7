import type {
  AccessPattern,
  DisplayDefinition,
  IndexDefinition,
  PatternAsk,
  TableDefinition,
} from '../dynamo/model/definition';
import { attributeOf, listOf } from './attribute';
import { defaultPatterns, exampleOf } from './default-patterns';
import { askOfExample, type ExampleReader } from './examples';
import type { DisplayData, IndexData, PatternData, TableData } from './table-schema';
import { wordsOf } from './words-of';

/** Returns the definition of a configured table. `region` is that of its system. */
export function tableOf(
  command: readonly string[],
  data: TableData,
  region: string | undefined,
  readExample: ExampleReader,
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
  return { ...table, patterns: patterns ? patternsOf(patterns, table, readExample) : defaultPatterns(table) };
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
  readExample: ExampleReader,
): readonly AccessPattern[] {
  return patterns.map((data) => {
    const { example: _, ask, ...rest } = data;
    const pattern = withoutUndefined(rest) as Omit<AccessPattern, 'ask'>;
    if (ask) return { ...pattern, ask: askOf(ask) };
    return { ...pattern, ask: askOfExample(table, data, readExample) ?? exampleOf(table, pattern) };
  });
}

/** Returns the question of an example. Numbers become text, as a user would type them. */
function askOf({ values, ...rest }: NonNullable<PatternData['ask']>): PatternAsk {
  const typed = Object.entries(values ?? {}).map(([option, value]) => [
    option,
    typeof value === 'number' ? String(value) : value,
  ]);
  return { ...withoutUndefined(rest), ...(values && { values: Object.fromEntries(typed) }) };
}

export function withoutUndefined(data: object): object {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
}
