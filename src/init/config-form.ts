import { isDeepStrictEqual } from 'node:util';
import { typeOfFormat } from '../config/attribute';
import { exampleOf } from '../config/default-patterns';
import type { TableData } from '../config/table-schema';
import type { AttributeDefinition, EnumeratedValue } from '../dynamo/model/attribute-definition';
import type { DisplayDefinition, IndexDefinition, TableDefinition } from '../dynamo/model/definition';

/** Converts a definition to the form of a configuration file: the reverse of reading one. */
export function configForm(table: TableDefinition): TableData {
  const {
    command: _,
    aliases,
    summary,
    partitionKey,
    sortKey,
    indexes,
    attributes,
    patterns,
    display,
    ...rest
  } = table;
  return inOrder({
    ...rest,
    summary,
    ...(aliases && { aliases: aliases.map((words) => words.join(' ')) }),
    partitionKey: oneOrMore(partitionKey),
    ...(sortKey && { sortKey: oneOrMore(sortKey) }),
    ...(indexes && { indexes: Object.fromEntries(indexes.map((index) => [index.name, indexForm(index)])) }),
    ...(display && { display: displayForm(display) }),
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([name, attribute]) => [name, attributeForm(attribute)]),
    ),
    // An example that reading the file would generate anyway is left out.
    patterns: patterns.map(({ ask, ...pattern }) =>
      isDeepStrictEqual(ask, exampleOf(table, pattern)) ? pattern : { ...pattern, ask },
    ),
  });
}

/** The order of the keys in the file. */
const ORDER =
  `summary description aliases name region partitionKey sortKey keyIsAssumed indexes ttl ttlHours environment stream argument
   required ages switches life columns display attributes patterns`.split(/\s+/);

function inOrder(data: object): TableData {
  const entries = Object.entries(data).sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b));
  return Object.fromEntries(entries) as TableData;
}

function oneOrMore(names: readonly string[]): string | string[] {
  const [only] = names;
  return names.length === 1 && only !== undefined ? only : [...names];
}

function displayForm({ partOf, ...rest }: DisplayDefinition) {
  return { ...rest, ...(partOf && { partOf: { ...partOf, command: partOf.command.join(' ') } }) };
}

function indexForm({ name: _, partitionKey, sortKey, projection, local }: IndexDefinition) {
  return {
    partitionKey: oneOrMore(partitionKey),
    ...(sortKey && { sortKey: oneOrMore(sortKey) }),
    ...(projection !== 'ALL' && { projection }),
    ...(local !== undefined && { local }),
  };
}

function attributeForm({ type, values, ...rest }: AttributeDefinition) {
  const isPlain = values === undefined && Object.keys(rest).length === 0;
  if (isPlain) return type;
  const standard = rest.format ? typeOfFormat(rest.format) : 'S';
  const { open, examples, ...first } = rest;
  return {
    ...(type !== standard && { type }),
    ...first,
    ...(values && { values: values.map(valueForm) }),
    ...(open !== undefined && { open }),
    ...(examples && { examples }),
  };
}

function valueForm({ name, stored, ...rest }: EnumeratedValue) {
  const [only] = stored;
  const isSame = stored.length === 1 && only === name;
  if (isSame && Object.keys(rest).length === 0) return name;
  return { name, ...(!isSame && { stored: oneOrMore(stored) }), ...rest };
}
