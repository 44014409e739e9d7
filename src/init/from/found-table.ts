import type { TableDescription } from '../../dynamo/model/table-description';
import type { AttributeType, Item } from '../../dynamo/model/values';
import type { Kind } from './kinds';

/** A table that a file declares. */
export interface FoundTable {
  /** What the file calls it, apart from the table's own name. */
  readonly id: string;
  readonly description: TableDescription;
  readonly ttl: string | undefined;
  /** What is to be said about the name. */
  readonly notes: readonly string[];
  /** Sample items that come with it. */
  readonly items: readonly Item[];
  /** Kinds of items, where the file tells of them. */
  readonly kinds: readonly Kind[];
  /** Attributes that no sample item may have, with their types. */
  readonly attributes?: ReadonlyMap<string, AttributeType>;
}

/** What an index holds, where a file may leave out most of it. */
export function projectionOf({
  ProjectionType = 'ALL',
  NonKeyAttributes,
}: {
  ProjectionType?: string | undefined;
  NonKeyAttributes?: readonly string[] | undefined;
} = {}): { readonly ProjectionType: string; readonly NonKeyAttributes?: readonly string[] } {
  return { ProjectionType, ...(NonKeyAttributes && { NonKeyAttributes }) };
}
