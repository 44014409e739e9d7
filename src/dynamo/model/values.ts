/**
 * An attribute value exactly as in DynamoDB's JSON protocol: numbers are decimal text, and binaries are base64 text. Values keep this form
 * from the response to the formatter, so that numbers are never rounded.
 */
export type AttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly M: Item }
  | { readonly L: readonly AttributeValue[] }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly string[] };

/** An item, or a map inside one: attribute name to value. */
export type Item = { readonly [attribute: string]: AttributeValue };

/** The items of one page, which may be empty. */
export interface ItemPage {
  readonly items: readonly Item[];
}

export type AttributeType = 'S' | 'N' | 'B' | 'BOOL' | 'NULL' | 'M' | 'L' | 'SS' | 'NS' | 'BS';

/** Returns the type of a value. */
export function typeOf(value: AttributeValue): AttributeType {
  for (const type in value) return type as AttributeType;
  return 'NULL';
}

/** Whether external data is a valid attribute value, no deeper than DynamoDB allows (32 levels). */
export function isAttributeValue(data: unknown, depth = 0): data is AttributeValue {
  if (typeof data !== 'object' || data === null || depth > 32) return false;
  const entries = Object.entries(data);
  const [[type, content] = ['']] = entries;
  if (entries.length !== 1) return false;
  if (type === 'S' || type === 'N' || type === 'B') return typeof content === 'string';
  if (type === 'BOOL') return typeof content === 'boolean';
  if (type === 'NULL') return content === true;
  if (type === 'L')
    return Array.isArray(content) && content.every((inner) => isAttributeValue(inner, depth + 1));
  if (type === 'M') {
    if (typeof content !== 'object' || content === null || Array.isArray(content)) return false;
    return Object.values(content).every((inner) => isAttributeValue(inner, depth + 1));
  }
  return (
    /^[SNB]S$/.test(type) && Array.isArray(content) && content.every((inner) => typeof inner === 'string')
  );
}

/** Returns an attribute of an item. Ignores inherited properties, because an item may have an attribute called `constructor`. */
export function attributeOf(item: Item, name: string): AttributeValue | undefined {
  return Object.hasOwn(item, name) ? item[name] : undefined;
}

/**
 * Compares two key values (S, N or B) in DynamoDB's order: strings by UTF-8 bytes, numbers by value, binaries by unsigned bytes. Returns a
 * negative number, zero, or a positive number. Values of different types are ordered by type.
 */
export function compareKeys(a: AttributeValue, b: AttributeValue): number {
  if ('S' in a && 'S' in b) return compareUtf8(a.S, b.S);
  if ('N' in a && 'N' in b) return compareNumbers(a.N, b.N);
  if ('B' in a && 'B' in b) return Buffer.compare(Buffer.from(a.B, 'base64'), Buffer.from(b.B, 'base64'));
  return compareUtf8(typeOf(a), typeOf(b));
}

/**
 * Compares strings by UTF-8 bytes. JavaScript compares UTF-16 units, whose order differs only where a surrogate (U+D800–DFFF, part of a
 * code point above U+FFFF) is compared to a unit above it (U+E000–FFFF).
 */
export function compareUtf8(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    const bothHigh = x >= 0xd800 && y >= 0xd800;
    return bothHigh ? rankUtf16(x) - rankUtf16(y) : x - y;
  }
  return a.length - b.length;
}

function rankUtf16(unit: number): number {
  return unit >= 0xe000 ? unit - 0x2000 : unit + 0x1000;
}

interface Decimal {
  negative: boolean;
  /** Significant digits without leading or trailing zeros; empty for zero. */
  digits: string;
  /** The value is 0.digits × 10^exponent. */
  exponent: number;
}

const DECIMAL = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/;

/** Parses a decimal literal. Returns undefined for anything else. */
function parseDecimal(text: string): Decimal | undefined {
  const match = DECIMAL.exec(text);
  if (!match || (match[2] === '' && match[3] === '')) return undefined;
  const [, sign, whole = '', fraction = '', power = '0'] = match;
  const all = whole + fraction;
  const leading = /^0*/.exec(all)?.[0].length ?? 0;
  const digits = all.slice(leading).replace(/0+$/, '');
  const exponent = digits === '' ? 0 : whole.length - leading + Number(power);
  return { negative: sign === '-' && digits !== '', digits, exponent };
}

/** Whether text is a number that DynamoDB can store: at most 38 significant digits, 1E-130 to 9.9…E+125. */
export function isDynamoNumber(text: string): boolean {
  const decimal = parseDecimal(text);
  if (!decimal) return false;
  return (
    decimal.digits.length <= 38 &&
    (decimal.digits === '' || (decimal.exponent <= 126 && decimal.exponent >= -129))
  );
}

/** Compares two decimal texts by value, exactly and at any length. */
export function compareNumbers(a: string, b: string): number {
  const x = parseDecimal(a);
  const y = parseDecimal(b);
  if (!x || !y) return compareUtf8(a, b);
  if (x.negative !== y.negative) return x.negative ? -1 : 1;
  return x.negative ? compareMagnitudes(y, x) : compareMagnitudes(x, y);
}

function compareMagnitudes(x: Decimal, y: Decimal): number {
  if (x.digits === '' || y.digits === '') return x.digits.length - y.digits.length;
  if (x.exponent !== y.exponent) return x.exponent - y.exponent;
  return compareUtf8(x.digits, y.digits);
}

/** Whether two values are equal by the rules of DynamoDB's `=`: numbers by value, sets in any order. */
export function equalValues(a: AttributeValue, b: AttributeValue): boolean {
  const type = typeOf(a);
  if (type !== typeOf(b)) return false;
  return canonical(a) === canonical(b);
}

/** Returns text that is the same for two values if and only if they are equal. Suitable as a key of a Map. */
export function canonical(value: AttributeValue): string {
  if ('N' in value) return `N${canonicalNumber(value.N)}`;
  if ('NS' in value) return `NS${JSON.stringify(value.NS.map(canonicalNumber).sort())}`;
  if ('SS' in value) return `SS${JSON.stringify([...value.SS].sort())}`;
  if ('B' in value) return `B${canonicalBytes(value.B)}`;
  if ('BS' in value) return `BS${JSON.stringify(value.BS.map(canonicalBytes).sort())}`;
  if ('L' in value) return `L${JSON.stringify(value.L.map(canonical))}`;
  if ('M' in value) {
    const entries = Object.entries(value.M).map(([name, inner]) => [name, canonical(inner)]);
    return `M${JSON.stringify(entries.sort((x, y) => compareUtf8(x[0] as string, y[0] as string)))}`;
  }
  return JSON.stringify(value);
}

/** Returns values without those that equal an earlier one. */
export function distinctValues(values: readonly AttributeValue[]): readonly AttributeValue[] {
  return [...new Map(values.map((value) => [canonical(value), value])).values()];
}

/** Base64 text may have padding or not. */
function canonicalBytes(base64: string): string {
  return Buffer.from(base64, 'base64').toString('base64');
}

function canonicalNumber(text: string): string {
  const decimal = parseDecimal(text);
  return decimal ? `${decimal.negative ? '-' : ''}${decimal.digits}e${decimal.exponent}` : text;
}
