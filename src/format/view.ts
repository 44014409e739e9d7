import {
  type AttributeDefinition,
  type DisplayDefinition,
  keyAttributes,
  type TableDefinition,
} from '../dynamo/model/definition';
import type { Item } from '../dynamo/model/values';

/** Every format there is, the default first. */
export const FORMATS = ['table', 'json', 'ndjson', 'csv', 'dynamodb-json'] as const;

/** Numbers in JSON: exact literals, or strings. The default comes first here and below. */
export const NUMBER_FORMS = ['exact', 'string'] as const;

/** How tables and CSV show times. */
export const TIME_FORMS = ['raw', 'utc', 'local', 'relative'] as const;

export const COLOR_CHOICES = ['auto', 'always', 'never'] as const;

export type FormatName = (typeof FORMATS)[number];
type NumberForm = (typeof NUMBER_FORMS)[number];
type TimeForm = (typeof TIME_FORMS)[number];

/** How a surface wants to show a result, and on what. */
export interface View {
  readonly shape: ItemShape;
  /** Columns in their order; every attribute when absent. */
  readonly columns: readonly string[] | undefined;
  /** Whether the user named the columns. JSON shows whole items otherwise. */
  readonly columnsChosen: boolean;
  /** The stream is a terminal. */
  readonly terminal: boolean;
  /** Width of the terminal in cells. */
  readonly width: number;
  readonly color: boolean;
  readonly numbers: NumberForm;
  readonly times: TimeForm;
  /** One attribute a line instead of one item a line. */
  readonly record: boolean;
  /** Show an item as a record if it turns out to be the only one. */
  readonly single?: boolean;
  /** The question was about one thing by its id, so its items may make up a timeline. */
  readonly timeline?: boolean;
  /** The item that all items belong to, once it has been read, if there is one. */
  readonly parent?: Promise<ParentItem | undefined>;
  readonly escapeFormulas: boolean;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** What a formatter needs to know of the items it shows. */
export interface ItemShape {
  /** Attributes of the table's key, which come first where no columns are chosen. */
  readonly key: readonly string[];
  readonly attributes: Readonly<Record<string, AttributeDefinition>>;
  /** The attribute that says when an item expires (epoch seconds). */
  readonly ttl?: string | undefined;
  readonly display?: DisplayDefinition | undefined;
}

/** An item of another table that the items of a result belong to. */
export interface ParentItem {
  readonly shape: ItemShape;
  readonly item: Item;
  /** The attribute that says of each item what it belongs to. */
  readonly by: string;
}

/** The shape of a table's items. */
export function shapeOf(table: TableDefinition): ItemShape {
  const { attributes, ttl, display } = table;
  return { key: table.keyIsAssumed ? [] : keyAttributes(table), attributes, ttl, display };
}
