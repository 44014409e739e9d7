import type { Origin } from '../../origin';
import type { AttributeFormat } from './attribute-definition';
import {
  epochMillis,
  epochNumber,
  FIRST_YEAR,
  type Instant,
  instantOf,
  instantOfEpoch,
  LAST_MILLISECOND,
  parseInstant,
} from './instant';
import type { Path } from './path';
import { type AttributeValue, distinctValues } from './values';

/** A condition on one attribute. Values are as stored. */
export type Condition = ConditionBase &
  (
    | { readonly operator: Comparison; readonly value: AttributeValue }
    | { readonly operator: 'in'; readonly values: readonly AttributeValue[] }
    | { readonly operator: 'exists' }
    | { readonly operator: 'not_exists' }
    | { readonly operator: 'window'; readonly window: Window }
    /** At least one of these is met. All are on the same path. */
    | { readonly operator: 'any'; readonly any: readonly Condition[] }
    /** Met by exactly the items that do not meet this condition, which is on the same path. Items without the attribute are among them. */
    | { readonly operator: 'not'; readonly not: Condition }
  );

interface ConditionBase {
  readonly path: Path;
  /** The part of the question that the condition comes from. */
  readonly origin: Origin;
}

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'begins_with' | 'ends_with' | 'contains';

/** A time window. A question's `since` and `until` make (after, upTo]. A comparison chooses its own ends. */
export interface Window {
  readonly format: AttributeFormat;
  readonly after?: { readonly instant: Instant; readonly inclusive: boolean };
  readonly upTo?: { readonly instant: Instant; readonly inclusive: boolean };
  /** Values are known to be written with a space, or in other zones than UTC, so that text only sorts by time to the day. */
  readonly loose?: true | undefined;
}

/** Returns the top-level attribute of a condition, or undefined when its path is nested. */
export function topLevel(condition: Condition): string | undefined {
  const [first] = condition.path;
  return condition.path.length === 1 && typeof first === 'string' ? first : undefined;
}

/** Sorts after every suffix that may follow the seconds of a timestamp (`.5Z`, `Z`, `+00:00`). */
export const LAST_SUFFIX = '~';

/** One end of a range of stored values. */
export interface Bound {
  readonly value: AttributeValue;
  readonly inclusive: boolean;
}

/**
 * Returns the range of a key for a window. Epoch numbers sort by time, so their ends are exact. Text of different precision does not sort
 * by time within a second (`…00.500Z` < `…00Z`), so its ends are whole seconds, and items at the ends must be checked. Values of a key
 * are taken to be in UTC and with a `T`, unless the window is loose.
 */
export function windowRange(window: Window): Range {
  const { after, upTo } = window;
  const scale = epochScale(window.format);
  if (scale !== undefined) {
    return {
      ...(after && { low: { value: { N: epochNumber(after.instant, scale) }, inclusive: after.inclusive } }),
      ...(upTo && { high: { value: { N: epochNumber(upTo.instant, scale) }, inclusive: upTo.inclusive } }),
    };
  }
  if (window.loose) return filterRange(window, 'widest');
  return {
    ...(after && {
      low: {
        value: { S: after.inclusive ? shortestSpelling(after.instant) : wholeSecond(after.instant) },
        inclusive: true,
      },
    }),
    ...(upTo && { high: { value: { S: wholeSecond(upTo.instant) + LAST_SUFFIX }, inclusive: true } }),
  };
}

/**
 * Returns a range of stored values for a window in a filter, which costs the same however much it lets pass. Text may be written with a
 * space or in any zone, so its ends are days: the `widest` range contains everything that may be in the window, and the `narrowest` only
 * what is in it for certain. All items of the former must be checked.
 */
export function filterRange(window: Window, extent: Extent): Range {
  if (epochScale(window.format) !== undefined) return windowRange(window);
  const { after, upTo } = window;
  if (extent === 'narrowest') {
    return {
      ...(after && { low: { value: { S: dayOf(after.instant, 1) + LAST_SUFFIX }, inclusive: false } }),
      ...(upTo && { high: { value: { S: dayOf(upTo.instant, -1) }, inclusive: false } }),
    };
  }
  return {
    ...(after && { low: { value: { S: dayOf(after.instant, -1) }, inclusive: true } }),
    ...(upTo && { high: { value: { S: dayOf(upTo.instant, 1) + LAST_SUFFIX }, inclusive: true } }),
  };
}

/** Returns the date that is some days after an instant. No zone is a whole day away from UTC. */
function dayOf(instant: Instant, days: -1 | 1): string {
  const millis = epochMillis(instant) + days * 86_400_000;
  return instantOf(Math.min(Math.max(millis, FIRST_YEAR), LAST_MILLISECOND)).slice(0, 10);
}

/** Whether a range or a filter may hold too much or too little. The negation of the widest is the narrowest. */
export type Extent = 'widest' | 'narrowest';

interface Range {
  readonly low?: Bound;
  readonly high?: Bound;
}

/** Returns the part that all spellings of a timestamp begin with, down to the second. */
export function wholeSecond(instant: Instant): string {
  return instant.slice(0, 19);
}

/** Returns the spelling of an instant that sorts before all others down to the second: a date alone means midnight. */
function shortestSpelling(instant: Instant): string {
  return wholeSecond(instant).replace(/(?:T00:00)?:00$/, '');
}

/** Whether DynamoDB may return a few items too many for this condition, so that items must be checked. */
export function needsCheck(condition: Condition): boolean {
  if (condition.operator === 'any') return condition.any.some(needsCheck);
  if (condition.operator === 'not') return needsCheck(condition.not);
  // DynamoDB has no such function, so a filter only tests whether the value contains the text.
  if (condition.operator === 'ends_with') return true;
  return condition.operator === 'window' && epochScale(condition.window.format) === undefined;
}

/** Returns a condition, and those inside it, without their origins. */
export function withoutOrigins({ origin: _, ...condition }: Condition): object {
  if (condition.operator === 'any') return { ...condition, any: condition.any.map(withoutOrigins) };
  if (condition.operator === 'not') return { ...condition, not: withoutOrigins(condition.not) };
  return condition;
}

/** Returns a condition that at least one of several is met. Equalities become one list, so that they can fit a key. */
export function anyOf(path: Path, origin: Origin, conditions: readonly Condition[]): Condition {
  const flat = conditions.flatMap((one) => (one.operator === 'any' ? one.any : [one]));
  const listed = distinctValues(flat.flatMap(valuesOf));
  const others = flat.filter((one) => one.operator !== '=' && one.operator !== 'in');
  const [value] = listed;
  const [only] = others;
  if (only && others.length === 1 && listed.length === 0) return only;
  if (value && others.length === 0 && listed.length === 1) return { path, origin, operator: '=', value };
  const list = { path, origin, operator: 'in', values: listed } as const;
  if (others.length === 0) return list;
  return { path, origin, operator: 'any', any: listed.length > 0 ? [list, ...others] : others };
}

function valuesOf(condition: Condition): readonly AttributeValue[] {
  if (condition.operator === '=') return [condition.value];
  return condition.operator === 'in' ? condition.values : [];
}

/** Returns the condition that is met by exactly the items that do not meet this one. */
export function opposite(condition: Condition): Condition {
  const { path, origin } = condition;
  switch (condition.operator) {
    case '=':
      return { ...condition, operator: '!=' };
    case '!=':
      return { ...condition, operator: '=' };
    case 'exists':
      return { path, origin, operator: 'not_exists' };
    case 'not_exists':
      return { path, origin, operator: 'exists' };
    case 'not':
      return condition.not;
    default:
      return { path, origin, operator: 'not', not: condition };
  }
}

/** Returns the number of decimal digits of an epoch format after the second, or undefined for text. */
export function epochScale(format: AttributeFormat): 0 | 3 | undefined {
  return format === 'epoch-seconds' ? 0 : format === 'epoch-millis' ? 3 : undefined;
}

/** Returns the instant that a stored value represents, or undefined when it is not a time. */
export function storedInstant(format: AttributeFormat, value: AttributeValue): Instant | undefined {
  const scale = epochScale(format);
  if (scale !== undefined) return 'N' in value ? instantOfEpoch(value.N, scale) : undefined;
  return 'S' in value ? parseInstant(value.S) : undefined;
}
