import type { AccessPattern, TableDefinition } from '../dynamo/definition';
import { usageError } from '../errors';
import { camelCase, type RawOptions } from './option';

/**
 * The access pattern that a command line asks for: the one that needs the most of what was given, and nothing else. Undefined where
 * no pattern of the table says anything. Throws a usage error for a switch that goes with none.
 */
export function patternOf(
  table: TableDefinition,
  argument: string | undefined,
  options: RawOptions,
): AccessPattern | undefined {
  const given = new Set(givenNames(table, argument, options));
  const fitting = table.patterns.filter((pattern) => (pattern.given ?? []).every((name) => given.has(name)));
  const [best] = fitting.sort((a, b) => (b.given?.length ?? 0) - (a.given?.length ?? 0));
  const stray = Object.keys(table.switches ?? {}).find(
    (name) => given.has(name) && !best?.given?.includes(name),
  );
  if (stray) throw strayError(table, stray, given);
  return best;
}

/** Attributes fixed by argument and options, and switches. */
function givenNames(
  table: TableDefinition,
  argument: string | undefined,
  options: RawOptions,
): readonly string[] {
  const attributes = Object.entries(table.attributes).flatMap(([name, { option }]) =>
    option && options[camelCase(option)] !== undefined ? [name] : [],
  );
  const switches = Object.keys(table.switches ?? {}).filter((name) => options[camelCase(name)] === true);
  return [...attributes, ...switches, ...(argument !== undefined && table.argument ? [table.argument] : [])];
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
