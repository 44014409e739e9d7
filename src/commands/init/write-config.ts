import { readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { commandMistakes } from '../../config/check-commands';
import { configurationOf } from '../../config/read-config';
import type { Context } from '../../context';
import { DdbdbgError, systemErrorText, usageError } from '../../errors';
import { refuseDeclared, withTables } from '../../init/add-tables';
import type { Draft } from '../../init/draft';
import { commandLine } from '../argv/command-line';
import { builtIn } from '../configuration/built-in';
import { write } from '../output/writer';

/** The start of a new file. */
const HEADER =
  '# Table definitions for ddbdbg. Review the lines marked # ?; docs/configuration.md of ddbdbg lists all keys.\n\n';

/**
 * Adds definitions to the configuration file in use, or to a new one in the working directory, and prints the new commands. Never changes
 * the user's personal file, as the definitions belong to a project. Throws a usage error and changes nothing when a table is already
 * declared or the new text would be invalid.
 */
export async function addToConfig(drafts: readonly Draft[], context: Context): Promise<void> {
  const { file: found } = context.config;
  const { known, file, shown } = targetFile(context);
  const text = withTables(known === undefined ? HEADER : readFileSync(known, 'utf8'), drafts, shown);
  configurationOf(text, shown, undefined, builtIn());
  replaceFile(known === undefined ? file : realpathSync(file), text);
  if (found?.isPersonal) context.stderr.write(`${shown} now applies instead of ${found.path}\n`);
  const commands = drafts.map(({ table }) => commandLine(table.command));
  await write(
    context.stdout,
    `${known === undefined ? 'created' : 'updated'} ${shown}: ${commands.join(', ')}\n` +
      `${commandLine(['patterns', drafts[0]?.table.command[0] ?? ''])} lists the access patterns\n`,
  );
}

/** Throws a usage error for a command name that is already in use. Called before any request is sent. */
export function refuseTaken(command: readonly string[], isWritten: boolean, context: Context): void {
  const { catalog, reserved } = builtIn();
  const { known, shown } = targetFile(context);
  if (isWritten && known !== undefined) refuseDeclared(readFileSync(known, 'utf8'), command, shown);
  const own = isWritten ? context.config.catalog.slice(catalog.length) : [];
  const placed = [...own.map((one) => ({ path: [], table: one })), { path: ['new'], table: { command } }];
  const clash = commandMistakes(placed, catalog, reserved.commands).find(({ path }) => path.length > 0);
  if (clash) throw usageError(`init: ${clash.message}.`, { kind: 'rename-definition' });
}

/** Returns the existing file that tables are added to, the path to write, and the path to show in messages. */
function targetFile({ cwd, config }: Context) {
  const known = config.file?.isPersonal ? undefined : config.file?.path;
  const file = known ?? join(cwd, 'ddbdbg.config.yaml');
  return { known, file, shown: relative(cwd, file) };
}

/** Replaces a file atomically. */
function replaceFile(file: string, text: string): void {
  const draft = `${file}.new`;
  try {
    writeFileSync(draft, text);
    renameSync(draft, file);
  } catch (cause) {
    throw new DdbdbgError('usage', `Cannot write ${file}: ${systemErrorText(cause)}.`, { cause });
  }
}
