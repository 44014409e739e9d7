import { builtIn } from '../../../src/commands/configuration/built-in';
import { configurationOf } from '../../../src/config/read-config';
import { refusalOfExample } from '../../../src/core/inspect/patterns';
import type { TableDefinition } from '../../../src/dynamo/model/definition';
import { checkDrafts } from '../../../src/init/check-drafts';
import type { Draft, Drafted } from '../../../src/init/draft';
import { tablesFrom } from '../../../src/init/from/from-file';
import type { Naming } from '../../../src/init/infer-tables';
import { configText } from '../../../src/init/write-tables';
import { namingIn } from '../naming';

export const NAMING = namingIn('shop');

/** What is drafted from a file, and checked. */
export function draftsFrom(text: string, file = 'f', naming: Naming = NAMING): Drafted {
  return checkDrafts(tablesFrom(text, file, undefined, naming), builtIn(), refusalOfExample);
}

/** The tables of a file by their commands, after they are written to a configuration file and read again. */
export function tablesIn(text: string, naming: Naming = NAMING): Record<string, TableDefinition> {
  return readBack(draftsFrom(text, 'f', naming).drafts);
}

/** Drafted tables by their commands, after they are written to a configuration file and read again. */
export function readBack(drafts: readonly Draft[]): Record<string, TableDefinition> {
  const { catalog } = configurationOf(configText(drafts), 'written', undefined, {
    ...builtIn(),
    catalog: [],
  });
  return Object.fromEntries(catalog.map((table) => [table.command.join(' '), table]));
}
