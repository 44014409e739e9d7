import type { Condition, Window } from '../../../src/dynamo/model/condition';
import type { AttributeValue, Item } from '../../../src/dynamo/model/values';

/**
 * A second implementation of conditions, without any code of src/dynamo, to compare it with. It follows AWS's page on comparison
 * operators and functions, and is simple rather than fast.
 */
export function holds(condition: Condition, item: Item): boolean {
  if (condition.operator === 'any') return condition.any.some((one) => holds(one, item));
  if (condition.operator === 'not') return !holds(condition.not, item);
  const value = at(item, condition.path);
  if (condition.operator === 'exists') return value !== undefined;
  if (condition.operator === 'not_exists') return value === undefined;
  if (condition.operator === '!=') return value === undefined || !same(value, condition.value);
  if (value === undefined) return false;
  switch (condition.operator) {
    case 'in':
      return condition.values.some((one) => same(one, value));
    case 'window':
      return inWindow(condition.window, value);
    case '=':
      return same(value, condition.value);
    case 'begins_with':
      return bytes(value) !== undefined && beginsWith(value, condition.value);
    case 'contains':
      return contains(value, condition.value);
    default: {
      const order = compare(value, condition.value);
      if (order === undefined) return false;
      if (condition.operator === '<') return order < 0;
      if (condition.operator === '<=') return order <= 0;
      return condition.operator === '>' ? order > 0 : order >= 0;
    }
  }
}

export function at(item: Item, path: readonly (string | number)[]): AttributeValue | undefined {
  let value: AttributeValue | undefined = { M: item };
  for (const step of path) {
    if (value === undefined) return undefined;
    const inner: object = 'M' in value ? value.M : 'L' in value && typeof step === 'number' ? value.L : {};
    value = new Map(Object.entries(inner)).get(String(step));
  }
  return value;
}

/** A canonical text of a value: numbers by their value, sets and maps in a fixed order. */
export function plain(value: AttributeValue): string {
  if ('N' in value) return `N ${short(value.N)}`;
  if ('NS' in value) return `NS ${value.NS.map(short).sort()}`;
  if ('L' in value) return `L [${value.L.map(plain).join()}]`;
  if ('M' in value) return `M ${plainItem(value.M)}`;
  if ('SS' in value) return `SS ${JSON.stringify([...value.SS].sort())}`;
  if ('BS' in value) return `BS ${JSON.stringify([...value.BS].sort())}`;
  return JSON.stringify(value);
}

export function plainItem(item: Item): string {
  const parts = Object.entries(item).map(([name, value]) => `${JSON.stringify(name)}: ${plain(value)}`);
  return `{${parts.sort().join()}}`;
}

const same = (a: AttributeValue, b: AttributeValue) => plain(a) === plain(b);

/** The order of two values of the same scalar type, or undefined for others. */
export function compare(a: AttributeValue, b: AttributeValue): number | undefined {
  if ('N' in a && 'N' in b) return worth(a.N) < worth(b.N) ? -1 : worth(a.N) > worth(b.N) ? 1 : 0;
  const [x, y] = [bytes(a), bytes(b)];
  return x && y && 'S' in a === 'S' in b ? Buffer.compare(x, y) : undefined;
}

/** A number times 10^170, which makes every number that DynamoDB can store an integer. */
function worth(text: string): bigint {
  const [mantissa = '', power = '0'] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return BigInt(whole + fraction) * 10n ** BigInt(170 + Number(power) - fraction.length);
}

function short(number: string): string {
  return String(worth(number)).replace(/0+$/, (zeros) => `e${zeros.length - 170}`);
}

function bytes(value: AttributeValue): Buffer | undefined {
  if ('S' in value) return Buffer.from(value.S);
  return 'B' in value ? Buffer.from(value.B, 'base64') : undefined;
}

function beginsWith(value: AttributeValue, prefix: AttributeValue): boolean {
  const [whole, start] = [bytes(value), bytes(prefix)];
  if (!whole || !start || 'S' in value !== 'S' in prefix) return false;
  return whole.subarray(0, start.length).equals(start);
}

function contains(value: AttributeValue, part: AttributeValue): boolean {
  if ('L' in value) return value.L.some((one) => same(one, part));
  if ('SS' in value) return value.SS.some((S) => same({ S }, part));
  if ('NS' in value) return value.NS.some((N) => same({ N }, part));
  if ('BS' in value) return value.BS.some((B) => same({ B }, part));
  const [whole, piece] = [bytes(value), bytes(part)];
  return whole !== undefined && piece !== undefined && 'S' in value === 'S' in part && whole.includes(piece);
}

/** A text that is not a time counts as inside if it sorts between the seconds of the ends, as an extra row is better than a missing one. */
function inWindow({ format, after, upTo }: Window, value: AttributeValue): boolean {
  const nanos = moment(format, value);
  if (nanos !== undefined) {
    const [low, high] = [after && nanosOf(after.instant), upTo && nanosOf(upTo.instant)];
    if (low !== undefined && (after?.inclusive ? nanos < low : nanos <= low)) return false;
    return high === undefined || (upTo?.inclusive ? nanos <= high : nanos < high);
  }
  if (format !== 'time' || !('S' in value)) return false;
  const text = value.S.slice(0, 19);
  return (!after || text >= after.instant.slice(0, 19)) && (!upTo || text <= upTo.instant.slice(0, 19));
}

/** A stored time in nanoseconds since 1970. */
export function moment(format: string, value: AttributeValue): bigint | undefined {
  if (format === 'time') return 'S' in value ? nanosOf(value.S) : undefined;
  const scale = format === 'epoch-seconds' ? 9 : 6;
  return 'N' in value ? worth(value.N) / 10n ** BigInt(170 - scale) : undefined;
}

function nanosOf(text: string): bigint | undefined {
  const match = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?:(:\d\d)(?:\.(\d+))?)?(?:Z|\+00:00)?)?$/.exec(text);
  if (!match) return undefined;
  const [, date, minute = '00:00', second = ':00', fraction = ''] = match;
  return BigInt(Date.parse(`${date}T${minute}${second}Z`)) * 1_000_000n + BigInt(fraction.padEnd(9, '0'));
}
