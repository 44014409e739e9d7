import { isTime } from '../../dynamo/model/attribute-definition';
import { anyOf, type Condition, opposite, type Window } from '../../dynamo/model/condition';
import type { TableDefinition } from '../../dynamo/model/definition';
import { forbiddenSeparator, parseTemplate } from '../../dynamo/model/key-template';
import type { OperandPart } from '../../dynamo/model/operand';
import { pathText } from '../../dynamo/model/path';
import type { AttributeValue } from '../../dynamo/model/values';
import { usageError } from '../../errors';
import type { Origin } from '../../origin';
import type { Ask } from './ask';
import { refuseRelativeTime, type Times } from './time-comparison';
import { requireTime } from './times';
import { emptyValue, listedParts, storedValues } from './values';
import { whereCondition } from './where';

/**
 * Returns everything that a question requires of attributes, except its time window, as conditions on stored values. Ages are relative to `now`, in epoch
 * milliseconds. Throws a usage error about the first part that is invalid.
 */
export function conditionsOf(table: TableDefinition, ask: Ask, times: Times): readonly Condition[] {
  const conditions: Condition[] = [];
  if (ask.argument !== undefined) conditions.push(argumentCondition(table, ask.argument));
  for (const [name, attribute] of Object.entries(table.attributes)) {
    const text = attribute.option === undefined ? undefined : ask.values[attribute.option];
    if (typeof text !== 'string') continue;
    const origin: Origin = { part: 'option', name: attribute.option ?? '', text };
    if (text === '') throw emptyValue(origin);
    conditions.push(fixedBy(table, name, listedParts(text, origin), origin));
  }
  return [
    ...conditions,
    ...ageConditions(table, ask, times.now),
    ...ask.where.map((text) => whereCondition(table, text, times)),
    ...ask.not.map((text) => opposite(whereCondition(table, text, times, true))),
  ];
}

function argumentCondition(table: TableDefinition, text: string): Condition {
  const { argument, command } = table;
  const origin: Origin = { part: 'argument', name: argument ?? '' };
  if (argument !== undefined && text === '') throw usageError('The value is empty.', undefined, origin);
  const { short } = table.attributes[argument ?? ''] ?? {};
  if (argument !== undefined && short && !/[:/]/.test(text)) return lastPartCondition(argument, text, origin);
  // An ID may contain commas and quotes.
  if (argument !== undefined) return fixedBy(table, argument, [{ text, isQuoted: false }], origin);
  throw usageError('The command takes no argument.', { kind: 'help', command });
}

/** Returns a condition that this is the last part of an attribute's value, or all of it. */
function lastPartCondition(name: string, part: string, origin: Origin): Condition {
  const path = [name];
  const whole: Condition = { path, origin, operator: '=', value: { S: part } };
  const ends = [':', '/'].map(
    (separator): Condition => ({ path, origin, operator: 'ends_with', value: { S: separator + part } }),
  );
  return { path, origin, operator: 'any', any: [whole, ...ends] };
}

/** Returns a condition that the attribute has one of the values that the user's words stand for. */
export function fixedBy(
  table: TableDefinition,
  name: string,
  words: readonly OperandPart[],
  origin: Origin,
): Condition {
  const attribute = table.attributes[name];
  for (const word of words) if (attribute && isTime(attribute)) refuseRelativeTime(word, [name], origin);
  const values = words.flatMap((word) => storedValues(attribute, word, origin));
  for (const value of values) rejectSeparators(table, name, value, origin);
  const path = [name];
  return anyOf(path, origin, [{ path, origin, operator: 'in', values }]);
}

/** Throws a usage error for a value that contains a separator of a key template, because the key would then be ambiguous. */
function rejectSeparators(table: TableDefinition, name: string, value: AttributeValue, origin: Origin): void {
  if (!('S' in value)) return;
  for (const { template } of Object.values(table.attributes)) {
    if (!template || !parseTemplate(template).variables.includes(name)) continue;
    const separator = forbiddenSeparator(parseTemplate(template), value.S);
    if (separator === undefined) continue;
    const message = `'${value.S}' contains '${separator}', which separates the parts of the key ${template}.`;
    throw usageError(message, undefined, origin);
  }
}

/** Returns the conditions of options that take an age: that a time is longer ago, and what else the option implies. */
function ageConditions(table: TableDefinition, { values }: Ask, now: number): readonly Condition[] {
  return Object.entries(table.ages ?? {}).flatMap(([option, { of }]) => {
    const text = values[option];
    if (typeof text !== 'string') return [];
    const origin: Origin = { part: 'option', name: option, text };
    const upTo = { instant: requireTime(text, now, origin), inclusive: false };
    const format = table.attributes[of]?.format ?? 'time';
    return [{ path: [of], origin, operator: 'window', window: { format, upTo } }];
  });
}

/** Returns the condition for the time window: after `since` (exclusive), up to `until` (inclusive). */
export function windowCondition(
  table: TableDefinition,
  name: string,
  ask: Ask,
  { now, sampled }: Times,
): Condition {
  const format = table.attributes[name]?.format ?? 'time';
  const origin: Origin = { part: 'window', since: ask.since, until: ask.until };
  const times = sampled?.get(pathText([name]));
  const loose = typeof times === 'object' && times.loose;
  const window: Window = { format, ...windowEnds(ask, now), ...(loose && { loose }) };
  return { path: [name], origin, operator: 'window', window };
}

/** Returns the ends of a time window. Throws a usage error if one is not a time, or the window is empty. */
export function windowEnds({ since, until }: Ask, now: number): Omit<Window, 'format'> {
  const after = since === undefined ? undefined : requireTime(since, now, { part: 'setting', name: 'since' });
  const upTo = until === undefined ? undefined : requireTime(until, now, { part: 'setting', name: 'until' });
  if (after !== undefined && upTo !== undefined && after >= upTo)
    throw usageError('The time window is empty: its end is not after its start.', undefined, {
      part: 'window',
      since,
      until,
    });
  return {
    ...(after !== undefined && { after: { instant: after, inclusive: false } }),
    ...(upTo !== undefined && { upTo: { instant: upTo, inclusive: true } }),
  };
}
