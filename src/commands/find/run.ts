import type { Context } from '../../context';
import { decodeCursor } from '../../dynamo/plan/cursor';
import type { TableDefinition } from '../../dynamo/model/definition';
import { describedTable } from '../../dynamo/model/from-describe-table';
import { describeTable, type TableDescription } from '../../dynamo/read/describe';
import { metered, newMeter } from '../../dynamo/transport';
import { usageError } from '../../errors';
import { ask } from '../../core/answer/answer';
import { reach } from '../../core/connect/open-client';
import { catalogTables, type TableReference, tableReference } from '../../core/question/table-name';
import type { RawOptions } from '../options/option';
import { prepare } from '../../core/question/prepare';
import { questionOf } from '../../core/question/question';
import { type Settings, settingsOf } from '../options/settings';
import { knownTables, tellDemo } from '../../core/connect/demo-tables';
import { explain } from '../output/show-explanation';
import { SuspectedSecrets, withSecrets } from '../../redact/suspected-secrets';

/** Asks any table one question, planned by the keys and indexes that DynamoDB tells of. */
export async function runFind(text: string, options: RawOptions, context: Context): Promise<void> {
  const reference = tableReference(text);
  const settings = placed(settingsOf(options, context.env, context.config.defaults), reference);
  refuseEarly(options, settings, context);
  // An engine on this machine knows no ARNs.
  const tableName = settings.demo || settings.local ? reference.name : reference.given;
  const client = await reach(settings, context, knownTables(settings, reference.name, context));
  tellDemo(settings, context);
  const meter = newMeter();
  try {
    const description = await describeTable(tableName, metered(client.send, meter), context.signal);
    const known = catalogTables(reference.name, context.config.catalog).map(({ table }) => table);
    const table = withSecrets(describedTable(description, ['find', reference.name]), known);
    const suspected = new SuspectedSecrets(known);
    const inquiry = {
      ...prepare(table, tableName, { argument: undefined, options }, settings, context),
      extraSecret: suspected.test,
      size: sizeOf(description),
    };
    if (settings.explain) return await explain(inquiry, context);
    try {
      await ask(inquiry, client.send, context, meter);
    } finally {
      if (!settings.quiet && !settings.reveal) suspected.tell(context);
    }
  } finally {
    client.close();
  }
}

/** An ARN says where its table is, unless the user does. */
function placed(settings: Settings, { region }: TableReference): Settings {
  return region === undefined ? settings : { ...settings, region: settings.region ?? region };
}

/** Stands for the table while nothing is known of it. */
const UNKNOWN: TableDefinition = {
  command: ['find'],
  summary: '',
  name: '',
  partitionKey: [],
  keyIsAssumed: true,
  attributes: {},
  patterns: [],
};

/** What is wrong whatever the table's keys are is told before anything is sent. */
function refuseEarly(options: RawOptions, settings: Settings, context: Context): void {
  if (settings.table !== undefined)
    throw usageError('find takes the table as its argument, so leave out --table.');
  if (settings.cursor !== undefined) decodeCursor(settings.cursor);
  questionOf(UNKNOWN, { argument: undefined, options, now: context.now }, settings, context);
}

function sizeOf({ TableSizeBytes: bytes, ItemCount: items = 0 }: TableDescription) {
  return bytes === undefined ? undefined : { bytes, items };
}
