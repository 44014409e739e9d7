import { type Bound, type Condition, needsCheck, topLevel, windowRange } from '../model/condition';
import { type AttributeType, type AttributeValue, compareKeys, typeOf } from '../model/values';
import type { KeyCondition } from './plan';

export interface SortRange {
  /** Absent when every key meets the conditions. */
  readonly condition?: KeyCondition;
  /** Conditions that the range satisfies exactly. Any other must be checked on the items. */
  readonly used: readonly Condition[];
  /** No key can meet the conditions, so nothing is requested. */
  readonly impossible: boolean;
}

/**
 * Returns the single range that a key condition may apply to a sort attribute, from all conditions on it. Two bounds become BETWEEN, which
 * includes both ends, so exclusive bounds must also be checked on the items. `type` is the attribute's type, if known. Undefined if no
 * range applies.
 */
export function sortRange(
  attribute: string,
  type: AttributeType | undefined,
  conditions: readonly Condition[],
): SortRange | undefined {
  const about = conditions.filter((condition) => topLevel(condition) === attribute && isRange(condition));
  if (about.some((condition) => isNever(condition, type))) return { used: about, impossible: true };
  // DynamoDB rejects an empty string in a key condition. Keys are never empty, so all of them are above it.
  const always = about.filter((condition) => 'value' in condition && isEmpty(condition.value));
  const rest = about.filter((condition) => !always.includes(condition));
  const found = prefixRange(attribute, rest) ?? boundsRange(attribute, rest);
  if (!found) return always.length > 0 ? { used: always, impossible: false } : undefined;
  return { ...found, used: [...always, ...found.used] };
}

const RANGE_OPERATORS: ReadonlySet<string> = new Set(['<', '<=', '>', '>=', 'window', 'begins_with']);

function isRange(condition: Condition): boolean {
  return RANGE_OPERATORS.has(condition.operator);
}

/** Whether no key of this type can meet the condition. */
function isNever(condition: Condition, type: AttributeType | undefined): boolean {
  if (!('value' in condition)) return false;
  const { operator, value } = condition;
  const ofType = type ?? typeOf(value);
  if (typeOf(value) !== ofType || !['S', 'N', 'B'].includes(ofType)) return true;
  if (operator === 'begins_with') return ofType === 'N';
  return operator.startsWith('<') && isEmpty(value);
}

export function isEmpty(value: AttributeValue): boolean {
  return ('S' in value && value.S === '') || ('B' in value && value.B === '');
}

/** A key condition accepts only one prefix. Other conditions are checked on the items. */
function prefixRange(attribute: string, about: readonly Condition[]): SortRange | undefined {
  const prefix = about.find((condition) => condition.operator === 'begins_with');
  if (prefix?.operator !== 'begins_with') return undefined;
  const { value } = prefix;
  return { condition: { attribute, operator: 'begins_with', value }, used: [prefix], impossible: false };
}

function boundsRange(attribute: string, about: readonly Condition[]): SortRange | undefined {
  const low = about
    .flatMap(lowBound)
    .reduce<Bound | undefined>((best, one) => narrower(best, one, 1), undefined);
  const high = about
    .flatMap(highBound)
    .reduce<Bound | undefined>((best, one) => narrower(best, one, -1), undefined);
  const exact = about.filter((condition) => !needsCheck(condition));
  if (low && high) {
    return {
      condition: { attribute, operator: 'between', low: low.value, high: high.value },
      used: exact.filter((condition) => isImpliedBy(condition, low, high)),
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

/** Whether every value from `low` to `high`, inclusive, meets the condition. */
function isImpliedBy(condition: Condition, low: Bound, high: Bound): boolean {
  const lows = lowBound(condition).every((one) => one.inclusive || compareKeys(low.value, one.value) > 0);
  const highs = highBound(condition).every((one) => one.inclusive || compareKeys(high.value, one.value) < 0);
  return lows && highs;
}

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

/** Returns the more restrictive bound. `side` is 1 for lower bounds and -1 for upper ones. */
function narrower(best: Bound | undefined, bound: Bound, side: 1 | -1): Bound {
  if (!best) return bound;
  const order = compareKeys(bound.value, best.value) * side;
  if (order > 0 || (order === 0 && !bound.inclusive)) return bound;
  return best;
}
