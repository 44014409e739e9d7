import type { Context } from '../../context';
import { fillName } from '../../dynamo/model/definition';
import { usageError } from '../../errors';
import type { Settings } from '../options/settings';
import { commandLine } from '../argv/shell-word';
import { type KeyReading, keyReadings, keyRoles } from '../../core/inspect/decode-key';
import { askingWords } from '../../core/inspect/key-ask';
import type { Row } from '../../format/rows';
import { showRows } from '../output/rows';

/** Tells what key values say, all that is known of each. Sends nothing. Throws a usage error when nothing is known of one. */
export async function runDecode(
  keys: readonly string[],
  settings: Settings,
  context: Context,
): Promise<void> {
  const tables = context.config.catalog;
  const readings = keys.map((key) => keyReadings(key, tables));
  const people = settings.output === 'table';
  const rows = readings
    .flat()
    .map((reading) => (people ? record : row)(reading, facts(reading, settings, context)));
  if (rows.length > 0)
    await showRows([rows], {}, { ...settings, record: people || settings.record }, context);
  const unknown = keys.filter((_, i) => readings[i]?.length === 0);
  if (unknown.length === 0) return;
  const templates = tables.flatMap(({ attributes }) =>
    Object.values(attributes).flatMap(({ template }) => template ?? []),
  );
  throw usageError(
    `decode: no table known has a key like ${unknown.map((key) => `'${key}'`).join(', ')}.`,
    `Known are ${[...new Set(templates)].join(', ')}.`,
  );
}

interface Facts {
  readonly table: string;
  readonly roles: readonly string[];
  readonly command: string;
}

function facts(reading: KeyReading, { stage }: Settings, context: Context): Facts {
  return {
    table: fillName(reading.table.name, { stage: stage ?? 'dev' }),
    roles: keyRoles(reading),
    command: commandLine(askingWords(reading, stage, context)),
  };
}

/** For machines. */
function row(reading: KeyReading, { table, roles, command }: Facts): Row {
  const { key, attribute, template, values } = reading;
  return { key, system: reading.table.command.join(' '), table, attribute, roles, template, values, command };
}

/** For people. */
function record(reading: KeyReading, { table, roles, command }: Facts): Row {
  const { key, attribute, template, values } = reading;
  return {
    key,
    says: Object.entries(values)
      .map(([variable, value]) => `${variable} ${value}`)
      .join(', '),
    system: reading.table.command.join(' '),
    table,
    attribute: [attribute, ...roles].join(', '),
    template,
    'asked by': command,
  };
}
