import type { Configuration } from '../../config/configuration';
import { withEnvironment } from '../../config/environment';
import { findConfig } from '../../config/find-config';
import type { Context, Surroundings } from '../../context';
import { DdbdbgError, usageError } from '../../errors';
import { CATALOG } from '../../queries/registry';
import { configOptions } from '../argv/argv';

/**
 * Returns the context: the surroundings with the built-in tables and those of the configuration file, if one exists. If the file is
 * invalid, `problem` of the configuration is the error.
 */
export async function configure(surroundings: Surroundings): Promise<Context> {
  try {
    const config = await configuration(surroundings);
    const catalog = (await spelled(config.catalog, surroundings.env)).map((table) =>
      withEnvironment(table, surroundings.env),
    );
    return { ...surroundings, config: { ...config, catalog } };
  } catch (error) {
    if (!(error instanceof DdbdbgError)) throw error;
    return { ...surroundings, config: { catalog: CATALOG, defaults: {}, problem: error } };
  }
}

/** Returns the tables with the spellings of their values from the environment. Most environments have none. */
async function spelled(
  catalog: Configuration['catalog'],
  env: Surroundings['env'],
): Promise<Configuration['catalog']> {
  if (!Object.keys(env).some((name) => /^DDBDBG_\w+_/.test(name))) return catalog;
  const { withSpellings } = await import('../../config/spellings');
  return catalog.map((table) => withSpellings(table, env));
}

async function configuration(surroundings: Surroundings): Promise<Configuration> {
  const { config, context } = configOptions(surroundings.argv);
  const file = findConfig(config, surroundings);
  if (file !== undefined) {
    const [{ readConfig }, { builtIn }] = await Promise.all([
      import('../../config/read-config'),
      import('./built-in'),
    ]);
    return readConfig(file, surroundings, context, builtIn());
  }
  if (context === undefined) return { catalog: CATALOG, defaults: {} };
  throw usageError(
    `--context ${context}: no configuration file was found.`,
    'Create ddbdbg.config.yaml here or in a parent folder, or name a file with --config.',
  );
}
