import { readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { commandMistakes } from '../../config/check-commands';
import { configurationOf } from '../../config/read-config';
import type { Context } from '../../context';
import { DdbdbgError, usageError } from '../../errors';
import { withTables } from '../../init/add-tables';
import type { Draft } from '../../init/draft';
import { write } from '../output/writer';
import { builtIn } from '../configure';
import { commandLine } from '../argv/shell-word';

/** What a new file begins with. */
const HEADER =
  '# Our tables, for ddbdbg. Lines marked # ? want a look; docs/your-tables.md of ddbdbg tells what can be said.\n\n';

/**
 * Adds definitions to the configuration file that was named or is found here or above, else to a new one in the working directory (the
 * user's own is left alone, as this is about a project), and tells what can be asked now. Throws a usage error, having changed nothing, when a table is declared already or the file could not be read afterwards.
 */
export async function addToConfig(drafts: readonly Draft[], context: Context): Promise<void> {
  const { file: found } = context.config;
  const { known, file, shown } = placeOf(context);
  const text = withTables(known === undefined ? HEADER : readFileSync(known, 'utf8'), drafts, shown);
  configurationOf(text, shown, undefined, builtIn());
  replaceFile(known === undefined ? file : realpathSync(file), text);
  if (found?.isPersonal) context.stderr.write(`from here on ${shown} holds, and no longer ${found.path}\n`);
  const commands = drafts.map(({ table }) => commandLine(table.command));
  await write(
    context.stdout,
    `${known === undefined ? 'made' : 'added to'} ${shown}: ${commands.join(', ')}\n` +
      `${commandLine(['patterns', drafts[0]?.table.command[0] ?? ''])} lists what can be asked\n`,
  );
}

/** Throws a usage error for a command that is something else already, before anything is asked about its table. */
export function refuseTaken(command: readonly string[], isWritten: boolean, context: Context): void {
  const { catalog, reserved } = builtIn();
  const table = { command, summary: '', name: '', partitionKey: [], attributes: {}, patterns: [] };
  const { known, shown } = placeOf(context);
  if (isWritten && known !== undefined)
    withTables(readFileSync(known, 'utf8'), [{ table, notes: {} }], shown);
  const own = isWritten ? context.config.catalog.slice(catalog.length) : [];
  const placed = [...own.map((one) => ({ path: [], table: one })), { path: ['new'], table }];
  const clash = commandMistakes(placed, catalog, reserved.commands).find(({ path }) => path.length > 0);
  if (clash) throw usageError(`init: ${clash.message}.`, 'Choose another name with --as or --system.');
}

/** The file that tables are added to, if it is there, where it goes otherwise, and what messages call it. */
function placeOf({ cwd, config }: Context) {
  const known = config.file?.isPersonal ? undefined : config.file?.path;
  const file = known ?? join(cwd, 'ddbdbg.config.yaml');
  return { known, file, shown: relative(cwd, file) };
}

/** Puts a text in the place of a file at once, so that nobody ever reads half of it. */
function replaceFile(file: string, text: string): void {
  const beside = `${file}.new`;
  try {
    writeFileSync(beside, text);
    renameSync(beside, file);
  } catch (cause) {
    throw new DdbdbgError('usage', `${file} can't be written: ${(cause as Error).message}.`, { cause });
  }
}
