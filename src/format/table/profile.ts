import { type AttributeDefinition, shortForm } from '../../dynamo/model/attribute-definition';
import type { Item } from '../../dynamo/model/values';
import { attributeDefinition, type ColumnReader } from '../columns';
import { visible } from '../terminal-safe';
import type { View } from '../view';
import { type Cell, type CellForm, cellOf, cellReader, isNumeric, isTimeColumn } from './cells';
import { EXPIRED, isExpired } from './expiry';
import { isStatus } from './status';

/** What a column holds, which decides what happens to it where space is short. */
export type Kind = 'id' | 'status' | 'time' | 'message' | 'text' | 'number' | 'word' | 'data';

/** What is known about a column from the rows so far. */
export interface Profile {
  readonly name: string;
  readonly header: Cell;
  readonly kind: Kind;
  /** `column`: the user named the column, so it is always shown. `condition`: the question names its attribute. */
  readonly asked: 'column' | 'condition' | undefined;
  /** Identifies the item: the command's argument, or the table's key. */
  readonly identifies: boolean;
  /** Its values are unique in the table, by its definition. */
  readonly unique: boolean;
  /** Number of rows with a value. */
  readonly filled: number;
  readonly numeric: boolean;
  /** Whether its text may take several lines. */
  readonly wraps: boolean;
  /** Widths of its widest cell in both forms. */
  readonly widths: Readonly<Record<CellForm, number>>;
  /** The cell of all rows, if they have the same: an empty one if all are empty. */
  readonly only: Cell | undefined;
  readonly cell: (item: Item, form: CellForm) => Cell;
}

/** The longest text without a space that counts as one word, if the terminal is that wide. Longer ones are broken like prose. */
const MAX_WORD = 64;

const ID_NAME = /(?:^|_)(?:id|arn|hash|pk|sk)$|(?:Id|ID|Arn|ARN|PK|SK)$/;
const MESSAGE_NAME = /error|message|reason|cause|exception|fault/i;

/** Describes one column by its definition and by the rows so far. */
export function profileOf(column: ColumnReader, view: View, items: readonly Item[]): Profile {
  const { name } = column;
  const definition = attributeDefinition(view.shape, name);
  const readers = { whole: cellReader(column, view), short: cellReader(column, view, 'short') };
  const widths = { whole: 0, short: 0 };
  let only: Cell | undefined;
  let isSame = true;
  let filled = 0;
  let isWords = true;
  for (const item of items) {
    const whole = readers.whole(item);
    widths.whole = Math.max(widths.whole, whole.width);
    widths.short = Math.max(widths.short, readers.short(item).width);
    isWords &&= whole.width <= Math.min(MAX_WORD, view.width) && !whole.text.includes(' ');
    if (whole.text !== '') filled++;
    only ??= whole;
    isSame &&= only.text === whole.text;
  }
  const identifies = name === view.shape.argument || view.shape.key.includes(name);
  const numeric = isNumeric(column, view, items);
  const kind = identifies ? 'id' : kindOf(column, definition, view, items, { numeric, isWords });
  return {
    name,
    header: cellOf(visible(name), 'heading'),
    kind,
    asked: view.columnsChosen ? 'column' : view.asked?.includes(name) ? 'condition' : undefined,
    identifies,
    unique: definition?.unique === true,
    filled,
    numeric: kind !== 'time' && numeric,
    wraps: kind === 'text' || kind === 'message' || kind === 'data',
    widths,
    only: isSame ? only : undefined,
    cell: (item, form) => readers[form](item),
  };
}

function kindOf(
  column: ColumnReader,
  definition: AttributeDefinition | undefined,
  view: View,
  items: readonly Item[],
  { numeric, isWords }: { readonly numeric: boolean; readonly isWords: boolean },
): Kind {
  const { name } = column;
  // How far an item is says as much as its status.
  if (isStatus(definition, name) || name === view.shape.display?.progress) return 'status';
  const values = items.flatMap((item) => column.read(item) ?? []);
  if (isTimeColumn(column, view, values)) return 'time';
  if (numeric) return 'number';
  if (definition?.option !== undefined || definition?.unique || ID_NAME.test(name)) return 'id';
  if (values.some((value) => !('S' in value || 'BOOL' in value || 'NULL' in value))) return 'data';
  if (MESSAGE_NAME.test(name)) return 'message';
  return isWords ? 'word' : 'text';
}

/** The mark of expired items, as a column without a name, for tables that do not show their time to live. */
export function expiryProfile(view: View, items: readonly Item[]): Profile | undefined {
  if (!items.some((item) => isExpired(item, view))) return undefined;
  const mark = cellOf(EXPIRED, 'expired');
  return {
    name: '',
    header: cellOf(''),
    kind: 'status',
    asked: 'column',
    identifies: false,
    unique: false,
    filled: 0,
    numeric: false,
    wraps: false,
    widths: { whole: mark.width, short: mark.width },
    only: undefined,
    cell: (item) => (isExpired(item, view) ? mark : cellOf('')),
  };
}

/** Whether a column only repeats the short form of the argument, in every row. */
export function repeatsArgument(name: string, { shape }: View, items: readonly Item[]): boolean {
  const { argument = '' } = shape;
  const definition = attributeDefinition(shape, argument);
  if (!definition?.short || name === argument) return false;
  return items.every(({ [argument]: id, [name]: other }) => {
    return id && other && 'S' in id && 'S' in other && shortForm(definition, id.S) === other.S;
  });
}

/** Returns the column that tells the items apart best: the argument or a key, else the ID that most items have. */
export function bestId(profiles: readonly Profile[]): Profile | undefined {
  const identifying = profiles.find(({ identifies }) => identifies);
  const ids = profiles.filter(({ kind }) => kind === 'id');
  return identifying ?? ids.sort((a, b) => b.filled - a.filled)[0];
}
