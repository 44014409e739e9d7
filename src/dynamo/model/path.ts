import { type AttributeValue, attributeOf, type Item } from './values';

/** Where a value is inside an item: map keys as strings, list positions as numbers. Never empty. */
export type Path = readonly (string | number)[];

/** One step of a path: a plain name or a quoted one, the list positions behind it, and what separates it from the next. */
const STEP = /(?:"([^"]+)"|([^".[\]][^.[\]]*))((?:\[\d+\])*)(\.|$)/y;

/**
 * Reads `a.b[0].c`; a name with a dot or a bracket in it may stand in double quotes. Returns undefined for text that is not a
 * path (an empty step, a bad index).
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

/** The columns of a list `a,b.c,"d,e"`, as they were typed. */
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

/** The path as a user would write it. */
export function pathText(path: Path): string {
  const text = (step: string) => (/[.[\]]/.test(step) ? `"${step}"` : step);
  return path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i === 0 ? '' : '.'}${text(step)}`))
    .join('');
}

/** The value at a path, or undefined when the item has none there. */
export function valueAt(item: Item, path: Path): AttributeValue | undefined {
  let value: AttributeValue | undefined = { M: item };
  for (const step of path) value = value && inside(value, step);
  return value;
}

function inside(value: AttributeValue, step: string | number): AttributeValue | undefined {
  if (typeof step === 'number') return 'L' in value ? value.L[step] : undefined;
  return 'M' in value ? attributeOf(value.M, step) : undefined;
}

/** The value of a column: an attribute of just that name if the item has one, else what the path finds. */
export function columnValue(item: Item, column: string): AttributeValue | undefined {
  const whole = attributeOf(item, column);
  if (whole !== undefined) return whole;
  const path = parsePath(column);
  return path && valueAt(item, path);
}
