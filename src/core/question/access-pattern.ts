import { type Condition, topLevel } from '../../dynamo/model/condition';
import { type AccessPattern, type TableDefinition, timeAttribute } from '../../dynamo/model/definition';
import { type Remedy, usageError } from '../../errors';
import { isNegated } from '../../origin';
import type { Ask } from './ask';
import { fixedBy, windowCondition } from './conditions';
import type { Times } from './time-comparison';

/**
 * Returns the access pattern that a question matches. A pattern matches if everything it needs is given: attributes fixed by conditions,
 * and switches. Patterns about the command's argument come first, then those that need most. Undefined if none matches. Throws a usage
 * error for a switch that the match does not use.
 */
export function patternOf(
  table: TableDefinition,
  conditions: readonly Condition[],
  { values }: Pick<Ask, 'values'>,
): AccessPattern | undefined {
  const switches = Object.keys(table.switches ?? {}).filter((name) => values[name] === true);
  const ages = Object.keys(table.ages ?? {}).filter((name) => values[name] !== undefined);
  const given = new Set([...fixedAttributes(conditions), ...ages, ...switches]);
  const fitting = table.patterns.filter((pattern) => needsOf(pattern).every((name) => given.has(name)));
  const rank = (pattern: AccessPattern) =>
    needsOf(pattern).length + (table.argument && needsOf(pattern).includes(table.argument) ? 100 : 0);
  const [best] = fitting.sort((a, b) => rank(b) - rank(a));
  const unused = switches.find((name) => !best || !needsOf(best).includes(name));
  if (unused) throw unusedSwitchError(table, unused, given);
  return best;
}

/** Returns the conditions of a pattern, and of age options, on attributes for which the question names no values of its own. */
export function impliedConditions(
  table: TableDefinition,
  pattern: AccessPattern | undefined,
  asked: readonly Condition[],
  { values }: Pick<Ask, 'values'>,
): readonly Condition[] {
  const ages = Object.entries(table.ages ?? {}).filter(([name]) => values[name] !== undefined);
  const implied = Object.assign({}, pattern?.where, ...ages.map(([, { where }]) => where));
  return Object.entries<string>(implied)
    .filter(([name]) => !asked.some((condition) => topLevel(condition) === name && namesValues(condition)))
    .map(([name, word]) =>
      fixedBy(table, name, [{ text: word, isQuoted: false }], { part: 'pattern', attribute: name }),
    );
}

/** What is known about times when a time window is read. */
export interface WindowTimes extends Times {
  /** The time of a question to any table. */
  readonly time?: string | undefined;
}

/**
 * Whether a condition says which values are wanted, so that it replaces an implied one. Conditions that only exclude items, and those of
 * `not`, narrow what is implied.
 */
function namesValues({ operator, origin }: Condition): boolean {
  if (isNegated(origin)) return false;
  return !['!=', 'not', 'exists', 'not_exists'].includes(operator);
}

/**
 * Returns the condition of the time window, on the time of the pattern or else of the table. Ages are relative to `now`, in epoch
 * milliseconds. Throws a usage error if no time is known, or the items of the pattern have none in common.
 */
export function windowOf(
  table: TableDefinition,
  pattern: AccessPattern | undefined,
  ask: Ask,
  times: WindowTimes,
): readonly Condition[] {
  const { since, until } = ask;
  if (since === undefined && until === undefined) return [];
  const time = pattern?.window ?? times.time ?? timeAttribute(table);
  if (typeof time === 'string') return [windowCondition(table, time, ask, times)];
  const about = { part: 'setting', name: since === undefined ? 'until' : 'since' } as const;
  if (time === false)
    throw usageError(
      `does not apply to '${pattern?.question}', whose items have no time in common.`,
      withoutWindow(table, ask),
      about,
    );
  throw usageError('does not apply, as no attribute is known to be its time.', undefined, about);
}

/** Returns the advice to compare the time of the table, which only some items of the pattern have. */
function withoutWindow(table: TableDefinition, { since, until }: Ask): Remedy {
  const time = timeAttribute(table);
  if (time === undefined) return { kind: 'help', command: table.command };
  const ends = [since && `${time}>${since}`, until && `${time}<=${until}`];
  return { kind: 'conditions', conditions: ends.flatMap((end) => end || []), isNegated: false };
}

function needsOf(pattern: AccessPattern): readonly string[] {
  return pattern.given ?? [];
}

function fixedAttributes(conditions: readonly Condition[]): readonly string[] {
  return conditions.flatMap((condition) =>
    condition.operator === '=' || condition.operator === 'in' ? (topLevel(condition) ?? []) : [],
  );
}

function unusedSwitchError(table: TableDefinition, name: string, given: ReadonlySet<string>): Error {
  const about = { part: 'setting', name } as const;
  const pattern = table.patterns.find(({ given: needed }) => needed?.includes(name));
  const missing = pattern?.given?.find((needed) => !given.has(needed));
  if (missing) return usageError(`needs a ${missing}.`, undefined, about);
  const names = Object.keys(table.switches ?? {}).filter((other) => given.has(other));
  return usageError("can't be combined.", undefined, { part: 'settings', names });
}
