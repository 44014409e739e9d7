import { keyAttributes, type TableDefinition } from '../dynamo/model/definition';

/** A definition, and what its table is called. */
export interface NamedTable {
  readonly table: TableDefinition;
  readonly name: string;
}

/** A table as DynamoDB has it, and the definitions that describe it: one for each kind of item that lives in it. */
export interface PhysicalTable {
  readonly name: string;
  readonly definitions: readonly TableDefinition[];
  /** All that is needed to create it: the indexes and attributes of every definition. */
  readonly whole: TableDefinition;
}

/** The tables that definitions are about, each once, in the order in which they are first spoken of. */
export function physicalTables(tables: readonly NamedTable[]): readonly PhysicalTable[] {
  const byName = new Map<string, TableDefinition[]>();
  for (const { name, table } of tables) byName.set(name, [...(byName.get(name) ?? []), table]);
  return [...byName].map(([name, definitions]) => ({ name, definitions, whole: wholeTable(definitions) }));
}

/**
 * The definitions that sample items are made of: those of kinds of items where there are any, and not the one of all kinds, which says
 * nothing of how their keys are composed.
 */
export function seededDefinitions({ definitions }: PhysicalTable): readonly TableDefinition[] {
  const kinds = definitions.filter((table) =>
    keyAttributes(table).some((name) => table.attributes[name]?.template !== undefined),
  );
  return kinds.length > 0 ? kinds : definitions;
}

function wholeTable(definitions: readonly TableDefinition[]): TableDefinition {
  // A definition that is sure of the table's key knows better than one that assumes it.
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
