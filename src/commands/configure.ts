import type { BuiltIn } from '../config/catalog';
import type { Configuration } from '../config/configuration';
import { findConfig } from '../config/find-config';
import type { Context, Surroundings } from '../context';
import { DdbdbgError, usageError } from '../errors';
import { CATALOG } from '../queries/registry';
import { longName } from './options/option';
import { CONNECTION_OPTIONS, LOOKUP_OPTIONS, OUTPUT_OPTIONS, WINDOW_OPTIONS } from './options/shared-options';
import { withSpellings } from '../config/spellings';

/** Commands that are no lookups, and so can't be the name of a table or a system. */
export const RESERVED_COMMANDS = [
  'find',
  'tables',
  'patterns',
  'decode',
  'init',
  'local',
  'completion',
  'help',
];

/**
 * The surroundings with what is configured there: the tables that are built in and those of the configuration file, which is only
 * looked for where it may be, and only read when it is there. A file that can't be used is the `problem` of the configuration.
 */
export async function configure(surroundings: Surroundings): Promise<Context> {
  try {
    const config = await configuration(surroundings);
    const catalog = config.catalog.map((table) => withSpellings(table, surroundings.env));
    return { ...surroundings, config: { ...config, catalog } };
  } catch (error) {
    if (!(error instanceof DdbdbgError)) throw error;
    return { ...surroundings, config: { catalog: CATALOG, defaults: {}, problem: error } };
  }
}

async function configuration(surroundings: Surroundings): Promise<Configuration> {
  const { config, context } = configOptions(surroundings.argv);
  const file = findConfig(config, surroundings);
  if (file !== undefined) {
    const { readConfig } = await import('../config/read-config');
    return { ...readConfig(file.path, surroundings.cwd, context, builtIn()), file };
  }
  if (context === undefined) return { catalog: CATALOG, defaults: {} };
  throw usageError(
    `--context ${context}: there is no configuration file that could declare it.`,
    'It is called ddbdbg.config.yaml, here or in a folder above; --config names another.',
  );
}

/** What is there without a configuration, and which words are taken by it. */
export function builtIn(): BuiltIn {
  const options = [...LOOKUP_OPTIONS, ...WINDOW_OPTIONS, ...OUTPUT_OPTIONS, ...CONNECTION_OPTIONS];
  const names = options.map((option) => longName(option).replace(/^no-/, ''));
  return {
    catalog: CATALOG,
    reserved: { options: new Set(['help', 'version', ...names]), commands: new Set(RESERVED_COMMANDS) },
  };
}

/** The two options that decide which commands there are, and so must be known before the command line can be read. */
function configOptions(argv: readonly string[]): { readonly config?: string; readonly context?: string } {
  const found: { config?: string; context?: string } = {};
  for (let i = 0; i < argv.length && argv[i] !== '--'; i++) {
    const match = /^--(config|context)(?:=(.*))?$/s.exec(argv[i] ?? '');
    if (!match) continue;
    const value = match[2] ?? argv[++i];
    if (value !== undefined) found[match[1] as 'config' | 'context'] = value;
  }
  return found;
}
