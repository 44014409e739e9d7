import type { Context } from '../../context';
import type { TableDefinition } from '../../dynamo/definition';
import { tableSize } from '../../dynamo/run/describe';
import { ask } from '../ask/ask';
import { reach } from '../ask/reach';
import { realName } from '../ask/table-name';
import { wholeTable } from '../ask/whole';
import { type LookupInput, prepare } from '../question/prepare';
import { settingsOf } from '../settings';
import { tellDemo } from './demo-tables';
import { explain } from './explain';

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
