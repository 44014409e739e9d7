import type { Origin } from '../../origin';
import type { AttributeFormat } from './definition';
import { epochNumber, type Instant, instantOfEpoch, parseInstant } from './instant';
import type { Path } from './path';
import type { AttributeValue } from './values';

/** A condition on one attribute. Values are as stored. */
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
  /** The part of the question that the condition comes from. */
  readonly origin: Origin;
}

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'begins_with' | 'contains';

/** A time window. A question's `since` and `until` make (after, upTo]. A comparison chooses its own ends. */
export interface Window {
  readonly format: AttributeFormat;
  readonly after?: { readonly instant: Instant; readonly inclusive: boolean };
  readonly upTo?: { readonly instant: Instant; readonly inclusive: boolean };
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
 * Returns the narrowest range of stored values that contains the window. Epoch numbers sort by time, so their ends are exact. Text of
 * different precision does not sort by time within a second (`…00.500Z` < `…00Z`), so its ends are widened to whole seconds, and items at
 * the ends must be checked.
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

/** Returns the part that all spellings of a timestamp begin with, down to the second. */
export function wholeSecond(instant: Instant): string {
  return instant.slice(0, 19);
}

/** Whether DynamoDB may return a few items too many for this condition, so that items must be checked. */
export function needsCheck(condition: Condition): boolean {
  return condition.operator === 'window' && epochScale(condition.window.format) === undefined;
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
