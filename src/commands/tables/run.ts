import type { Context } from '../../context';
import { describeTable } from '../../dynamo/read/describe';
import type { Send } from '../../dynamo/transport';
import { pointInTimeRecovery, tableNames, timeToLive } from '../../dynamo/read/tables';
import { usageError } from '../../errors';
import { reach } from '../../core/connect/open-client';
import { catalogTables, type TableReference, tableReference } from '../../core/question/table-name';
import type { Settings } from '../options/settings';
import { commandLine } from '../argv/shell-word';
import { knownTables, namedCatalog, tellDemo } from '../../core/connect/demo-tables';
import type { Row } from '../../format/rows';
import { showRows } from '../output/rows';
import { describedRecords, describedRow, RECORD_ATTRIBUTES } from './facts';

/** Lists all tables, or describes the one called `text`. */
export async function runTables(
  text: string | undefined,
  settings: Settings,
  context: Context,
): Promise<void> {
  if (settings.table !== undefined)
    throw usageError('tables takes the table as its argument, so leave out --table.');
  const reference = text === undefined ? undefined : tableReference(text);
  const known = reference
    ? knownTables(settings, reference.name, context)
    : settings.demo
      ? namedCatalog(settings, context)
      : [];
  tellDemo(settings, context);
  const place = { ...settings, region: settings.region ?? reference?.region };
  // No item is shown here, and no engine of a demo counts them.
  const client = await reach(
    place,
    context,
    known.map((table) => ({ ...table, empty: true })),
  );
  try {
    await (reference
      ? showTable(reference, client.send, settings, context)
      : showNames(client.send, settings, context));
  } finally {
    client.close();
  }
}

async function showNames(send: Send, settings: Settings, context: Context): Promise<void> {
  async function* pages(): AsyncGenerator<readonly Row[]> {
    for await (const names of tableNames(send, context.signal)) {
      yield names.map((table) => ({ table, command: commandFor(table, settings, context) }));
    }
  }
  await showRows(pages(), { columns: ['table', 'command'] }, settings, context);
}

async function showTable(
  reference: TableReference,
  send: Send,
  settings: Settings,
  context: Context,
): Promise<void> {
  const name = settings.demo || settings.local ? reference.name : reference.given;
  const description = await describeTable(name, send, context.signal);
  const [ttl, recovery] = await Promise.all([
    timeToLive(name, send, context.signal),
    pointInTimeRecovery(name, send, context.signal),
  ]);
  const facts = { description, ttl, recovery, command: commandFor(reference.name, settings, context) };
  if (settings.output !== 'table') return showRows([[describedRow(facts)]], {}, settings, context);
  const records = describedRecords(facts);
  await showRows([records], { attributes: RECORD_ATTRIBUTES }, { ...settings, record: true }, context);
}

/** The command that asks a table: the catalog's own, or `find`. */
function commandFor(name: string, { stage = 'dev' }: Settings, context: Context): string {
  const [known] = catalogTables(name, context.config.catalog);
  if (!known) return commandLine(['find', name]);
  const elsewhere = known.variables.stage !== undefined && known.variables.stage !== stage;
  return commandLine([
    ...known.table.command,
    ...(elsewhere ? ['--stage', known.variables.stage ?? ''] : []),
  ]);
}
