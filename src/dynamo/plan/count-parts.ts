import {
  type Condition,
  LAST_SUFFIX,
  needsCheck,
  topLevel,
  wholeSecond,
  windowRange,
} from '../model/condition';
import { epochMillis, instantOf } from '../model/instant';
import { matches } from '../model/matches';
import { canonical } from '../model/values';
import type { KeyCondition, QueryPlan } from './plan';
import { sortRange } from './sort-range';

/** One part of a count: a plan whose number of items is added to the total or subtracted from it. */
export interface CountPart {
  readonly plan: QueryPlan;
  readonly sign: 1 | -1;
}

/**
 * Splits a count so that DynamoDB itself counts (`Select: COUNT`) whatever it can count exactly. Only items in the first and the last
 * second of a time window have to be checked. Exclusive ends of other ranges are counted and subtracted. Any other count stays one part,
 * with its residual.
 */
export function countParts(plan: QueryPlan): readonly CountPart[] {
  const [condition] = plan.residual;
  const sorted = plan.schema.sortKey?.find((name) => condition && topLevel(condition) === name);
  if (!condition || !sorted) return [{ plan, sign: 1 }];
  if (plan.residual.length === 1 && needsCheck(condition)) return windowParts(plan, sorted, condition);
  if (plan.residual.every((one) => topLevel(one) === sorted && isRange(one))) {
    return strictParts(plan, sorted);
  }
  return [{ plan, sign: 1 }];
}

/** Returns the inside of the window, counted by DynamoDB, and its first and last second, with checks. */
function windowParts(plan: QueryPlan, attribute: string, condition: Condition): readonly CountPart[] {
  if (condition.operator !== 'window' || condition.window.loose || !rangesOver(plan, attribute, condition))
    return [{ plan, sign: 1 }];
  const first = condition.window.after && wholeSecond(condition.window.after.instant);
  const last = condition.window.upTo && wholeSecond(condition.window.upTo.instant);
  const edge = (second: string, low = second): CountPart => ({
    plan: withRange(plan, between(attribute, low, second + LAST_SUFFIX)),
    sign: 1,
  });
  const { low } = windowRange(condition.window);
  const inside = insideOf(attribute, first, last);
  return [
    ...(first ? [edge(first, low && 'S' in low.value ? low.value.S : first)] : []),
    ...(inside
      ? [{ plan: { ...withRange(plan, inside), residual: [], projection: undefined }, sign: 1 } as const]
      : []),
    ...(last && last !== first ? [edge(last)] : []),
  ];
}

function insideOf(
  attribute: string,
  first: string | undefined,
  last: string | undefined,
): KeyCondition | undefined {
  if (first && last) {
    if (first >= last) return undefined;
    const low = first + LAST_SUFFIX;
    const high = wholeSecond(instantOf(epochMillis(`${last}.000000000`) - 1000)) + LAST_SUFFIX;
    return low < high ? between(attribute, low, high) : undefined;
  }
  if (first) return { attribute, operator: '>', value: { S: first + LAST_SUFFIX } };
  return last ? { attribute, operator: '<', value: { S: last } } : undefined;
}

/** BETWEEN includes its ends. Where a bound excludes its end, that is counted separately and subtracted. */
function strictParts(plan: QueryPlan, attribute: string): readonly CountPart[] {
  const whole = { ...plan, residual: [], projection: undefined };
  const range = plan.branches[0]?.key.at(-1);
  if (range?.operator !== 'between' || range.attribute !== attribute) return [{ plan, sign: 1 }];
  const different = canonical(range.low) === canonical(range.high) ? [range.low] : [range.low, range.high];
  const ends = different.filter((end) => !plan.residual.every((c) => matches(c, { [attribute]: end })));
  const parts = ends.map(
    (value): CountPart => ({ plan: withRange(whole, { attribute, operator: '=', value }), sign: -1 }),
  );
  return [{ plan: whole, sign: 1 }, ...parts];
}

function isRange(condition: Condition): boolean {
  return ['<', '>', 'window'].includes(condition.operator) && !needsCheck(condition);
}

/** Whether the range of every branch comes from the window alone. */
function rangesOver(plan: QueryPlan, attribute: string, window: Condition): boolean {
  const own = JSON.stringify(sortRange(attribute, 'S', [window])?.condition);
  return plan.branches.every((branch) => JSON.stringify(branch.key.at(-1)) === own);
}

function withRange(plan: QueryPlan, condition: KeyCondition): QueryPlan {
  return {
    ...plan,
    branches: plan.branches.map((branch) => ({ key: [...branch.key.slice(0, -1), condition] })),
  };
}

function between(attribute: string, low: string, high: string): KeyCondition {
  return { attribute, operator: 'between', low: { S: low }, high: { S: high } };
}
