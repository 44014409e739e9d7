import { describe, expect, test } from 'vitest';
import { builtIn } from '../../src/commands/configuration/built-in';
import { withEnvironment } from '../../src/config/environment';
import { configurationOf } from '../../src/config/read-config';
import type { TableDefinition } from '../../src/dynamo/model/definition';
import { sampleItems } from '../../src/local/sample';
import { jobs } from '../../src/queries/jobs';

type Environment = Readonly<Record<string, string>>;

/** Returns a table of a configuration as the environment leaves it. */
function tableOf(text: string, command: string, env: Environment): TableDefinition {
  const { catalog } = configurationOf(text, 'c.yaml', undefined, builtIn(), { env });
  const table = catalog.find((one) => one.command.join(' ') === command) as TableDefinition;
  return withEnvironment(table, env);
}

describe('an environment variable that a definition declares', () => {
  test('names the table, unless it is empty', () => {
    expect(withEnvironment(jobs, { JOBS_TABLE: 'reports-prod' }).name).toBe('reports-prod');
    expect(withEnvironment(jobs, { JOBS_TABLE: '' })).toEqual(jobs);
  });

  test('does not rename a table that an override names, unless that declares a variable too', () => {
    const env = { JOBS_TABLE: 'from-env', OTHER: 'other' };
    expect(tableOf('overrides: { jobs: { name: mine } }', 'jobs', env).name).toBe('mine');
    expect(tableOf('overrides: { jobs: { region: eu-west-1 } }', 'jobs', env).name).toBe('from-env');
    const both = 'overrides: { jobs: { name: mine, environment: { table: OTHER } } }';
    expect(tableOf(both, 'jobs', env).name).toBe('other');
  });

  test('sets the time to live of sample data', () => {
    const table = withEnvironment(jobs, { JOB_TTL_HOURS: '48' });
    const now = Date.UTC(2025, 5, 16);
    for (const [definition, hours] of [[jobs, 24] as const, [table, 48] as const]) {
      const main = sampleItems(definition, now).filter(({ recordType }) => recordType === 'main_job');
      const lives = main.map(
        ({ ttl, createdAt }) => Number(ttl) - Math.floor(Date.parse(String(createdAt)) / 1000),
      );
      expect(new Set(lives)).toEqual(new Set([hours * 3600]));
    }
  });

  test('sets the time to live of the sample data of any table', () => {
    const text = `
tables:
  films:
    name: films
    partitionKey: id
    ttl: gone
    ttlHours: 1
    environment: { ttlHours: FILM_HOURS }
    life: { began: made }
    attributes: { id: S, made: { format: epoch-seconds }, gone: { format: epoch-seconds } }
`;
    const items = sampleItems(tableOf(text, 'films', { FILM_HOURS: '2.5' }), Date.UTC(2025, 5, 16));
    expect(items.length).toBeGreaterThan(0);
    for (const { made, gone } of items.filter((item) => item.made !== undefined && item.gone !== undefined))
      expect(Math.abs(Number(gone) - Number(made) - 9000)).toBeLessThanOrEqual(1);
  });

  test.each([
    ['JOB_TTL_HOURS', 'a day', "'a day' is not a valid number of hours."],
    ['JOB_TTL_HOURS', '0', "'0' is not a valid number of hours."],
    ['JOB_TTL_HOURS', '-1', "'-1' is not a valid number of hours."],
    ['JOBS_TABLE', 'a b', /^'a b' is not a valid table name/],
  ])('is refused by its name: %s=%s', (variable, value, message) => {
    expect(() => withEnvironment(jobs, { [variable]: value })).toThrow(
      expect.objectContaining({
        code: 'usage',
        about: { part: 'variable', name: variable },
        message: typeof message === 'string' ? message : expect.stringMatching(message),
      }),
    );
  });
});

describe('a variable in table names', () => {
  const films = (variables: string) =>
    `variables: ${variables}\ntables: { films: { name: "{org}-films", partitionKey: id, attributes: { id: S } } }`;

  test('has its value from the environment, or else the default', () => {
    const text = films('{ org: { environment: ORG, default: acme } }');
    expect(tableOf(text, 'films', { ORG: 'globex' }).name).toBe('globex-films');
    expect(tableOf(text, 'films', {}).name).toBe('acme-films');
    expect(tableOf(films('{ org: { environment: ORG } }'), 'films', {}).name).toBe('{org}-films');
  });

  test('is refused if it would not be part of a name', () => {
    expect(() => tableOf(films('{ org: { environment: ORG } }'), 'films', { ORG: 'a/b' })).toThrow(
      /'a\/b' is not a valid part of a table name/,
    );
  });
});
