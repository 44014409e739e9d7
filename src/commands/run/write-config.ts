import { readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { configurationOf } from '../../config/read-config';
import type { Context } from '../../context';
import { DdbdbgError } from '../../errors';
import { withTables } from '../../init/add-tables';
import type { Draft } from '../../init/draft';
import { write } from '../ask/writer';
import { builtIn } from '../configure';
import { commandLine } from '../shell-word';

/** What a new file begins with. */
const HEADER =
  '# Tables of ours, for ddbdbg. Lines marked # ? want a look: `docs/your-tables.md` tells what can be said.\n\n';

/**
 * Adds definitions to the configuration file that was named or is found here or above, else to a new one in the working directory (the
 * user's own is left alone, as this is about a project), and tells what can be asked now. Throws a usage error, having changed nothing, when a table is declared already or the file could not be read afterwards.
 */
export async function addToConfig(drafts: readonly Draft[], context: Context): Promise<void> {
  const { file: found } = context.config;
  const known = found?.isPersonal ? undefined : found?.path;
  const file = known ?? join(context.cwd, 'ddbdbg.config.yaml');
  const shown = relative(context.cwd, file);
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
