import type { TableDescription } from '../../dynamo/model/table-description';
import type { AttributeType, Item } from '../../dynamo/model/values';
import type { Kind } from './kinds';

/** A table that a file declares. */
export interface FoundTable {
  /** Its identifier in the file, which may differ from the table's own name. */
  readonly id: string;
  readonly description: TableDescription;
  readonly ttl: string | undefined;
  /** Notes on the name. */
  readonly notes: readonly string[];
  /** Sample items in the file. */
  readonly items: readonly Item[];
  /** The entities, if the file declares them. */
  readonly kinds: readonly Kind[];
  /** Attributes that the file declares, with their types. The sample items need not have them. */
  readonly attributes?: ReadonlyMap<string, AttributeType>;
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
