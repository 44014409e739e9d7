import type { AttributeDefinition } from '../model/attribute-definition';
import { type Condition, epochScale, wholeSecond, windowRange } from '../model/condition';
import { compareUtf8 } from '../model/values';

/** A variable inside a key: what stands before it and after it. The separator is empty if the variable ends the key. */
export interface Place {
  readonly prefix: string;
  readonly separator: string;
  readonly definition: AttributeDefinition | undefined;
}

/** One end of a range of keys. */
export interface End {
  readonly key: string;
  readonly inclusive: boolean;
  /** The condition that the end comes from, if every key inside meets it. */
  readonly exact?: Condition;
}

/** Sorts after everything that may follow in a key: a noncharacter, and the last code point. */
export const LAST = '\u{10FFFF}';

/** Returns the lower end of the keys of all values that meet a condition. */
export function lowEnd(place: Place, condition: Condition): End | undefined {
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
export function highEnd(place: Place, condition: Condition): End | undefined {
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

export function isText({ definition }: Place): boolean {
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

function last(keys: readonly string[]): string {
  return keys.reduce((a, b) => (compareUtf8(a, b) < 0 ? b : a));
}

export function first(text: string): string {
  return [...text][0] ?? '';
}
