import type { Context } from '../../context';
import type { TableDefinition } from '../../dynamo/model/definition';
import { tableSize } from '../../dynamo/read/describe';
import { ask } from '../../core/answer/answer';
import { reach } from '../../core/connect/open-client';
import { realName } from '../../core/question/table-name';
import { wholeTable } from '../../core/answer/parent-item';
import { type LookupInput, prepare } from '../../core/question/prepare';
import { settingsOf } from '../options/settings';
import { tellDemo } from '../../core/connect/demo-tables';
import { explain } from '../output/show-explanation';

/** Asks one known table one question, from the words of the command line to the answer on stdout. */
export async function runLookup(table: TableDefinition, input: LookupInput, context: Context): Promise<void> {
  const settings = settingsOf(input.options, context.env, context.config.defaults);
  const name = settings.table ?? realName(table, settings);
  const inquiry = prepare(table, name, input, settings, context);
  if (settings.explain && !settings.stats) return explain(inquiry, context);
  const whole = wholeTable(table, settings, context);
  const client = await reach(settings, context, [{ table, name }, ...(whole ? [whole] : [])]);
  tellDemo(settings, context);
  try {
    if (settings.explain) {
      return await explain({ ...inquiry, size: await tableSize(name, client.send, context.signal) }, context);
    }
    await ask(inquiry, client.send, context);
  } finally {
    client.close();
  }
}
