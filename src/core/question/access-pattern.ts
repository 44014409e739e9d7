import { type Condition, topLevel } from '../../dynamo/model/condition';
import type { AccessPattern, TableDefinition } from '../../dynamo/model/definition';
import { usageError } from '../../errors';
import type { Ask } from './ask';
import { fixedBy } from './conditions';

/**
 * The access pattern that a question is an instance of. Of those that need only what is given (attributes that conditions fix, and
 * switches), it is one about the command's argument, else the one that needs most. Undefined where the table has none. Throws a usage
 * error for a switch that fits none.
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
  const stray = switches.find((name) => !best || !needsOf(best).includes(name));
  if (stray) throw strayError(table, stray, given);
  return best;
}

/** What a pattern says of attributes that the question does not mention. */
export function conditionsOfPattern(
  table: TableDefinition,
  pattern: AccessPattern | undefined,
  asked: readonly Condition[],
): readonly Condition[] {
  return Object.entries(pattern?.where ?? {})
    .filter(([name]) => !asked.some((condition) => condition.path[0] === name))
    .map(([name, word]) => fixedBy(table, name, [word], { part: 'pattern', attribute: name }));
}

function needsOf(pattern: AccessPattern): readonly string[] {
  return pattern.given ?? [];
}

function fixedAttributes(conditions: readonly Condition[]): readonly string[] {
  return conditions.flatMap((condition) =>
    condition.operator === '=' || condition.operator === 'in' ? (topLevel(condition) ?? []) : [],
  );
}

function strayError(table: TableDefinition, name: string, given: ReadonlySet<string>): Error {
  const about = { part: 'setting', name } as const;
  const pattern = table.patterns.find(({ given: needed }) => needed?.includes(name));
  const missing = pattern?.given?.find((needed) => !given.has(needed));
  if (missing) return usageError(`needs a ${missing}.`, undefined, about);
  const names = Object.keys(table.switches ?? {}).filter((other) => given.has(other));
  return usageError("can't be given together.", undefined, { part: 'settings', names });
}
