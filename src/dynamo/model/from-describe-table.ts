import type { AttributeDefinition, IndexDefinition, KeySchema, TableDefinition } from './definition';
import type { IndexDescription, KeyElement, TableDescription } from './table-description';

/**
 * What DescribeTable tells of a table, as a definition: keys, indexes, and the types of key attributes. It knows no other
 * attributes and no access patterns. `command` are the words that ask the table.
 */
export function fromDescribeTable(
  description: TableDescription,
  command: readonly string[],
): TableDefinition {
  const local = (description.LocalSecondaryIndexes ?? []).map((index) => ({
    ...describedIndex(index),
    local: true,
  }));
  const global = (description.GlobalSecondaryIndexes ?? []).filter(isReadable).map(describedIndex);
  const types = description.AttributeDefinitions.map(
    ({ AttributeName, AttributeType }): [string, AttributeDefinition] => [
      AttributeName,
      { type: AttributeType },
    ],
  );
  return {
    command,
    summary: `table ${description.TableName}`,
    name: description.TableName,
    ...describedKey(description.KeySchema),
    indexes: [...local, ...global],
    attributes: Object.fromEntries(types),
    patterns: [],
  };
}

/** An index that is being built, or taken away, can't be asked. */
function isReadable({ IndexStatus }: IndexDescription): boolean {
  return IndexStatus !== 'CREATING' && IndexStatus !== 'DELETING';
}

function describedIndex({ IndexName, KeySchema, Projection }: IndexDescription): IndexDefinition {
  return { name: IndexName, ...describedKey(KeySchema), projection: describedProjection(Projection) };
}

/** An index may have several attributes of each kind, whose order is that of the key. */
export function describedKey(elements: readonly KeyElement[]): KeySchema {
  const named = (type: KeyElement['KeyType']) =>
    elements.filter(({ KeyType }) => KeyType === type).map(({ AttributeName }) => AttributeName);
  const sortKey = named('RANGE');
  return { partitionKey: named('HASH'), ...(sortKey.length > 0 && { sortKey }) };
}

/** The attributes that an index holds apart from keys. */
export function describedProjection({
  ProjectionType,
  NonKeyAttributes = [],
}: IndexDescription['Projection']): IndexDefinition['projection'] {
  if (ProjectionType === 'ALL' || ProjectionType === 'KEYS_ONLY') return ProjectionType;
  return NonKeyAttributes;
}
