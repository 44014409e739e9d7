import type { AttributeDefinition } from './attribute-definition';
import type { TableDefinition } from './definition';
import { fromDescribeTable } from './from-describe-table';
import type { TableDescription } from './table-description';

/**
 * Returns a definition with what DescribeTable adds to it: the table's key if the definition only assumes one, and indexes that the
 * definition does not know. The templates of an assumed key are dropped, as nothing says that its values are built like that.
 */
export function completeDefinition(table: TableDefinition, description: TableDescription): TableDefinition {
  const real = fromDescribeTable(description, table.command);
  const { indexes: known = [], keyIsAssumed, partitionKey, sortKey = [], ...rest } = table;
  const others = (real.indexes ?? []).filter(({ name }) => !known.some((index) => index.name === name));
  const guessed = keyIsAssumed ? [...partitionKey, ...sortKey] : [];
  const declared = Object.entries(table.attributes).map(([name, attribute]) =>
    guessed.includes(name) ? [name, withoutTemplate(attribute)] : [name, attribute],
  );
  const key = keyIsAssumed ? real : table;
  return {
    ...rest,
    partitionKey: key.partitionKey,
    ...(key.sortKey && { sortKey: key.sortKey }),
    indexes: [...known, ...others],
    attributes: { ...real.attributes, ...Object.fromEntries(declared) },
  };
}

function withoutTemplate({ template: _, ...attribute }: AttributeDefinition): AttributeDefinition {
  return attribute;
}
