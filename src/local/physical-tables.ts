import { keyAttributes, type TableDefinition } from '../dynamo/model/definition';

/** A definition and the name of its table. */
export interface NamedTable {
  readonly table: TableDefinition;
  readonly name: string;
}

/** A table in DynamoDB and the definitions that describe it, one for each entity it holds. */
export interface PhysicalTable {
  readonly name: string;
  readonly definitions: readonly TableDefinition[];
  /** What is needed to create it: the indexes and attributes of all definitions. */
  readonly whole: TableDefinition;
}

/** Returns the tables that definitions describe, each once, in the order of their first definitions. */
export function physicalTables(tables: readonly NamedTable[]): readonly PhysicalTable[] {
  const byName = new Map<string, TableDefinition[]>();
  for (const { name, table } of tables) byName.set(name, [...(byName.get(name) ?? []), table]);
  return [...byName].map(([name, definitions]) => ({ name, definitions, whole: wholeTable(definitions) }));
}

/**
 * Returns the definitions to generate sample items from. If there are definitions of entities, the one for all items is left out, as it
 * does not say how keys are composed.
 */
export function seededDefinitions({ definitions }: PhysicalTable): readonly TableDefinition[] {
  const kinds = definitions.filter((table) =>
    keyAttributes(table).some((name) => table.attributes[name]?.template !== undefined),
  );
  return kinds.length > 0 ? kinds : definitions;
}

function wholeTable(definitions: readonly TableDefinition[]): TableDefinition {
  // A definition that declares the table's key takes precedence over one that assumes it.
  const sure = definitions.find(({ keyIsAssumed }) => !keyIsAssumed) ?? definitions[0];
  const indexes = definitions.flatMap((definition) => definition.indexes ?? []);
  const ttl = definitions.find((definition) => definition.ttl)?.ttl;
  return {
    ...(sure as TableDefinition),
    indexes: [...new Map(indexes.map((index) => [index.name, index])).values()],
    attributes: Object.assign({}, ...definitions.map(({ attributes }) => attributes)),
    ...(ttl !== undefined && { ttl }),
  };
}
