import { nearestAttribute } from '../../did-you-mean';
import { anyOf, type Condition, type Window } from '../../dynamo/model/condition';
import { type AttributeDefinition, type AttributeFormat, isTime } from '../../dynamo/model/definition';
import { isoText } from '../../dynamo/model/instant';
import type { OperandPart } from '../../dynamo/model/operand';
import { type Path, pathText } from '../../dynamo/model/path';
import { type AttributeType, type AttributeValue, typeOf } from '../../dynamo/model/values';
import { usageError } from '../../errors';
import type { Origin } from '../../origin';
import { isRelativeTime, isTimeOfDay, isTimeText, parseUserTime, requireTime } from './times';
import { storedValues } from './values';
import type { WhereClause } from './where-syntax';

/** What is known about times when conditions are read. */
export interface Times {
  /** The time that ages are relative to, in epoch milliseconds. */
  readonly now: number;
  /** How attributes store times according to a sample of the table, by their paths. */
  readonly sampled?: ReadonlyMap<string, SampledFormat>;
}

/** The format of the times in a sample. Otherwise its values are no times, or it has none. */
export type SampledFormat = TimeFormat | 'no-time' | 'unseen';
export type TimeFormat = Extract<AttributeFormat, 'time' | 'epoch-seconds' | 'epoch-millis'>;

/** One value that an attribute is compared with, and everything that its meaning depends on. */
interface Operand {
  readonly path: Path;
  readonly operator: Exclude<WhereClause['operator'], 'exists' | 'not_exists'>;
  readonly part: OperandPart;
  /** The definition of the attribute, if there is one. */
  readonly attribute: AttributeDefinition | undefined;
  /** The names of all attributes that are known. */
  readonly names: readonly string[];
  readonly origin: Origin;
  readonly times: Times;
}

/** Returns the condition for one operand. `!=` gives the condition that must not be met. Throws a usage error for an invalid operand. */
export function comparison(operand: Operand): Condition {
  const { path, operator, part, attribute, origin, times } = operand;
  switch (operator) {
    case '^=':
      refuseMoment(operand);
      return { path, origin, operator: 'begins_with', value: prefixValue(operand) };
    case '*=':
      if (!isTimeOfDay(part.text)) refuseMoment(operand);
      return anyOf(
        path,
        origin,
        elementValues(operand).map((value) => ({ path, origin, operator: 'contains', value })),
      );
    case '=':
    case '!=':
      refuseMoment(operand);
      return { path, origin, operator: 'in', values: storedValues(attribute, part, origin) };
    default:
      return timeWindow(operand, operator, times) ?? ordering(operand, operator);
  }
}

type Ordering = '<' | '<=' | '>' | '>=';

/** Whether an attribute may hold times, as far as its definition tells. */
export function mayBeTime(attribute: AttributeDefinition | undefined): boolean {
  if (!attribute) return true;
  return (attribute.mixed || ['S', 'N'].includes(attribute.type)) && !attribute.format && !attribute.values;
}

/** Returns a window for a comparison with a time, so that moments are compared rather than text. Undefined if it is not about a time. */
function timeWindow(operand: Operand, operator: Ordering, { now, sampled }: Times): Condition | undefined {
  const { path, part, attribute, origin } = operand;
  const { text } = part;
  if (part.isQuoted) return undefined;
  const format = isTime(attribute) ? (attribute?.format as TimeFormat) : sampled?.get(pathText(path));
  const isKnown = format !== undefined && format !== 'no-time' && format !== 'unseen';
  if (!isTimeText(text)) {
    // Digits may be the beginning of a time. Other text would be compared with times letter by letter.
    if (format === 'time' && !/^[\d\s:.,TZ+-]*$/i.test(text)) requireTime(text, now, origin);
    return undefined;
  }
  if (!isKnown) {
    if (!mayBeTime(attribute)) return undefined;
    if (isRelativeTime(text)) throw unknownFormat(operand, operator, format);
    // Text that is not a time is compared with the window as text.
    if (format === 'no-time' || (attribute?.type === 'N' && !attribute.mixed)) return undefined;
  }
  const end = { instant: requireTime(text, now, origin), inclusive: operator.endsWith('=') };
  const window: Window = {
    format: isKnown ? format : 'time',
    ...(operator.startsWith('>') ? { after: end } : { upTo: end }),
  };
  return { path, origin, operator: 'window', window };
}

function unknownFormat(
  { path, part: { text }, names, times: { now }, origin }: Operand,
  operator: Ordering,
  format: SampledFormat | undefined,
): Error {
  const name = pathText(path);
  const [first] = path.map(String);
  const similar = first === undefined || names.includes(first) ? undefined : nearestAttribute(first, names);
  const why =
    format === 'no-time'
      ? `the values of ${name} do not look like times`
      : format === 'unseen'
        ? `no item with ${name} was seen that shows how it stores times`
        : `how ${name} stores times is not known`;
  const stored = isoText(parseUserTime(text, now) ?? '').replace(/\.\d+/, '');
  return usageError(
    `'${text}' is a relative time, but ${why}.${similar === undefined ? '' : ` Did you mean ${similar}?`}`,
    `Write a time as it is stored (${name}${operator}${stored}), or text in quotes (${name}${operator}"${text}").`,
    origin,
  );
}

/** Throws a usage error for a relative time that is not compared by order: no item has exactly this moment. */
function refuseMoment({ attribute, part, path, times, origin }: Operand): void {
  const sampled = times.sampled?.get(pathText(path));
  const isKnown = isTime(attribute) || (sampled !== undefined && !['no-time', 'unseen'].includes(sampled));
  if (isKnown) refuseRelativeTime(part, path, origin);
}

/** Throws a usage error for a relative time as the value of an attribute with times. */
export function refuseRelativeTime({ text, isQuoted }: OperandPart, path: Path, origin: Origin): void {
  if (isQuoted || !isRelativeTime(text)) return;
  const name = pathText(path);
  throw usageError(
    `'${text}' is a relative time, and ${name} equals it only by chance.`,
    `Compare them: ${name}>${text} is what is newer, ${name}<${text} what is older.`,
    origin,
  );
}

const ORDERED: ReadonlySet<AttributeType> = new Set(['S', 'N', 'B']);

/** Returns a comparison by order. Where the type is unknown, a number is also compared as text. */
function ordering({ path, part, attribute, origin }: Operand, operator: Ordering): Condition {
  // Ordering uses the text itself, so the values of an enumerated attribute don't matter.
  const known = attribute?.mixed ? undefined : attribute;
  const plain = known?.values ? { type: known.type } : known;
  if (known && !ORDERED.has(known.type))
    throw usageError(
      `The attribute ${pathText(path)} has type ${known.type}, which has no order.`,
      ORDER_ADVICE,
      origin,
    );
  const values = storedValues(plain, part, origin);
  const literal = values.find((value) => !ORDERED.has(typeOf(value)));
  if (literal)
    throw usageError(
      `'${part.text}' is a literal of type ${typeOf(literal)}, which has no order.`,
      `${ORDER_ADVICE} For text, use quotes: ${pathText(path)}${operator}"${part.text.replaceAll('"', '\\"')}".`,
      origin,
    );
  return anyOf(
    path,
    origin,
    values.map((value) => ({ path, origin, operator, value })),
  );
}

const ORDER_ADVICE = 'Only text, numbers and binaries are smaller or larger than others.';

/** Returns the value that `begins with` compares with. */
function prefixValue({ path, part, attribute, origin }: Operand): AttributeValue {
  const { type = 'S', secret } = attribute?.mixed ? { secret: attribute.secret } : (attribute ?? {});
  if (type === 'B') return binary(part, secret, origin);
  if (type === 'S') return { S: part.text };
  throw usageError(
    `The attribute ${pathText(path)} has type ${type}, but only text and binaries begin with something.`,
    undefined,
    origin,
  );
}

/** Returns the values that `contains` looks for: parts of text or binaries, or elements of sets and lists. */
function elementValues({ path, part, attribute, origin }: Operand): readonly AttributeValue[] {
  const { type, secret } = attribute ?? {};
  switch (attribute?.mixed ? undefined : type) {
    case 'S':
    case 'SS':
      return [{ S: part.text }];
    case 'NS':
      return storedValues({ type: 'N', ...(secret && { secret }) }, part, origin);
    case 'B':
    case 'BS':
      return [binary(part, secret, origin)];
    case 'N':
    case 'BOOL':
    case 'NULL':
      throw usageError(
        `The attribute ${pathText(path)} has type ${type}, but only text, binaries, sets and lists contain something.`,
        undefined,
        origin,
      );
    default:
      return storedValues(undefined, part, origin);
  }
}

function binary(part: OperandPart, secret: boolean | undefined, origin: Origin): AttributeValue {
  const [value = { B: part.text }] = storedValues({ type: 'B', ...(secret && { secret }) }, part, origin);
  return value;
}
