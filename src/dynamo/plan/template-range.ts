import { type Condition, epochScale, topLevel, wholeSecond, windowRange } from '../model/condition';
import type { AttributeDefinition, TableDefinition } from '../model/definition';
import { buildKey, parseTemplate } from '../model/key-template';
import { compareUtf8 } from '../model/values';
import { fixedValues } from './fixed-values';
import type { KeyCondition } from './plan';

/** The range of a key that is composed by a template. */
export interface TemplateRange {
  /** Contains the keys of all items that meet the conditions. */
  readonly condition: KeyCondition;
  /** Conditions that every item in the range meets. Others must also be checked. */
  readonly used: readonly Condition[];
  /** No key can meet the conditions. */
  readonly impossible: boolean;
  /** A condition on a variable restricts the range, so it is more than the prefix that all items of the entity share. */
  readonly isRestricted: boolean;
}

/**
 * Returns the range of keys that the conditions on the variables of a template allow: the variables from the left that have a single value,
 * and a range or prefix of the next one. Undefined if nothing restricts the key.
 */
export function templateRange(
  table: TableDefinition,
  attribute: string,
  conditions: readonly Condition[],
): TemplateRange | undefined {
  const text = table.attributes[attribute]?.template;
  if (!text) return undefined;
  const template = parseTemplate(text);
  const about = (variable: string) => conditions.filter((condition) => topLevel(condition) === variable);
  const values = new Map<string, string>();
  const used: Condition[] = [];
  let isSeparated = true;
  let next: Condition[] = [];
  for (const [i, variable] of template.variables.entries()) {
    const [value, another] = fixedValues(table, variable, about(variable), false)?.values ?? [];
    const separator = template.literals[i + 1] ?? '';
    if (value && !another && ('S' in value || 'N' in value)) {
      values.set(variable, 'S' in value ? value.S : value.N);
      isSeparated = separator !== '';
      // Without a separator after the value, a longer value would have the same prefix.
      if (isSeparated) used.push(...about(variable));
      continue;
    }
    if (!isSeparated) break;
    next = about(variable);
    const prefix = buildKey(template, values).text;
    const range = rangeOf(attribute, { prefix, separator, definition: table.attributes[variable] }, next);
    if (range) return { ...range, used: [...used, ...range.used], isRestricted: true };
    break;
  }
  const prefix = buildKey(template, values).text;
  if (prefix === '') return undefined;
  const condition = { attribute, operator: 'begins_with', value: { S: prefix } } as const;
  return { condition, used, impossible: false, isRestricted: used.length > 0 };
}

/** A variable inside a key: what stands before it and after it. The separator is empty if the variable ends the key. */
interface Place {
  readonly prefix: string;
  readonly separator: string;
  readonly definition: AttributeDefinition | undefined;
}

/** One end of a range of keys. */
interface End {
  readonly key: string;
  readonly inclusive: boolean;
  /** The condition that the end comes from, if every key inside meets it. */
  readonly exact?: Condition;
}

/** Sorts after everything that may follow in a key: it is no character, and the last code point. */
const LAST = '\u{10FFFF}';

function rangeOf(
  attribute: string,
  place: Place,
  conditions: readonly Condition[],
): Omit<TemplateRange, 'isRestricted'> | undefined {
  const begins = conditions.find((condition) => condition.operator === 'begins_with');
  const { prefix, separator } = place;
  if (begins?.operator === 'begins_with' && isText(place) && 'S' in begins.value && begins.value.S !== '') {
    const start = begins.value.S;
    const condition = { attribute, operator: 'begins_with', value: { S: prefix + start } } as const;
    // A shorter value may begin like this together with its separator.
    const isExact = separator === '' || !start.includes(first(separator));
    return { condition, used: isExact ? [begins] : [], impossible: false };
  }
  const low = narrowest(
    conditions.flatMap((condition) => lowEnd(place, condition) ?? []),
    1,
  );
  const high = narrowest(
    conditions.flatMap((condition) => highEnd(place, condition) ?? []),
    -1,
  );
  return low || high ? between(attribute, prefix, low, high) : undefined;
}

/** Returns the range between two ends, and never beyond the keys with the prefix. */
function between(
  attribute: string,
  prefix: string,
  low: End | undefined,
  high: End | undefined,
): Omit<TemplateRange, 'isRestricted'> {
  const value = (key: string) => ({ S: key });
  const used = [low, high].flatMap((end) => end?.exact ?? []);
  if (prefix === '' && !high && low)
    return {
      condition: { attribute, operator: low.inclusive ? '>=' : '>', value: value(low.key) },
      used,
      impossible: false,
    };
  if (prefix === '' && !low && high)
    return {
      condition: { attribute, operator: high.inclusive ? '<=' : '<', value: value(high.key) },
      used,
      impossible: false,
    };
  const [from, to] = [low?.key ?? prefix, high?.key ?? prefix + LAST];
  return {
    condition: { attribute, operator: 'between', low: value(from), high: value(to) },
    // BETWEEN includes both ends.
    used: [low, high].flatMap((end) => (end?.inclusive && end.exact ? [end.exact] : [])),
    impossible: compareUtf8(from, to) > 0,
  };
}

/** Returns the lower end of the keys of all values that meet a condition. */
function lowEnd(place: Place, condition: Condition): End | undefined {
  const { prefix, separator } = place;
  if (condition.operator === 'window') {
    const low = windowText(place, condition, 'low');
    return low === undefined ? undefined : { key: prefix + low, inclusive: true };
  }
  if (condition.operator !== '>' && condition.operator !== '>=') return undefined;
  const text = operandText(place, condition);
  if (text === undefined) return undefined;
  const key = prefix + text;
  const inclusive = condition.operator === '>=';
  if (separator === '') return { key, inclusive, ...(isText(place) && { exact: condition }) };
  // The value itself and longer ones can't be told apart before their separator, so an exclusive end is checked.
  const isExact = inclusive && isText(place) && continuesAbove(text, separator);
  return { key, inclusive: true, ...(isExact && { exact: condition }) };
}

/** Returns the upper end of the keys of all values that meet a condition. */
function highEnd(place: Place, condition: Condition): End | undefined {
  const { prefix, separator } = place;
  const endOf = (start: string) => prefix + start + separator + LAST;
  if (condition.operator === 'window') {
    const high = windowText(place, condition, 'high');
    if (high === undefined) return undefined;
    if (!isText(place)) return { key: last([prefix + high, endOf(high)]), inclusive: true };
    // A time may end earlier than the second: `2025-06-16` and `2025-06-16T12:00`.
    const shorter = separator === '' ? [] : [high.slice(0, 10), high.slice(0, 16)].map(endOf);
    return { key: last([prefix + high + LAST, ...shorter]), inclusive: true };
  }
  if (condition.operator !== '<' && condition.operator !== '<=') return undefined;
  const text = operandText(place, condition);
  if (text === undefined) return undefined;
  const isStrict = condition.operator === '<' && isText(place);
  if (separator === '')
    return { key: prefix + text, inclusive: !isStrict, ...(isText(place) && { exact: condition }) };
  // The key of a shorter value goes on with the separator, which may sort above the rest of the operand.
  const starts = [...text].map((_, i, all) => all.slice(0, i + 1).join(''));
  if (!isStrict) return { key: last(starts.map(endOf)), inclusive: true };
  // No key ends where its separator has to follow, so it makes no difference that BETWEEN includes its ends.
  if (continuesAbove(text, separator)) return { key: prefix + text, inclusive: true, exact: condition };
  return { key: last([prefix + text, ...starts.slice(0, -1).map(endOf)]), inclusive: true };
}

/** Whether everything after the first character of a text sorts above the separator, so that the keys of shorter values sort below it. */
function continuesAbove(text: string, separator: string): boolean {
  return [...text].slice(1).every((character) => compareUtf8(character, first(separator)) > 0);
}

function isText({ definition }: Place): boolean {
  return (definition?.type ?? 'S') === 'S';
}

/** Returns the operand of a comparison as it stands in the key, or undefined if keys don't sort by it. */
function operandText(place: Place, { value }: Extract<Condition, { value: unknown }>): string | undefined {
  if (isText(place)) return 'S' in value && value.S !== '' ? value.S : undefined;
  return 'N' in value ? padded(place, value.N) : undefined;
}

function windowText(
  place: Place,
  { window }: Extract<Condition, { window: unknown }>,
  side: 'low' | 'high',
): string | undefined {
  const bound = windowRange(window)[side];
  if (!bound) return undefined;
  if (epochScale(window.format) !== undefined)
    return 'N' in bound.value ? padded(place, bound.value.N) : undefined;
  if (!isText(place) || !('S' in bound.value)) return undefined;
  return side === 'low' ? bound.value.S : wholeSecond(bound.value.S);
}

/** A pattern of a fixed number of digits. */
const DIGITS = /^(?:\\d|\[0-9\])\{(\d{1,2})\}$/;

/**
 * Returns the whole part of a number with as many digits as the variable's pattern requires. Undefined without such a pattern: numbers of
 * different length do not sort as text.
 */
function padded({ definition }: Place, number: string): string | undefined {
  const width = Number(DIGITS.exec(definition?.pattern?.expression ?? '')?.[1] ?? 0);
  const whole = /^(\d+)(?:\.\d+)?$/.exec(number)?.[1];
  return whole !== undefined && whole.length <= width ? whole.padStart(width, '0') : undefined;
}

/** Returns the more restrictive of several ends: the highest lower one (`side` 1), or the lowest upper one (-1). */
function narrowest(ends: readonly End[], side: 1 | -1): End | undefined {
  return [...ends].sort(
    (a, b) => compareUtf8(b.key, a.key) * side || Number(a.inclusive) - Number(b.inclusive),
  )[0];
}

function last(keys: readonly string[]): string {
  return keys.reduce((a, b) => (compareUtf8(a, b) < 0 ? b : a));
}

function first(text: string): string {
  return [...text][0] ?? '';
}
