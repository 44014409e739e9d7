import { nearestAttribute } from '../../did-you-mean';
import {
  type AttributeDefinition,
  type AttributeFormat,
  isTime,
} from '../../dynamo/model/attribute-definition';
import { anyOf, type Condition, type Window } from '../../dynamo/model/condition';
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
import { usageError } from '../../errors';
import { isNegated, type Origin } from '../../origin';
import { isDate, isRelativeTime, isTimeText, requireTime } from './times';
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
export interface Operand {
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

/**
 * Returns a condition that a time is on a day in UTC, if the operand is a date alone and the attribute holds times of a day. Undefined
 * otherwise, and for keys that DynamoDB has to find by value.
 */
export function dayWindow(operand: Operand): Condition | undefined {
  const { isQuoted, text } = operand.part;
  const known = knownTimes(operand);
  if (isQuoted || operand.isPartitionKey || !known || known.days) return undefined;
  return isDate(text) && parseInstant(text) !== undefined
    ? windows(operand, known, dayEnds(operand))
    : undefined;
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

export type Ordering = '<' | '<=' | '>' | '>=';

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
export function timeWindow(operand: Operand, operator: Ordering): Condition | undefined {
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
  return usageError(
    `'${text}' is a relative time, but ${why}.${similar === undefined ? '' : ` Did you mean ${similar}?`}`,
    sampled === undefined
      ? [byHand, { kind: 'find-with', condition: condition(text), isNegated: isNegated(origin) }]
      : byHand,
    origin,
  );
}

/** Throws a usage error for a relative time that is not compared by order: no item has exactly this moment. */
export function refuseMoment(operand: Operand): void {
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
