import type { AttributeFormat } from './definition';
import { epochNumber, type Instant, instantOfEpoch, parseInstant } from './instant';
import { type Path, valueAt } from './path';
import { type AttributeValue, compareKeys, equalValues, type Item, typeOf } from './values';

/** What the user asks of one attribute, whatever option it came from. Values are as stored. */
export type Condition = ConditionBase &
  (
    | { readonly operator: Comparison; readonly value: AttributeValue }
    | { readonly operator: 'in'; readonly values: readonly AttributeValue[] }
    | { readonly operator: 'exists' }
    | { readonly operator: 'not_exists' }
    | { readonly operator: 'window'; readonly window: Window }
  );

interface ConditionBase {
  readonly path: Path;
  /** How the user asked it, for messages: `--since 2h`. */
  readonly source: string;
}

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'begins_with' | 'contains';

/** A stretch of time. `--since` and `--until` make (after, upTo]; comparisons in `--where` choose their own ends. */
export interface Window {
  readonly format: AttributeFormat;
  readonly after?: { readonly instant: Instant; readonly inclusive: boolean };
  readonly upTo?: { readonly instant: Instant; readonly inclusive: boolean };
}

/** The whole attribute a condition is about, or undefined when it reaches inside one. */
export function topLevel(condition: Condition): string | undefined {
  const [first] = condition.path;
  return condition.path.length === 1 && typeof first === 'string' ? first : undefined;
}

/** Sorts after every suffix that a timestamp can have behind its seconds (`.5Z`, `Z`, `+00:00`). */
export const LAST_SUFFIX = '~';

/** One end of a range of stored values. */
export interface Bound {
  readonly value: AttributeValue;
  readonly inclusive: boolean;
}

/**
 * The narrowest range of stored values that is sure to hold the window. Epoch numbers sort by time and so have exact
 * ends. Text of different precision doesn't, inside one second (`…00.500Z` < `…00Z`): its ends are widened to whole seconds,
 * and what is too much there is told apart by {@link inWindow}, on the items.
 */
export function windowRange(window: Window): { readonly low?: Bound; readonly high?: Bound } {
  const { after, upTo } = window;
  const scale = epochScale(window.format);
  if (scale !== undefined) {
    return {
      ...(after && { low: { value: { N: epochNumber(after.instant, scale) }, inclusive: after.inclusive } }),
      ...(upTo && { high: { value: { N: epochNumber(upTo.instant, scale) }, inclusive: upTo.inclusive } }),
    };
  }
  return {
    ...(after && { low: { value: { S: wholeSecond(after.instant) }, inclusive: true } }),
    ...(upTo && { high: { value: { S: wholeSecond(upTo.instant) + LAST_SUFFIX }, inclusive: true } }),
  };
}

/** The part of a timestamp that every spelling of it begins with. */
export function wholeSecond(instant: Instant): string {
  return instant.slice(0, 19);
}

/** Whether DynamoDB, asked for this condition in a filter, answers a little too much. */
export function needsCheck(condition: Condition): boolean {
  return condition.operator === 'window' && epochScale(condition.window.format) === undefined;
}

/** Digits that an epoch format has below the second, or undefined for text. */
export function epochScale(format: AttributeFormat): 0 | 3 | undefined {
  return format === 'epoch-seconds' ? 0 : format === 'epoch-millis' ? 3 : undefined;
}

/**
 * Whether a stored time is in the window, exactly. A value that is no timestamp at all stays in: the tool would rather
 * show a row too many than drop one it does not understand.
 */
export function inWindow(window: Window, value: AttributeValue): boolean {
  const instant = storedInstant(window.format, value);
  if (instant === undefined) return true;
  const { after, upTo } = window;
  if (after && (after.inclusive ? instant < after.instant : instant <= after.instant)) return false;
  if (upTo && (upTo.inclusive ? instant > upTo.instant : instant >= upTo.instant)) return false;
  return true;
}

/** The moment that a stored value stands for, or undefined when it is no time. */
export function storedInstant(format: AttributeFormat, value: AttributeValue): Instant | undefined {
  const scale = epochScale(format);
  if (scale !== undefined) return 'N' in value ? instantOfEpoch(value.N, scale) : undefined;
  return 'S' in value ? parseInstant(value.S) : undefined;
}

/**
 * Whether an item meets a condition, by the rules of DynamoDB's own filter expressions. Needed only for what DynamoDB
 * itself cannot be asked: conditions on key attributes that fit no key condition, and the exact ends of a window.
 */
export function matches(condition: Condition, item: Item): boolean {
  const value = valueAt(item, condition.path);
  switch (condition.operator) {
    case 'exists':
      return value !== undefined;
    case 'not_exists':
      return value === undefined;
    case 'window':
      return value !== undefined && inWindow(condition.window, value);
    case 'in':
      return value !== undefined && condition.values.some((candidate) => equalValues(candidate, value));
    case '!=':
      return value === undefined || !equalValues(value, condition.value);
    default:
      return value !== undefined && compares(condition.operator, value, condition.value);
  }
}

function compares(
  operator: Exclude<Comparison, '!='>,
  value: AttributeValue,
  operand: AttributeValue,
): boolean {
  switch (operator) {
    case '=':
      return equalValues(value, operand);
    case 'begins_with':
      return beginsWith(value, operand);
    case 'contains':
      return contains(value, operand);
    default:
      return typeOf(value) === typeOf(operand) && ordered(operator, compareKeys(value, operand));
  }
}

function ordered(operator: '<' | '<=' | '>' | '>=', order: number): boolean {
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  if (operator === '>') return order > 0;
  return order >= 0;
}

function beginsWith(value: AttributeValue, prefix: AttributeValue): boolean {
  if ('S' in value && 'S' in prefix) return value.S.startsWith(prefix.S);
  if ('B' in value && 'B' in prefix) {
    const start = Buffer.from(prefix.B, 'base64');
    return Buffer.from(value.B, 'base64').subarray(0, start.length).equals(start);
  }
  return false;
}

function contains(value: AttributeValue, part: AttributeValue): boolean {
  if ('S' in value && 'S' in part) return value.S.includes(part.S);
  if ('B' in value && 'B' in part)
    return Buffer.from(value.B, 'base64').includes(Buffer.from(part.B, 'base64'));
  if ('SS' in value && 'S' in part) return value.SS.includes(part.S);
  if ('NS' in value && 'N' in part) return value.NS.some((n) => equalValues({ N: n }, part));
  if ('BS' in value && 'B' in part) return value.BS.includes(part.B);
  if ('L' in value) return value.L.some((element) => equalValues(element, part));
  return false;
}
