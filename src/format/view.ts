import type { AttributeDefinition } from '../dynamo/model/attribute-definition';
import {
  type DisplayDefinition,
  keyAttributes,
  type LifeDefinition,
  type TableDefinition,
} from '../dynamo/model/definition';
import type { Item } from '../dynamo/model/values';

/** All formats, the default first. */
export const FORMATS = ['table', 'json', 'ndjson', 'csv', 'dynamodb-json', 'markdown'] as const;

/** Numbers in JSON: exact literals, or strings. The default comes first here and below. */
export const NUMBER_FORMS = ['exact', 'string'] as const;

/** How tables, CSV and Markdown show times. */
export const TIME_FORMS = ['raw', 'utc', 'local', 'relative'] as const;

export const COLOR_CHOICES = ['auto', 'always', 'never'] as const;

export type FormatName = (typeof FORMATS)[number];
type NumberForm = (typeof NUMBER_FORMS)[number];
type TimeForm = (typeof TIME_FORMS)[number];

/** How a surface shows a result. */
export interface View {
  readonly shape: ItemShape;
  /** Columns in order. All attributes when absent. */
  readonly columns: readonly string[] | undefined;
  /** Whether the user named the columns. If not, JSON shows whole items. */
  readonly columnsChosen: boolean;
  /** The attributes that the question names. They come first among all attributes, and are left out last. */
  readonly asked?: readonly string[];
  /** Show every column and cut nothing, even where lines get longer than the terminal is wide. */
  readonly wide?: boolean;
  /** Says how to see what a narrow terminal has no room for. */
  readonly moreHint?: string;
  /** Whether the output is a terminal. */
  readonly terminal: boolean;
  /** Width of the terminal in cells. */
  readonly width: number;
  readonly color: boolean;
  readonly numbers: NumberForm;
  /** `auto`: as stored, and on a terminal in the form that suits the display. */
  readonly times: TimeForm | 'auto' | 'compact';
  /** Show one attribute per line instead of one item per line. */
  readonly record: boolean;
  /** Show the item as a record if there is only one. */
  readonly single?: boolean;
  /** The question was for one ID, so the items may form a timeline. */
  readonly timeline?: boolean;
  /** Resolves to the item that all items belong to, if any. */
  readonly parent?: Promise<ParentItem | undefined>;
  readonly escapeFormulas: boolean;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** What a formatter needs to know about the items. */
export interface ItemShape {
  /** Attributes of the table's key. They come first when the user chose no columns. */
  readonly key: readonly string[];
  readonly attributes: Readonly<Record<string, AttributeDefinition>>;
  /** The attribute that the command's argument fixes. */
  readonly argument?: string | undefined;
  /** The attribute that holds the expiry time (epoch seconds). */
  readonly ttl?: string | undefined;
  readonly life?: LifeDefinition | undefined;
  readonly display?: DisplayDefinition | undefined;
}

/** An item of another table that the items of a result belong to. */
export interface ParentItem {
  readonly shape: ItemShape;
  readonly item: Item;
  /** The attribute by which items refer to their parent. */
  readonly by: string;
}

/** Returns the shape of a table's items. */
export function shapeOf(table: TableDefinition): ItemShape {
  const { attributes, argument, ttl, life, display } = table;
  return { key: table.keyIsAssumed ? [] : keyAttributes(table), attributes, argument, ttl, life, display };
}
