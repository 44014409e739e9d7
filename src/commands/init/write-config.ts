import { readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { commandMistakes } from '../../config/check-commands';
import { configurationOf } from '../../config/read-config';
import type { Context } from '../../context';
import { DdbdbgError, usageError } from '../../errors';
import { refuseDeclared, withTables } from '../../init/add-tables';
import type { Draft } from '../../init/draft';
import { commandLine } from '../argv/command-line';
import { builtIn } from '../configuration/built-in';
import { write } from '../output/writer';

/** What a new file begins with. */
const HEADER =
  '# Our tables, for ddbdbg. Please review the lines marked # ?; docs/your-tables.md of ddbdbg has all keys.\n\n';

/**
 * Adds definitions to the configuration file that was named or is found here or above, else to a new one in the working directory (the
 * user's personal one is left alone, as this is about a project), and reports what can be asked now. Throws a usage error, and changes
 * nothing, when a table is declared already or the file could not be read afterwards.
 */
export async function addToConfig(drafts: readonly Draft[], context: Context): Promise<void> {
  const { file: found } = context.config;
  const { known, file, shown } = placeOf(context);
  const text = withTables(known === undefined ? HEADER : readFileSync(known, 'utf8'), drafts, shown);
  configurationOf(text, shown, undefined, builtIn());
  replaceFile(known === undefined ? file : realpathSync(file), text);
  if (found?.isPersonal) context.stderr.write(`from now on ${shown} applies, and no longer ${found.path}\n`);
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
  const { known, shown } = placeOf(context);
  if (isWritten && known !== undefined) refuseDeclared(readFileSync(known, 'utf8'), command, shown);
  const own = isWritten ? context.config.catalog.slice(catalog.length) : [];
  const placed = [...own.map((one) => ({ path: [], table: one })), { path: ['new'], table: { command } }];
  const clash = commandMistakes(placed, catalog, reserved.commands).find(({ path }) => path.length > 0);
  if (clash) throw usageError(`init: ${clash.message}.`, { kind: 'rename-definition' });
}

/** The file that tables are added to, if it is there, where it goes otherwise, and what messages call it. */
function placeOf({ cwd, config }: Context) {
  const known = config.file?.isPersonal ? undefined : config.file?.path;
  const file = known ?? join(cwd, 'ddbdbg.config.yaml');
  return { known, file, shown: relative(cwd, file) };
}

/** Replaces a file at once, so that no reader ever sees half of it. */
function replaceFile(file: string, text: string): void {
  const beside = `${file}.new`;
  try {
    writeFileSync(beside, text);
    renameSync(beside, file);
  } catch (cause) {
    throw new DdbdbgError('usage', `${file} can't be written: ${(cause as Error).message}.`, { cause });
  }
}
