import type { AttributeDefinition } from './attribute-definition';
import type { IndexDefinition, KeySchema, TableDefinition } from './definition';
import type { IndexDescription, KeyElement, TableDescription } from './table-description';

/**
 * Converts the response of DescribeTable to a definition with keys, indexes, and types of key attributes. It has no other attributes and no
 * access patterns. `command` are the words of its command.
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

/** Whether an index can be queried. It can't while it is being created or deleted. */
function isReadable({ IndexStatus }: IndexDescription): boolean {
  return IndexStatus !== 'CREATING' && IndexStatus !== 'DELETING';
}

function describedIndex({ IndexName, KeySchema, Projection }: IndexDescription): IndexDefinition {
  return { name: IndexName, ...describedKey(KeySchema), projection: describedProjection(Projection) };
}

/** Converts a key schema. An index may have several attributes of each type, in order. */
export function describedKey(elements: readonly KeyElement[]): KeySchema {
  const named = (type: KeyElement['KeyType']) =>
    elements.filter(({ KeyType }) => KeyType === type).map(({ AttributeName }) => AttributeName);
  const sortKey = named('RANGE');
  return { partitionKey: named('HASH'), ...(sortKey.length > 0 && { sortKey }) };
}

/** Converts the projection of an index. */
export function describedProjection({
  ProjectionType,
  NonKeyAttributes = [],
}: IndexDescription['Projection']): IndexDefinition['projection'] {
  if (ProjectionType === 'ALL' || ProjectionType === 'KEYS_ONLY') return ProjectionType;
  return NonKeyAttributes;
}
