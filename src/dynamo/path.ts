import { type AttributeValue, attributeOf, type Item } from './values';

/** Where a value is inside an item: map keys as strings, list positions as numbers. Never empty. */
export type Path = readonly (string | number)[];

/**
 * Reads `a.b[0].c`. Returns undefined for text that is not a path (an empty step, a bad index).
 */
export function parsePath(text: string): Path | undefined {
  const path: (string | number)[] = [];
  for (const step of text.split('.')) {
    const match = /^([^[\]]+)((?:\[\d+\])*)$/.exec(step);
    if (!match?.[1]) return undefined;
    path.push(match[1]);
    for (const index of match[2]?.matchAll(/\[(\d+)\]/g) ?? []) path.push(Number(index[1]));
  }
  return path;
}

/** The path as a user would write it. */
export function pathText(path: Path): string {
  return path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`))
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

/** The value of a column: an attribute of just that name if the item has one, else what the dotted path finds. */
export function columnValue(item: Item, column: string): AttributeValue | undefined {
  const whole = attributeOf(item, column);
  if (whole !== undefined) return whole;
  const path = parsePath(column);
  return path && path.length > 1 ? valueAt(item, path) : undefined;
}
