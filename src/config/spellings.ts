import type { EnumeratedValue, TableDefinition } from '../dynamo/model/definition';
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
  return [...known, ...added.map(([name, spellings]) => ({ name, stored: spellings }))];
}

function readPart(part: string, variable: string): [string, readonly string[]] {
  const [name = '', spellings = ''] = part.split('=').map((text) => text.trim());
  const stored = spellings.split('|').map((text) => text.trim());
  if (!/^[\w-]+$/.test(name) || stored.some((text) => text === '')) {
    throw usageError(`${variable}: '${part}' does not have the form name=stored or name=stored|stored.`);
  }
  return [name, stored];
}
