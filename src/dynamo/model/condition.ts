import type { Origin } from '../../origin';
import type { AttributeFormat } from './definition';
import { epochNumber, type Instant, instantOfEpoch, parseInstant } from './instant';
import type { Path } from './path';
import type { AttributeValue } from './values';

/** What is asked of one attribute. Values are as stored. */
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
  /** What the user asked it with. */
  readonly origin: Origin;
}

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'begins_with' | 'contains';

/** A window of time. A question's `since` and `until` make (after, upTo]; a comparison chooses its own ends. */
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
 * and what is too much there is told apart on the items.
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

/** The moment that a stored value stands for, or undefined when it is no time. */
export function storedInstant(format: AttributeFormat, value: AttributeValue): Instant | undefined {
  const scale = epochScale(format);
  if (scale !== undefined) return 'N' in value ? instantOfEpoch(value.N, scale) : undefined;
  return 'S' in value ? parseInstant(value.S) : undefined;
}
