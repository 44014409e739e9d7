import { type AttributeValue, attributeOf, type Item } from './values';

/** The position of a value in an item: map keys as strings, list positions as numbers. Never empty. */
export type Path = readonly (string | number)[];

/** One step of a path: a plain or quoted name, the list positions after it, and the separator. */
const STEP = /(?:"([^"]+)"|([^".[\]][^.[\]]*))((?:\[\d+\])*)(\.|$)/y;

/**
 * Parses `a.b[0].c`. A name that contains a dot or a bracket must be in double quotes. Returns undefined when the text is not a valid path.
 */
export function parsePath(text: string): Path | undefined {
  const path: (string | number)[] = [];
  for (let at = 0, more = true; more; ) {
    STEP.lastIndex = at;
    const match = STEP.exec(text);
    if (!match) return undefined;
    path.push((match[1] ?? match[2]) as string);
    for (const index of match[3]?.matchAll(/\d+/g) ?? []) path.push(Number(index[0]));
    at = STEP.lastIndex;
    more = match[4] === '.';
  }
  return path;
}

/** Returns the attribute that a column names, without the quotes of a special name. A path into a map is returned unchanged. */
export function columnName(column: string): string {
  const path = parsePath(column);
  return path?.length === 1 ? String(path[0]) : column;
}

/** Splits a list of columns `a,b.c,"d,e"` at its commas, and keeps quotes. */
export function splitColumns(text: string): readonly string[] {
  const columns: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const opens = text[at] === '"' && /^[\s,.]?$/.test(text[at - 1] ?? '');
    if (opens) at = Math.max(at, text.indexOf('"', at + 1));
    else if (text[at] === ',') {
      columns.push(text.slice(start, at).trim());
      start = at + 1;
    }
  }
  return [...columns, text.slice(start).trim()];
}

/** A column to sort by. */
export interface SortColumn {
  readonly column: string;
  readonly descending: boolean;
}

/** Parses `column`, `column:asc`, `column:desc` or `-column`. Returns undefined when a text has both a dash and a direction. */
export function parseSortColumn(text: string): SortColumn | undefined {
  const [, dash, column = '', direction] = /^(-?)(.*?)(?::(asc|desc))?$/s.exec(text) ?? [];
  if (dash && direction) return undefined;
  return { column, descending: direction === 'desc' || dash === '-' };
}

/** Joins columns to a list that {@link splitColumns} splits again: quotes names that contain a comma. */
export function joinColumns(columns: readonly string[]): string {
  const quoted = (column: string) => pathText(parsePath(column) ?? [column]);
  return columns.map((one) => (splitColumns(one).length === 1 ? one : quoted(one))).join(',');
}

/** Formats a path as the user would type it, also in a list. (No list can name an attribute with a comma and a quote.) */
export function pathText(path: Path): string {
  const text = (step: string) => (/[.[\]]|^[^"]*,[^"]*$/.test(step) ? `"${step}"` : step);
  return path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i === 0 ? '' : '.'}${text(step)}`))
    .join('');
}

/** Returns the value at a path, or undefined when the item has none. */
export function valueAt(item: Item, path: Path): AttributeValue | undefined {
  let value: AttributeValue | undefined = { M: item };
  for (const step of path) value = value && inside(value, step);
  return value;
}

function inside(value: AttributeValue, step: string | number): AttributeValue | undefined {
  if (typeof step === 'number') return 'L' in value ? value.L[step] : undefined;
  return 'M' in value ? attributeOf(value.M, step) : undefined;
}

/** Returns the value of a column: of the attribute with exactly that name if the item has one, else the value at the path. */
export function columnValue(item: Item, column: string): AttributeValue | undefined {
  const whole = attributeOf(item, column);
  if (whole !== undefined) return whole;
  const path = parsePath(column);
  return path && valueAt(item, path);
}
