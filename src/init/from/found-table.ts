import type { TableDescription } from '../../dynamo/model/table-description';
import { type AttributeType, attributeOf, type Item, isAttributeValue } from '../../dynamo/model/values';
import { question } from '../draft';
import type { Kind } from './kinds';

/** A table that a file declares. */
export interface FoundTable {
  /** Its identifier in the file, which may differ from the table's own name. */
  readonly id: string;
  /** Its place in the file, for messages: `Resources.Events`. */
  readonly place?: string;
  readonly description: TableDescription;
  readonly ttl: string | undefined;
  /** Notes on the name. */
  readonly notes: readonly string[];
  /** Notes on the table itself. */
  readonly remarks?: readonly string[];
  /** Sample items in the file. */
  readonly items: readonly Item[];
  /** The names that the file gives to groups of its sample items. */
  readonly facets?: ReadonlyMap<Item, string>;
  /** The entities, if the file declares them. */
  readonly kinds: readonly Kind[];
  /** Attributes that the file declares, with their types. The sample items need not have them. */
  readonly attributes?: ReadonlyMap<string, AttributeType>;
}

/** A table that a file declares, before its part of the file is read. */
export interface DeclaredTable {
  /** Its place in the file, for messages: `Resources.Events`. */
  readonly place: string;
  /** Throws a ZodError or a usage error for a table that is not valid. */
  read(): FoundTable;
}

/** Returns the KeySchema of a key with these attributes. */
export function keySchema(partition: readonly string[], sort: readonly string[]) {
  return [
    ...partition.map((AttributeName) => ({ AttributeName, KeyType: 'HASH' as const })),
    ...sort.map((AttributeName) => ({ AttributeName, KeyType: 'RANGE' as const })),
  ];
}

/** Completes the projection of an index, most of which a file may leave out. */
export function projectionOf({
  ProjectionType = 'ALL',
  NonKeyAttributes,
}: {
  ProjectionType?: string | undefined;
  NonKeyAttributes?: readonly string[] | undefined;
} = {}): { readonly ProjectionType: string; readonly NonKeyAttributes?: readonly string[] } {
  return { ProjectionType, ...(NonKeyAttributes && { NonKeyAttributes }) };
}

/**
 * Returns the sample items that DynamoDB would accept: typed, and with all attributes of the key. The remark counts the others. `key` are
 * the attributes of the table's key.
 */
export function sampleItems(
  data: readonly unknown[],
  key: readonly string[],
): { readonly items: readonly Item[]; readonly remarks: readonly string[] } {
  const typed = data.filter((one): one is Item => isAttributeValue({ M: one }));
  const items = typed.filter((item) => key.every((name) => attributeOf(item, name)));
  const remark = (count: number, why: string) =>
    count === 0
      ? []
      : [question(`${count === 1 ? '1 sample item is' : `${count} sample items are`} ignored: ${why}`)];
  return {
    items,
    remarks: [
      ...remark(data.length - typed.length, "not in DynamoDB's JSON, with a type for each value"),
      ...remark(typed.length - items.length, 'without a key'),
    ],
  };
}
