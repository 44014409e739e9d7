import { randomUUID } from 'node:crypto';
import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { commandMistakes } from '../../config/check-commands';
import { isLink } from '../../config/links';
import { configurationOf } from '../../config/read-config';
import { type ConfigFile, fingerprintOf, readConfigFile } from '../../config/read-file';
import { TrustStore } from '../../config/trust-store';
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
 * declared, the new text would be invalid, or the file is a link.
 */
export async function addToConfig(drafts: readonly Draft[], context: Context): Promise<void> {
  const { file: found } = context.config;
  const { known, file, shown } = targetFile(context);
  refuseLink(file, shown);
  const before = known === undefined ? undefined : readConfigFile(known, shown);
  const text = withTables(before?.text ?? HEADER, drafts, shown);
  const { untrusted } = configurationOf(text, shown, undefined, builtIn(), {
    isTrusted: false,
    env: context.env,
  });
  replaceFile(file, text);
  trustWritten(file, text, before, untrusted?.parts.length === 0, context);
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
  const { known, file, shown } = targetFile(context);
  if (isWritten) refuseLink(file, shown);
  if (isWritten && known !== undefined) refuseDeclared(readConfigFile(known, shown).text, command, shown);
  const own = isWritten ? context.config.catalog.slice(catalog.length) : [];
  const placed = [...own.map((one) => ({ path: [], table: one })), { path: ['new'], table: { command } }];
  const clash = commandMistakes(placed, catalog, reserved.commands).find(({ path }) => path.length > 0);
  if (clash) throw usageError(`init: ${clash.message}.`, { kind: 'rename-definition' });
}

/** Returns the existing file that tables are added to, the path to write, and the path to show in messages. */
function targetFile({ cwd, config }: Context) {
  const known = config.file?.isPersonal ? undefined : config.file?.path;
  const file = known ?? join(cwd, 'ddbdbg.config.yaml');
  const shown = relative(cwd, file);
  return { known, file, shown };
}

/** Throws a usage error if the file to write is a link, as it may lead to any file. */
function refuseLink(file: string, shown: string): void {
  if (isLink(file))
    throw usageError(`${shown} is a link, and definitions are not written through one.`, {
      kind: 'name-linked-file',
    });
}

/**
 * Trusts a file that was just written, unless it already had parts that need trust and that the user has not trusted. If that can't be
 * remembered, such parts added later have to be trusted explicitly.
 */
function trustWritten(
  file: string,
  text: string,
  before: ConfigFile | undefined,
  isHarmless: boolean,
  { env }: Context,
): void {
  const store = new TrustStore(env);
  const wasTrusted = before !== undefined && store.stateOf(file, before.fingerprint) === 'trusted';
  if (!isHarmless && !wasTrusted) return;
  try {
    store.trust(file, fingerprintOf(text));
  } catch {
    // The file itself is written.
  }
}

/** Replaces a file atomically, and keeps its permissions. */
function replaceFile(file: string, text: string): void {
  const draft = `${file}.${randomUUID()}.new`;
  try {
    const mode = statSync(file, { throwIfNoEntry: false })?.mode;
    // Fails if the draft exists, so it can't be a link that somebody has put there.
    writeFileSync(draft, text, { flag: 'wx', ...(mode !== undefined && { mode: mode & 0o777 }) });
    renameSync(draft, file);
  } catch (cause) {
    rmSync(draft, { force: true });
    throw new DdbdbgError('usage', `Cannot write ${file}: ${systemErrorText(cause)}.`, { cause });
  }
}
