import { type Condition, topLevel } from '../../dynamo/model/condition';
import type { AccessPattern, TableDefinition } from '../../dynamo/model/definition';
import { usageError } from '../../errors';
import { camelCase, type RawOptions } from '../../commands/options/option';

/**
 * The access pattern that a question is an instance of: of those that need nothing but what is given (attributes that conditions
 * fix, and switches), one about the command's argument, and else the one that needs most. Undefined where the table has none. Throws
 * a usage error for a switch that goes with none.
 */
export function patternOf(
  table: TableDefinition,
  conditions: readonly Condition[],
  options: RawOptions,
): AccessPattern | undefined {
  const switches = Object.keys(table.switches ?? {}).filter((name) => options[camelCase(name)] === true);
  const given = new Set([...fixedAttributes(conditions), ...switches]);
  const fitting = table.patterns.filter((pattern) => needsOf(pattern).every((name) => given.has(name)));
  const rank = (pattern: AccessPattern) =>
    needsOf(pattern).length + (table.argument && needsOf(pattern).includes(table.argument) ? 100 : 0);
  const [best] = fitting.sort((a, b) => rank(b) - rank(a));
  const stray = switches.find((name) => !best || !needsOf(best).includes(name));
  if (stray) throw strayError(table, stray, given);
  return best;
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
  const pattern = table.patterns.find(({ given: needed }) => needed?.includes(name));
  const missing = pattern?.given?.find((needed) => !given.has(needed));
  if (missing) return usageError(`--${name} needs a ${missing}.`);
  const others = Object.keys(table.switches ?? {}).filter((other) => other !== name && given.has(other));
  return usageError(
    `--${name} can't be given together with ${others.map((other) => `--${other}`).join(' and ')}.`,
  );
}
