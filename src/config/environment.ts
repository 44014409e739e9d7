import { type EnvironmentDefinition, STAGE_NAME, type TableDefinition } from '../dynamo/model/definition';
import { usageError } from '../errors';
import type { ConfigData } from './schema';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Returns a table with the parts that environment variables replace, as its definition declares: `JOBS_TABLE` may name the table. Throws a
 * usage error for an invalid variable. An empty one counts as absent.
 */
export function withEnvironment(table: TableDefinition, env: Environment): TableDefinition {
  const { environment } = table;
  if (!environment) return table;
  const name = setting(environment, 'table', env, tableName);
  const ttlHours = setting(environment, 'ttlHours', env, hours);
  return { ...table, ...(name !== undefined && { name }), ...(ttlHours !== undefined && { ttlHours }) };
}

/** Returns the values of the variables in table names: as written, or from the environment, or else the default. */
export function variableValues(
  variables: NonNullable<ConfigData['variables']>,
  env: Environment,
): Readonly<Record<string, string>> {
  const entries = Object.entries(variables).flatMap(([name, source]) => {
    if (typeof source === 'string') return [[name, source] as const];
    const text = env[source.environment] || undefined;
    if (text !== undefined && !STAGE_NAME.test(text))
      throw invalid(
        source.environment,
        text,
        'part of a table name: use letters, digits, dots, dashes and underscores',
      );
    const value = text ?? source.default;
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

function setting<T>(
  environment: EnvironmentDefinition,
  part: keyof EnvironmentDefinition,
  env: Environment,
  read: (text: string, variable: string) => T,
): T | undefined {
  const variable = environment[part];
  const text = variable === undefined ? undefined : env[variable];
  return variable === undefined || !text ? undefined : read(text, variable);
}

function tableName(text: string, variable: string): string {
  if (/^[\w.-]{3,255}$/.test(text)) return text;
  throw invalid(variable, text, 'table name: use 3 to 255 letters, digits, dots, dashes and underscores');
}

function hours(text: string, variable: string): number {
  if (/^\d{1,7}(?:\.\d{1,6})?$/.test(text) && Number(text) > 0) return Number(text);
  throw invalid(variable, text, 'number of hours');
}

function invalid(variable: string, text: string, what: string): Error {
  return usageError(`'${text}' is not a valid ${what}.`, undefined, { part: 'variable', name: variable });
}
