import type { Context } from '../../context';
import type { TableEntry } from '../../core/inspect/tables';
import type { Session } from '../../core/session';
import { findTable } from '../../dynamo/model/definition';
import { usageError } from '../../errors';
import type { Row } from '../../format/rows';
import { commandLine } from '../argv/command-line';
import { duplicateTableError } from '../find/declare';
import type { Settings } from '../options/settings';
import { showRows } from '../output/rows';
import { openSession } from '../output/session';
import { describedRecords, describedRow, RECORD_ATTRIBUTES } from './facts';

/** Lists all tables, or describes the one that `words` name: its name or ARN, or the words of the command that queries it. */
export async function runTables(
  words: readonly string[],
  settings: Settings,
  context: Context,
): Promise<void> {
  if (settings.ask.table !== undefined) throw duplicateTableError('tables');
  const text = words.join(' ');
  if (words.length > 1 && !findTable(text, context.config.catalog))
    throw usageError(`tables: no command '${text}' queries a table.`, { kind: 'list-patterns' });
  const session = openSession(settings, context);
  try {
    await (words.length === 0
      ? showTables(session, settings, context)
      : showTable(text, session, settings, context));
  } finally {
    await session.close();
  }
}

async function showTables(session: Session, settings: Settings, context: Context): Promise<void> {
  async function* pages(): AsyncGenerator<readonly Row[]> {
    for await (const entries of session.tables())
      yield entries.map((entry) => ({ table: entry.name, command: commandText(entry) }));
  }
  await showRows(pages(), { columns: ['table', 'command'] }, settings, context);
}

async function showTable(
  text: string,
  session: Session,
  settings: Settings,
  context: Context,
): Promise<void> {
  const facts = await session.describe(text);
  const command = commandText(facts);
  if (settings.output !== 'table') return showRows([[describedRow(facts, command)]], {}, settings, context);
  const records = describedRecords(facts, command);
  await showRows([records], { attributes: RECORD_ATTRIBUTES }, { ...settings, record: true }, context);
}

/** Returns the command that queries a table: its own, or `find`. */
function commandText({ name, command, stage }: TableEntry): string {
  if (!command) return commandLine(['find', name]);
  return commandLine([...command, ...(stage === undefined ? [] : ['--stage', stage])]);
}
