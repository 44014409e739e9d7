import type { Context } from '../../context';
import type { KnownTable } from './open-client';
import { catalogTables, realName } from '../question/table-name';
import type { Settings } from '../../commands/options/settings';

/** All tables of the catalog, under the names that they have in the stage of the settings. */
export function namedCatalog(settings: Pick<Settings, 'stage'>, { config }: Context): readonly KnownTable[] {
  return config.catalog.map((table) => ({ table, name: realName(table, settings) }));
}

/**
 * What is known of a table by its real name. A demo holds the table of just that name, so that it is found there, or nothing
 * when there is none.
 */
export function knownTables(
  settings: Pick<Settings, 'stage' | 'demo'>,
  name: string,
  context: Context,
): readonly KnownTable[] {
  if (!settings.demo)
    return catalogTables(name, context.config.catalog).map(({ table }) => ({ table, name }));
  return namedCatalog(settings, context).filter((table) => table.name === name);
}

/** Says that the answer is made up. */
export function tellDemo({ demo, quiet }: Pick<Settings, 'demo' | 'quiet'>, { stderr }: Context): void {
  if (demo && !quiet) stderr.write('demo: sample data, made up just now\n');
}
