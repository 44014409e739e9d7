import { type Bound, type Condition, needsCheck, topLevel, windowRange } from './condition';
import type { KeyCondition } from './plan';
import { compareKeys } from './values';

export interface SortRange {
  readonly condition: KeyCondition;
  /** Conditions that the range answers exactly; any other still has to be checked on the items. */
  readonly used: readonly Condition[];
  /** The bounds contradict each other: there is nothing to ask. */
  readonly impossible: boolean;
}

/**
 * The one range that a key condition may put on a sort attribute, out of all that was asked of it. Two bounds become
 * BETWEEN, which includes both of its ends, so a strict bound is then checked on the items too.
 */
export function sortRange(attribute: string, conditions: readonly Condition[]): SortRange | undefined {
  const about = conditions.filter((condition) => topLevel(condition) === attribute);
  const prefix = about.find((condition) => condition.operator === 'begins_with');
  if (prefix?.operator === 'begins_with') {
    const { value } = prefix;
    return { condition: { attribute, operator: 'begins_with', value }, used: [prefix], impossible: false };
  }
  const lows = about.flatMap(lowBound);
  const highs = about.flatMap(highBound);
  const low = lows.reduce<Bound | undefined>((best, bound) => tighter(best, bound, 1), undefined);
  const high = highs.reduce<Bound | undefined>((best, bound) => tighter(best, bound, -1), undefined);
  const exact = about.filter(
    (condition) => RANGE_OPERATORS.has(condition.operator) && !needsCheck(condition),
  );
  if (low && high) {
    return {
      condition: { attribute, operator: 'between', low: low.value, high: high.value },
      used: low.inclusive && high.inclusive ? exact : [],
      impossible: compareKeys(low.value, high.value) > 0,
    };
  }
  if (low) {
    const operator = low.inclusive ? '>=' : '>';
    return { condition: { attribute, operator, value: low.value }, used: exact, impossible: false };
  }
  if (high) {
    const operator = high.inclusive ? '<=' : '<';
    return { condition: { attribute, operator, value: high.value }, used: exact, impossible: false };
  }
  return undefined;
}

const RANGE_OPERATORS: ReadonlySet<string> = new Set(['<', '<=', '>', '>=', 'window']);

function lowBound(condition: Condition): Bound[] {
  if (condition.operator === '>' || condition.operator === '>=') {
    return [{ value: condition.value, inclusive: condition.operator === '>=' }];
  }
  const low = condition.operator === 'window' ? windowRange(condition.window).low : undefined;
  return low ? [low] : [];
}

function highBound(condition: Condition): Bound[] {
  if (condition.operator === '<' || condition.operator === '<=') {
    return [{ value: condition.value, inclusive: condition.operator === '<=' }];
  }
  const high = condition.operator === 'window' ? windowRange(condition.window).high : undefined;
  return high ? [high] : [];
}

/** The bound that lets less through. `side` is 1 for lower bounds, -1 for upper ones. */
function tighter(best: Bound | undefined, bound: Bound, side: 1 | -1): Bound {
  if (!best) return bound;
  const order = compareKeys(bound.value, best.value) * side;
  if (order > 0 || (order === 0 && !bound.inclusive)) return bound;
  return best;
}
