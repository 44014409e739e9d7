import type { Condition, Window } from '../../dynamo/model/condition';
import { type AttributeDefinition, type TableDefinition, takesList } from '../../dynamo/model/definition';
import { forbiddenSeparator, parseTemplate } from '../../dynamo/model/key-template';
import { type AttributeValue, canonical } from '../../dynamo/model/values';
import { usageError } from '../../errors';
import type { Origin } from '../../origin';
import type { Ask } from './ask';
import { requireTime } from './times';
import { storedValues } from './values';
import { whereConditions } from './where';

/**
 * Returns everything that a question requires of attributes, except its time window, as conditions on stored values. Ages are relative to `now`, in epoch
 * milliseconds. Throws a usage error about the first part that is invalid.
 */
export function conditionsOf(table: TableDefinition, ask: Ask, now: number): readonly Condition[] {
  const conditions: Condition[] = [];
  if (ask.argument !== undefined) conditions.push(argumentCondition(table, ask.argument));
  for (const [name, attribute] of Object.entries(table.attributes)) {
    const text = attribute.option === undefined ? undefined : ask.values[attribute.option];
    if (typeof text !== 'string') continue;
    const origin: Origin = { part: 'option', name: attribute.option ?? '', text };
    conditions.push(fixedBy(table, name, splitWords(attribute, text), origin));
  }
  conditions.push(...ageConditions(table, ask, now));
  return [...conditions, ...ask.where.flatMap((text) => whereConditions(table, text, now))];
}

function argumentCondition(table: TableDefinition, text: string): Condition {
  const { argument, command } = table;
  if (argument !== undefined) return fixedBy(table, argument, [text], { part: 'argument', name: argument });
  throw usageError('The command takes no argument.', { kind: 'help', command });
}

function splitWords(attribute: AttributeDefinition, text: string): readonly string[] {
  return takesList(attribute) ? text.split(',').map((word) => word.trim()) : [text];
}

/** Returns a condition that the attribute has one of the values that the words stand for. */
export function fixedBy(
  table: TableDefinition,
  name: string,
  words: readonly string[],
  origin: Origin,
): Condition {
  if (words.includes('')) throw usageError('The value is empty.', undefined, origin);
  const values = words.flatMap((word) => storedValues(table.attributes[name], word, origin));
  for (const value of values) rejectSeparators(table, name, value, origin);
  const unique = [...new Map(values.map((value) => [canonical(value), value])).values()];
  const [only] = unique;
  if (only && unique.length === 1) return { path: [name], origin, operator: '=', value: only };
  return { path: [name], origin, operator: 'in', values: unique };
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
export function windowCondition(table: TableDefinition, name: string, ask: Ask, now: number): Condition {
  const format = table.attributes[name]?.format ?? 'time';
  const origin: Origin = { part: 'window', since: ask.since, until: ask.until };
  return { path: [name], origin, operator: 'window', window: { format, ...windowEnds(ask, now) } };
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
