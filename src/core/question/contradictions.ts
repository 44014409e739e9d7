import {
  type Bound,
  type Condition,
  filterRange,
  windowRange,
  withoutOrigins,
} from '../../dynamo/model/condition';
import { matches } from '../../dynamo/model/matches';
import { pathText } from '../../dynamo/model/path';
import { type AttributeValue, compareKeys, typeOf } from '../../dynamo/model/values';

/**
 * Returns conditions of a question that no item can meet together, or undefined if none are known to exclude each other. An empty answer
 * to such a question says nothing about the items.
 */
export function contradiction(conditions: readonly Condition[]): readonly Condition[] | undefined {
  for (const about of byPath(conditions)) {
    for (const [i, one] of about.entries()) {
      const other = about.slice(i + 1).find((candidate) => excludes(one, candidate));
      if (other) return [one, other];
    }
    const together = withoutCommonValue(about);
    if (together) return together;
  }
  return undefined;
}

function byPath(conditions: readonly Condition[]): Iterable<readonly Condition[]> {
  const groups = new Map<string, Condition[]>();
  for (const condition of conditions) {
    const key = pathText(condition.path);
    groups.set(key, [...(groups.get(key) ?? []), condition]);
  }
  return groups.values();
}

/** Returns a condition that lists its values, and others that together leave none of them. */
function withoutCommonValue(about: readonly Condition[]): readonly Condition[] | undefined {
  for (const one of about) {
    const values = listed(one);
    if (!values) continue;
    const others = about.filter((other) => other !== one && !values.every((value) => meets(value, other)));
    if (!values.some((value) => others.every((other) => meets(value, other)))) return [one, ...others];
  }
  return undefined;
}

/** Whether no item can meet both conditions on one path. */
function excludes(a: Condition, b: Condition): boolean {
  if (a.operator === 'any') return a.any.every((one) => excludes(one, b));
  if (b.operator === 'any') return excludes(b, a);
  const values = listed(a) ?? listed(b);
  if (values) return !values.some((value) => meets(value, a) && meets(value, b));
  if (a.operator === 'not_exists') return needsValue(b);
  if (b.operator === 'not_exists') return needsValue(a);
  if (a.operator === 'not') return isSame(a.not, b);
  if (b.operator === 'not') return isSame(b.not, a);
  if (a.operator === 'begins_with' && b.operator === 'begins_with')
    return !startsWith(a.value, b.value) && !startsWith(b.value, a.value);
  const areWindows = a.operator === 'window' && b.operator === 'window';
  return areDisjoint(rangeOf(a, areWindows), rangeOf(b, areWindows));
}

function listed(condition: Condition): readonly AttributeValue[] | undefined {
  if (condition.operator === '=') return [condition.value];
  return condition.operator === 'in' ? condition.values : undefined;
}

function meets(value: AttributeValue, condition: Condition): boolean {
  return matches(moved(condition), { value });
}

/** Returns the condition on an attribute `value` instead of its own path. */
function moved(condition: Condition): Condition {
  const path = ['value'];
  if (condition.operator === 'any') return { ...condition, path, any: condition.any.map(moved) };
  if (condition.operator === 'not') return { ...condition, path, not: moved(condition.not) };
  return { ...condition, path };
}

/** Whether only items with the attribute meet a condition. */
function needsValue(condition: Condition): boolean {
  return !matches(condition, {});
}

function isSame(a: Condition, b: Condition): boolean {
  return JSON.stringify(withoutOrigins(a)) === JSON.stringify(withoutOrigins(b));
}

function startsWith(value: AttributeValue, prefix: AttributeValue): boolean {
  const path = ['value'];
  return meets(value, {
    path,
    origin: { part: 'setting', name: '' },
    operator: 'begins_with',
    value: prefix,
  });
}

interface Range {
  readonly low?: Bound;
  readonly high?: Bound;
}

/** Returns the range of a condition. Windows exclude each other by their moments, but text only if no spelling of a moment is in it. */
function rangeOf(condition: Condition, areWindows: boolean): Range {
  switch (condition.operator) {
    case '>':
    case '>=':
      return { low: { value: condition.value, inclusive: condition.operator === '>=' } };
    case '<':
    case '<=':
      return { high: { value: condition.value, inclusive: condition.operator === '<=' } };
    case 'window':
      return areWindows
        ? windowRange({ ...condition.window, loose: undefined })
        : filterRange(condition.window, 'widest');
    default:
      return {};
  }
}

function areDisjoint(a: Range, b: Range): boolean {
  const [bound, another] = [a.low ?? a.high, b.low ?? b.high];
  if (!bound || !another) return false;
  if (typeOf(bound.value) !== typeOf(another.value)) return true;
  return isAbove(a.low, b.high) || isAbove(b.low, a.high);
}

/** Whether everything above the lower bound is above the upper one. */
function isAbove(low: Bound | undefined, high: Bound | undefined): boolean {
  if (!low || !high) return false;
  const order = compareKeys(low.value, high.value);
  return order > 0 || (order === 0 && !(low.inclusive && high.inclusive));
}
