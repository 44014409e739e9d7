import {
  type Bound,
  type Comparison,
  type Condition,
  epochScale,
  storedInstant,
  type Window,
  windowRange,
} from './condition';
import { valueAt } from './path';
import { type AttributeValue, compareKeys, equalValues, type Item, typeOf } from './values';

/**
 * Whether an item meets a condition, by the rules of DynamoDB's filter expressions. Used for conditions that DynamoDB can't evaluate: on
 * key attributes outside a key condition, on attributes that an index does not project, and at the exact ends of a window.
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
    case 'any':
      return condition.any.some((one) => matches(one, item));
    case 'not':
      return !matches(condition.not, item);
    case '!=':
      return value === undefined || !equalValues(value, condition.value);
    default:
      return value !== undefined && compares(condition.operator, value, condition.value);
  }
}

/**
 * Whether a stored time is in the window, exactly. Text that is not a timestamp is in the window if it sorts between the ends, because an
 * extra row is better than a missing one.
 */
function inWindow(window: Window, value: AttributeValue): boolean {
  const isNumber = epochScale(window.format) !== undefined;
  const instant = isNumber ? undefined : storedInstant(window.format, value);
  if (instant === undefined)
    return inRange(value, isNumber ? 'N' : 'S', windowRange({ ...window, loose: undefined }));
  const { after, upTo } = window;
  if (after && (after.inclusive ? instant < after.instant : instant <= after.instant)) return false;
  return !upTo || (upTo.inclusive ? instant <= upTo.instant : instant < upTo.instant);
}

function inRange(
  value: AttributeValue,
  type: 'N' | 'S',
  { low, high }: { readonly low?: Bound; readonly high?: Bound },
): boolean {
  if (typeOf(value) !== type) return false;
  if (low && !ordered(low.inclusive ? '>=' : '>', compareKeys(value, low.value))) return false;
  return !high || ordered(high.inclusive ? '<=' : '<', compareKeys(value, high.value));
}

/** The types with an order. */
const ORDERED: ReadonlySet<string> = new Set(['S', 'N', 'B']);

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
    case 'ends_with':
      return 'S' in value && 'S' in operand && value.S.endsWith(operand.S);
    case 'contains':
      return contains(value, operand);
    default: {
      const type = typeOf(value);
      return type === typeOf(operand) && ORDERED.has(type) && ordered(operator, compareKeys(value, operand));
    }
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
  return elementsOf(value).some((element) => equalValues(element, part));
}

function elementsOf(value: AttributeValue): readonly AttributeValue[] {
  if ('L' in value) return value.L;
  if ('SS' in value) return value.SS.map((S) => ({ S }));
  if ('NS' in value) return value.NS.map((N) => ({ N }));
  return 'BS' in value ? value.BS.map((B) => ({ B })) : [];
}
