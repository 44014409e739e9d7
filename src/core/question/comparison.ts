import { nearestAttribute } from '../../did-you-mean';
import { anyOf, type Condition, type Window } from '../../dynamo/model/condition';
import { type AttributeDefinition, type AttributeFormat, isTime } from '../../dynamo/model/definition';
import {
  epochMillis,
  epochNumber,
  instantOf,
  isoText,
  LAST_MILLISECOND,
  parseInstant,
} from '../../dynamo/model/instant';
import type { OperandPart } from '../../dynamo/model/operand';
import { type Path, pathText } from '../../dynamo/model/path';
import { type AttributeType, type AttributeValue, typeOf } from '../../dynamo/model/values';
import { usageError } from '../../errors';
import type { Origin } from '../../origin';
import { isDate, isRelativeTime, isTimeOfDay, isTimeText, requireTime } from './times';
import { storedValues } from './values';
import type { WhereClause } from './where-syntax';

/** What is known about times when conditions are read. */
export interface Times {
  /** The time that ages are relative to, in epoch milliseconds. */
  readonly now: number;
  /** How attributes store times according to a sample of the table, by their paths. */
  readonly sampled?: ReadonlyMap<string, Sampled>;
}

/** How the values in a sample store times. Otherwise most of them are no times, or it has none. */
export type Sampled = SampledTimes | 'no-time' | 'unseen';

interface SampledTimes {
  /** All formats in the sample. */
  readonly formats: readonly TimeFormat[];
  /** Text has forms that do not sort by time: with a space, or in zones other than UTC. */
  readonly loose?: true | undefined;
  /** The text consists of days without a time of day. */
  readonly days?: true | undefined;
}

export type TimeFormat = Extract<AttributeFormat, 'time' | 'epoch-seconds' | 'epoch-millis'>;

/** One value that an attribute is compared with, and everything that its meaning depends on. */
interface Operand {
  readonly path: Path;
  readonly operator: Exclude<WhereClause['operator'], 'exists' | 'not_exists'>;
  readonly part: OperandPart;
  /** The definition of the attribute, if there is one. */
  readonly attribute: AttributeDefinition | undefined;
  /** Whether it is part of the partition key of the table or an index. */
  readonly isPartitionKey: boolean;
  /** The names of all attributes that are known. */
  readonly names: readonly string[];
  readonly origin: Origin;
  readonly times: Times;
}

/** Returns the condition for one operand. `!=` gives the condition that must not be met. Throws a usage error for an invalid operand. */
export function comparison(operand: Operand): Condition {
  const { path, operator, part, attribute, origin } = operand;
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
      if (isWholeDay(operand)) return windows(operand, knownTimes(operand), dayEnds(operand));
      return { path, origin, operator: 'in', values: storedValues(attribute, part, origin) };
    default:
      return timeWindow(operand, operator) ?? ordering(operand, operator);
  }
}

/** Whether the operand is a date alone, where the attribute holds times of a day. Keys that DynamoDB has to find by value keep the text. */
function isWholeDay(operand: Operand): boolean {
  const { isQuoted, text } = operand.part;
  const known = knownTimes(operand);
  return (
    !isQuoted &&
    !operand.isPartitionKey &&
    known !== undefined &&
    !known.days &&
    isDate(text) &&
    parseInstant(text) !== undefined
  );
}

/** Returns the ends of a day in UTC. */
function dayEnds({ part: { text }, origin, times: { now } }: Operand): Ends {
  const start = requireTime(text, now, origin);
  const end = Math.min(epochMillis(start) + DAY_MILLIS, LAST_MILLISECOND);
  return {
    after: { instant: start, inclusive: true },
    upTo: { instant: instantOf(end), inclusive: false },
  };
}

const DAY_MILLIS = 86_400_000;

type Ordering = '<' | '<=' | '>' | '>=';

/** Whether an attribute may hold times, as far as its definition tells. */
export function mayBeTime(attribute: AttributeDefinition | undefined): boolean {
  if (!attribute) return true;
  return (attribute.mixed || ['S', 'N'].includes(attribute.type)) && !attribute.format && !attribute.values;
}

/** Returns how an attribute stores times, if its definition or a sample tells. */
function knownTimes({ path, attribute, times }: Operand): SampledTimes | undefined {
  const sampled = times.sampled?.get(pathText(path));
  if (typeof sampled === 'object') return sampled;
  return isTime(attribute) ? { formats: [attribute?.format as TimeFormat] } : undefined;
}

/** Returns a window for a comparison with a time, so that moments are compared rather than text. Undefined if it is not about a time. */
function timeWindow(operand: Operand, operator: Ordering): Condition | undefined {
  const { path, part, attribute, origin, times } = operand;
  const { text } = part;
  const { now } = times;
  if (part.isQuoted) return undefined;
  const known = knownTimes(operand);
  const sampled = times.sampled?.get(pathText(path));
  if (!isTimeText(text)) {
    // Digits may be the beginning of a time. Other text would be compared with times letter by letter.
    if (known?.formats.includes('time') && !/^[\d\s:.,TZ+-]*$/i.test(text)) requireTime(text, now, origin);
    return undefined;
  }
  if (!known) {
    if (!mayBeTime(attribute)) return undefined;
    if (isRelativeTime(text)) throw unknownFormat(operand, operator, sampled);
    // Text that is not a time is compared with the window as text.
    if (sampled === 'no-time' || (attribute?.type === 'N' && !attribute.mixed)) return undefined;
  }
  const end = { instant: requireTime(text, now, origin), inclusive: operator.endsWith('=') };
  return windows(operand, known, operator.startsWith('>') ? { after: end } : { upTo: end });
}

/** Returns a condition that a stored time is between two ends, in any of the formats that are known. The default is text in any form. */
function windows({ path, origin }: Operand, known: SampledTimes | undefined, ends: Ends): Condition {
  const { formats, loose } = known ?? { formats: ['time'], loose: true };
  const mixed = formats.includes('epoch-seconds') && formats.includes('epoch-millis');
  return anyOf(
    path,
    origin,
    formats.map((format): Condition => {
      const bounded = mixed ? { ...OWN_ENDS[format], ...ends } : ends;
      const window = { format, ...bounded, ...(loose && format === 'time' && { loose }) };
      return { path, origin, operator: 'window', window };
    }),
  );
}

type Ends = Pick<Window, 'after' | 'upTo'>;

/** Where seconds and milliseconds are mixed, a number up to the last second of the year 9999 is one of seconds. */
const OWN_ENDS: Readonly<Record<TimeFormat, Ends>> = {
  time: {},
  'epoch-seconds': { upTo: { instant: instantOf(LAST_MILLISECOND), inclusive: true } },
  'epoch-millis': { after: { instant: instantOf(LAST_MILLISECOND / 1000), inclusive: false } },
};

function unknownFormat(
  { path, part: { text }, attribute, names, times: { now }, origin }: Operand,
  operator: Ordering,
  sampled: Sampled | undefined,
): Error {
  const name = pathText(path);
  const [first] = path.map(String);
  const similar = first === undefined || names.includes(first) ? undefined : nearestAttribute(first, names);
  const why =
    sampled === 'no-time'
      ? `the values of ${name} do not look like times`
      : sampled === 'unseen'
        ? `no item with ${name} was seen that shows how it stores times`
        : `how ${name} stores times is not known`;
  const instant = requireTime(text, now, origin);
  const condition = (value: string) => `${name}${operator}${value}`;
  const quoted = `text in quotes (${condition(`"${text}"`)})`;
  const iso = isoText(instant).replace(/\.\d+/, '');
  const seconds = epochNumber(instant, 0).replace(/\..*/, '');
  const byHand =
    attribute?.type === 'N'
      ? `Write the number as it is stored (${condition(seconds)}, if it counts seconds), or add format: epoch-seconds or epoch-millis to its definition.`
      : sampled === 'no-time'
        ? `Compare with a value like those, or with ${quoted}.`
        : `Write a time as it is stored (such as ${condition(iso)} or ${condition(seconds)}), or ${quoted}.`;
  const isNegated = origin.part === 'where' && origin.isNegated === true;
  return usageError(
    `'${text}' is a relative time, but ${why}.${similar === undefined ? '' : ` Did you mean ${similar}?`}`,
    sampled === undefined ? [byHand, { kind: 'find-with', condition: condition(text), isNegated }] : byHand,
    origin,
  );
}

/** Throws a usage error for a relative time that is not compared by order: no item has exactly this moment. */
function refuseMoment(operand: Operand): void {
  if (knownTimes(operand)) refuseRelativeTime(operand.part, operand.path, operand.origin);
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
