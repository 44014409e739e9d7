/**
 * Attribute values exactly as DynamoDB's JSON protocol carries them: a number is its decimal text, a binary
 * is base64 text. They stay so from the wire to the formatter, and no digit is ever lost to a double.
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

/** An item, or the map inside one: attribute name to value. */
export type Item = { readonly [attribute: string]: AttributeValue };

export type AttributeType = 'S' | 'N' | 'B' | 'BOOL' | 'NULL' | 'M' | 'L' | 'SS' | 'NS' | 'BS';

/** The one type tag that a value carries. */
export function typeOf(value: AttributeValue): AttributeType {
  for (const type in value) return type as AttributeType;
  return 'NULL';
}

/** Whether data from outside is an attribute value, no deeper than DynamoDB allows (32 levels). */
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

/** The attribute itself, never something inherited: an item may well have one called `constructor`. */
export function attributeOf(item: Item, name: string): AttributeValue | undefined {
  return Object.hasOwn(item, name) ? item[name] : undefined;
}

/**
 * Orders two key values (S, N or B) as DynamoDB sorts them: strings by their UTF-8 bytes, numbers by value,
 * binaries by unsigned bytes. Negative, zero or positive. Values of different types order by type.
 */
export function compareKeys(a: AttributeValue, b: AttributeValue): number {
  if ('S' in a && 'S' in b) return compareUtf8(a.S, b.S);
  if ('N' in a && 'N' in b) return compareNumbers(a.N, b.N);
  if ('B' in a && 'B' in b) return Buffer.compare(Buffer.from(a.B, 'base64'), Buffer.from(b.B, 'base64'));
  return compareUtf8(typeOf(a), typeOf(b));
}

/**
 * Orders strings by UTF-8 bytes. JavaScript compares UTF-16 units, which differs only where a surrogate
 * (U+D800–DFFF, so a code point past U+FFFF) meets a unit above it (U+E000–FFFF).
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

/** Takes a decimal literal apart. Returns undefined for anything that is not one. */
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

/** Whether a text is a number that DynamoDB can store: at most 38 significant digits, 1E-130 to 9.9…E+125. */
export function isDynamoNumber(text: string): boolean {
  const decimal = parseDecimal(text);
  if (!decimal) return false;
  return (
    decimal.digits.length <= 38 &&
    (decimal.digits === '' || (decimal.exponent <= 126 && decimal.exponent >= -129))
  );
}

/** Orders two decimal texts by value, exactly, whatever their length. */
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

/** Whether two values are equal as DynamoDB's `=` sees it: numbers by value, sets in any order. */
export function equalValues(a: AttributeValue, b: AttributeValue): boolean {
  const type = typeOf(a);
  if (type !== typeOf(b)) return false;
  return canonical(a) === canonical(b);
}

/** A text that two values share exactly when they are equal. Also good as a key of a Map. */
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

/** Base64 may be written with or without padding. */
function canonicalBytes(base64: string): string {
  return Buffer.from(base64, 'base64').toString('base64');
}

function canonicalNumber(text: string): string {
  const decimal = parseDecimal(text);
  return decimal ? `${decimal.negative ? '-' : ''}${decimal.digits}e${decimal.exponent}` : text;
}
