import { didYouMean } from '../did-you-mean';
import type { AttributeDefinition } from '../dynamo/model/attribute-definition';
import type { EnvironmentDefinition, IndexDefinition, TableDefinition } from '../dynamo/model/definition';
import { listOf, overriddenAttribute } from './attribute';
import type { AttributeOverrideData } from './attribute-schema';
import { unknownValue } from './check-options';
import { exampleOf } from './default-patterns';
import type { ExampleReader } from './examples';
import type { Mistake } from './mistake';
import { displayOf, indexesOf, patternsOf, withoutUndefined } from './table';
import type { OverrideData } from './table-schema';

/** Returns a built-in table with the changes of a configuration. */
export function overridden(
  table: TableDefinition,
  data: OverrideData,
  readExample: ExampleReader,
): TableDefinition {
  const {
    partitionKey,
    sortKey,
    indexes,
    attributes = {},
    patterns,
    life,
    environment,
    display,
    ...rest
  } = data;
  const keyed = partitionKey === undefined ? table : withoutKey(table);
  const result: TableDefinition = {
    ...keyed,
    ...withoutUndefined(rest),
    ...(partitionKey !== undefined && { partitionKey: listOf(partitionKey) }),
    ...(sortKey !== undefined && { sortKey: listOf(sortKey) }),
    ...(indexes && { indexes: mergedIndexes(table.indexes ?? [], indexesOf(indexes)) }),
    ...(rest.name !== undefined && table.environment && { environment: withoutTable(table.environment) }),
    ...(environment && { environment: { ...table.environment, ...withoutUndefined(environment) } }),
    ...(life && { life: { ...table.life, ...withoutUndefined(life) } }),
    ...(display && { display: displayOf(display) }),
    attributes: mergedAttributes(table.attributes, attributes),
  };
  if (patterns) return { ...result, patterns: patternsOf(patterns, result, readExample) };
  // An example may use a value that no longer exists.
  const kept = table.patterns.map((pattern) =>
    unknownValue(result, pattern.ask) === undefined
      ? pattern
      : { ...pattern, ask: exampleOf(result, pattern) },
  );
  return { ...result, patterns: kept };
}

/** Removes the sort key and `keyIsAssumed`, as a declared key replaces the whole key. */
function withoutKey({ sortKey: _, keyIsAssumed: __, ...table }: TableDefinition): TableDefinition {
  return table;
}

/** A name in the configuration takes precedence over the environment. */
function withoutTable({ table: _, ...rest }: EnvironmentDefinition): EnvironmentDefinition {
  return rest;
}

function mergedIndexes(
  known: readonly IndexDefinition[],
  changed: readonly IndexDefinition[],
): readonly IndexDefinition[] {
  return [...new Map([...known, ...changed].map((index) => [index.name, index])).values()];
}

function mergedAttributes(
  known: TableDefinition['attributes'],
  changed: Readonly<Record<string, AttributeOverrideData>>,
): TableDefinition['attributes'] {
  const entries = Object.entries(changed).map(([name, data]): [string, AttributeDefinition] => [
    name,
    overriddenAttribute(Object.hasOwn(known, name) ? known[name] : undefined, data),
  ]);
  return { ...known, ...Object.fromEntries(entries) };
}

/** Returns mistakes for spellings of values that the attribute does not have. */
export function storedMistakes(
  table: TableDefinition,
  { attributes = {} }: OverrideData,
): readonly Mistake[] {
  return Object.entries(attributes).flatMap(([name, change]) => {
    const { stored = {} } = typeof change === 'string' ? {} : change;
    const values = Object.hasOwn(table.attributes, name) ? table.attributes[name]?.values : undefined;
    const known = (values ?? []).map((value) => value.name);
    return Object.keys(stored)
      .filter((value) => !known.includes(value))
      .map((value) => ({
        path: ['attributes', name, 'stored', value],
        message: `${name} has no value '${value}'.${didYouMean(value, known)}`,
        hint: known.length > 0 ? `Known values: ${known.join(', ')}. Add new ones under values.` : undefined,
      }));
  });
}
