import { nearest } from '../did-you-mean';
import type { EnumeratedValue } from '../dynamo/model/attribute-definition';
import type { TableDefinition } from '../dynamo/model/definition';
import { usageError } from '../errors';

/**
 * Returns a table with the spellings of its enumerated values from the environment: `DDBDBG_EXECUTIONS_STATUS` set to
 * `failure=FAILURE|error,pending=pending` makes the status `failure` match both spellings, and adds a value `pending`. Throws a usage
 * error for an invalid variable.
 */
export function withSpellings(
  table: TableDefinition,
  env: Readonly<Record<string, string | undefined>>,
): TableDefinition {
  const changed = Object.entries(table.attributes).flatMap(([name, attribute]) => {
    if (!attribute.values || !attribute.option) return [];
    const variable = spellingVariable(table, attribute.option);
    const setting = env[variable];
    if (!setting) return [];
    return [[name, { ...attribute, values: respelled(attribute.values, setting, variable) }]];
  });
  if (changed.length === 0) return table;
  return { ...table, attributes: { ...table.attributes, ...Object.fromEntries(changed) } };
}

/** Returns the environment variable with the spellings of the values of an option. */
function spellingVariable(table: TableDefinition, option: string): string {
  return ['ddbdbg', ...table.command, option].join('_').replaceAll('-', '_').toUpperCase();
}

function respelled(
  values: readonly EnumeratedValue[],
  setting: string,
  variable: string,
): readonly EnumeratedValue[] {
  const stored = new Map(setting.split(',').map((part) => readPart(part, variable)));
  const known = values.map((value) => ({ ...value, stored: stored.get(value.name) ?? value.stored }));
  const added = [...stored].filter(([name]) => !values.some((value) => value.name === name));
  for (const [name] of added) refuseMisspelling(name, values, variable);
  return [...known, ...added.map(([name, spellings]) => ({ name, stored: spellings }))];
}

/** How many letters of a misspelt name differ. In a new name, more do. */
const MAX_TYPO = 2;

/** Throws a usage error for a new value that is almost the name of a known one, which would be left as it was. */
function refuseMisspelling(name: string, values: readonly EnumeratedValue[], variable: string): void {
  const similar = nearest(
    name,
    values.map((value) => value.name),
    MAX_TYPO,
  );
  if (similar === undefined) return;
  throw usageError(`${variable}: '${name}' is not a known value. Did you mean ${similar}?`);
}

function readPart(part: string, variable: string): [string, readonly string[]] {
  const [name = '', spellings = ''] = part.split('=').map((text) => text.trim());
  const stored = spellings.split('|').map((text) => text.trim());
  if (!/^[\w-]+$/.test(name) || stored.some((text) => text === '')) {
    throw usageError(`${variable}: '${part}' does not have the form name=stored or name=stored|stored.`);
  }
  return [name, stored];
}
