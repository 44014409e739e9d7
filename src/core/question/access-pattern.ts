import { type Condition, topLevel } from '../../dynamo/model/condition';
import type { AccessPattern, TableDefinition } from '../../dynamo/model/definition';
import { usageError } from '../../errors';
import type { Ask } from './ask';
import { fixedBy } from './conditions';

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
  const given = new Set([...fixedAttributes(conditions), ...switches]);
  const fitting = table.patterns.filter((pattern) => needsOf(pattern).every((name) => given.has(name)));
  const rank = (pattern: AccessPattern) =>
    needsOf(pattern).length + (table.argument && needsOf(pattern).includes(table.argument) ? 100 : 0);
  const [best] = fitting.sort((a, b) => rank(b) - rank(a));
  const unused = switches.find((name) => !best || !needsOf(best).includes(name));
  if (unused) throw unusedSwitchError(table, unused, given);
  return best;
}

/** Returns the conditions of a pattern on attributes that the question does not mention. */
export function conditionsOfPattern(
  table: TableDefinition,
  pattern: AccessPattern | undefined,
  asked: readonly Condition[],
): readonly Condition[] {
  return Object.entries(pattern?.where ?? {})
    .filter(([name]) => !asked.some((condition) => condition.path[0] === name))
    .map(([name, word]) =>
      fixedBy(table, name, [{ text: word, isQuoted: false }], { part: 'pattern', attribute: name }),
    );
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
