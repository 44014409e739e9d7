import type { AttributeDefinition } from '../../dynamo/model/attribute-definition';
import { storedInstant } from '../../dynamo/model/condition';
import type { DisplayDefinition } from '../../dynamo/model/definition';
import { epochMillis } from '../../dynamo/model/instant';
import type { ItemPage } from '../../dynamo/model/values';
import { type AttributeValue, attributeOf, type Item } from '../../dynamo/model/values';
import { attributeDefinition } from '../columns';
import type { ItemShape, View } from '../view';

/** A column computed from others that are less useful on their own. */
interface Derived {
  readonly name: string;
  readonly definition: AttributeDefinition;
  /** The columns that it replaces. */
  readonly replaces: readonly string[];
  readonly value: (item: Item) => AttributeValue | undefined;
}

/**
 * Adds the computed columns that the definition's display declares: the duration, and the number of finished parts. Only on a terminal, and
 * only if the user chose no columns. Pipes get the stored attributes alone.
 */
export function withDerived(
  pages: AsyncIterable<ItemPage>,
  view: View,
): { readonly pages: AsyncIterable<ItemPage>; readonly view: View } {
  const derived = view.terminal && !view.wide && !view.columnsChosen ? derivedColumns(view) : [];
  if (derived.length === 0) return { pages, view };
  const attributes = Object.fromEntries(derived.map(({ name, definition }) => [name, definition]));
  const shape = { ...view.shape, attributes: { ...view.shape.attributes, ...attributes } };
  const columns = view.columns && derived.reduce(insertColumn, view.columns);
  return { pages: extendPages(pages, derived), view: { ...view, shape, columns } };
}

function derivedColumns({ shape, columns = [] }: View): readonly Derived[] {
  const { done } = shape.display ?? {};
  const span = spanOf(shape, columns);
  const all = [span && durationColumn(span, shape, columns), done && doneColumn(done)];
  return all
    .filter((column) => column !== undefined)
    .filter(({ name, replaces }) => !Object.hasOwn(shape.attributes, name) || replaces.includes(name));
}

/** The attributes with the start and the end of a duration. */
interface Span {
  readonly from: string;
  readonly to: string;
}

/**
 * Returns the span whose duration the display declares: of an item's life, unless it names other times. Without a declaration, a duration
 * replaces the end of a life if that is a column.
 */
function spanOf({ display, life }: ItemShape, columns: readonly string[]): Span | undefined {
  if (typeof display?.duration === 'object') return display.duration;
  const { began: from, ended: to } = life ?? {};
  if (from === undefined || to === undefined || display?.duration === false) return undefined;
  return display?.duration || (columns.includes(from) && columns.includes(to)) ? { from, to } : undefined;
}

/** With the start and the duration, the end is redundant. A column that holds the duration takes its place. */
function durationColumn({ from, to }: Span, shape: ItemShape, columns: readonly string[]): Derived {
  const stored = columns.find((name) => isDuration(name, attributeDefinition(shape, name)));
  if (stored !== undefined) {
    const definition = attributeDefinition(shape, stored) ?? { type: 'N' };
    return { name: stored, definition, replaces: [to, stored], value: () => undefined };
  }
  return {
    name: 'duration',
    definition: { type: 'N', format: 'millis' },
    replaces: [to],
    value: (item) => {
      const [start, end] = [momentOf(shape, item, from), momentOf(shape, item, to)];
      return start === undefined || end === undefined ? undefined : { N: String(end - start) };
    },
  };
}

function isDuration(name: string, definition: AttributeDefinition | undefined): boolean {
  return (
    (definition?.format === 'seconds' || definition?.format === 'millis') && /duration|elapsed/i.test(name)
  );
}

/** Returns a time of an item in epoch milliseconds, or undefined if it has none. */
export function momentOf({ attributes }: ItemShape, item: Item, name: string): number | undefined {
  const value = attributeOf(item, name);
  const instant = value && storedInstant(attributes[name]?.format ?? 'time', value);
  return instant === undefined ? undefined : epochMillis(instant);
}

function doneColumn({ completed, total }: NonNullable<DisplayDefinition['done']>): Derived {
  return {
    name: 'done',
    definition: { type: 'S' },
    replaces: [completed, total],
    value: (item) => {
      const [some, all] = [attributeOf(item, completed), attributeOf(item, total)];
      return some && all && 'N' in some && 'N' in all ? { S: `${some.N}/${all.N}` } : undefined;
    },
  };
}

/** Puts a derived column in the place of the first column that it replaces, or at the end. */
function insertColumn(columns: readonly string[], { name, replaces }: Derived): readonly string[] {
  const at = columns.findIndex((column) => replaces.includes(column));
  const others = columns.filter((column) => !replaces.includes(column));
  return at === -1 ? [...others, name] : others.toSpliced(at, 0, name);
}

async function* extendPages(
  pages: AsyncIterable<ItemPage>,
  derived: readonly Derived[],
): AsyncGenerator<ItemPage> {
  for await (const { items } of pages) yield { items: items.map((item) => extend(item, derived)) };
}

function extend(item: Item, derived: readonly Derived[]): Item {
  const more = derived.flatMap(({ name, value }) => {
    const made = attributeOf(item, name) ? undefined : value(item);
    return made ? [[name, made] as const] : [];
  });
  return { ...item, ...Object.fromEntries(more) };
}
