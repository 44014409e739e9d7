import type { Context } from '../../context';
import type { DecodedKey, KeyRole } from '../../core/inspect/decode';
import { usageError } from '../../errors';
import type { Row } from '../../format/rows';
import { askWords, commandLine } from '../argv/command-line';
import type { Settings } from '../options/settings';
import { showRows } from '../output/rows';
import { openSession } from '../output/session';

/** Shows the parts of key values. Sends nothing. Throws a usage error if a value matches no known key template. */
export async function runDecode(
  keys: readonly string[],
  settings: Settings,
  context: Context,
): Promise<void> {
  const session = openSession(settings, context);
  const readings = await Promise.all(keys.map((key) => session.decode(key)));
  const isTable = settings.output === 'table';
  const { stage } = settings.target;
  const rows = readings.flat().map((reading) => (isTable ? recordOf(reading, stage) : rowOf(reading, stage)));
  if (rows.length > 0)
    await showRows([rows], {}, { ...settings, record: isTable || settings.record }, context);
  const unknown = keys.filter((_, i) => readings[i]?.length === 0);
  if (unknown.length > 0) throw unknownKeys(unknown, context);
}

function unknownKeys(keys: readonly string[], { config }: Context): Error {
  const templates = config.catalog.flatMap(({ attributes }) =>
    Object.values(attributes).flatMap(({ template }) => template ?? []),
  );
  return usageError(
    `decode: no known key template or style of identifiers matches ${keys.map((key) => `'${key}'`).join(', ')}.`,
    `Known templates: ${[...new Set(templates)].join(', ')}.`,
  );
}

/** Returns a decoded key as a row for JSON and other machine formats. */
function rowOf(reading: DecodedKey, stage: string | undefined): Row {
  const { key, tableName, attribute, template, values } = reading;
  return {
    key,
    system: reading.command,
    table: tableName,
    attribute,
    roles: reading.roles.map(roleText),
    template,
    values,
    command: commandText(reading, stage),
  };
}

/** Returns a decoded key as a record for people. */
function recordOf(reading: DecodedKey, stage: string | undefined): Row {
  const { key, tableName, attribute, template, values, roles } = reading;
  return {
    key,
    values: Object.entries(values)
      .map(([variable, value]) => `${variable} ${value}`)
      .join(', '),
    system: reading.command,
    table: tableName,
    attribute: [attribute, ...roles.map(roleText)].join(', '),
    template,
    command: commandText(reading, stage),
  };
}

function commandText({ ask, table }: DecodedKey, stage: string | undefined): string {
  const isStaged = ask.command !== undefined && stage !== undefined && table.name.includes('{stage}');
  return commandLine([...askWords(ask), ...(isStaged ? ['--stage', stage] : [])]);
}

/** `partition key of GSI1` */
function roleText({ part, index, assumed }: KeyRole): string {
  return `${part} key of ${index ?? (assumed ? 'the table (assumed)' : 'the table')}`;
}
