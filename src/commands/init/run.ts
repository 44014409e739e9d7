import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Context } from '../../context';
import type { TableSample } from '../../core/inspect/tables';
import { tableReference } from '../../core/question/table-name';
import { dollars } from '../../dynamo/plan/cost';
import { type DdbdbgError, systemErrorText, usageError } from '../../errors';
import { visible } from '../../format/terminal-safe';
import { checkDrafts } from '../../init/check-drafts';
import type { Draft, Drafted, LeftOut } from '../../init/draft';
import { inferTables, type Naming } from '../../init/infer-tables';
import { kebab } from '../../init/names';
import { secretTests } from '../../init/secrets';
import { configText } from '../../init/write-tables';
import { looksSecret } from '../../redact/looks-secret';
import { plural, readableDollars } from '../../units';
import { builtIn } from '../configuration/built-in';
import type { GivenOptions, Values } from '../options/option';
import { type Settings, settingsOf, valuesOf } from '../options/settings';
import { openSession } from '../output/session';
import { write } from '../output/writer';
import { INIT_OPTIONS } from './options';
import { addToConfig, refuseTaken } from './write-config';

type InitValues = Values<typeof INIT_OPTIONS>;

/** Creates definitions from a live table or a file, and prints them or adds them to the configuration. */
export async function runInit(
  table: string | undefined,
  given: GivenOptions,
  context: Context,
): Promise<void> {
  const settings = settingsOf(given, { env: context.env, defaults: context.config.defaults });
  const values = valuesOf(INIT_OPTIONS, given, { env: context.env });
  const naming = namingOf(values, typeof given.stage === 'string' ? given.stage : undefined, context);
  const drafted =
    values.from === undefined
      ? { drafts: await fromLive(table, values, naming, settings, context), leftOut: [] }
      : await fromFile(values.from, table, naming, context);
  const session = openSession(settings, context);
  const refusalOf = await session.exampleCheck();
  await session.close();
  const { drafts, leftOut } = checkDrafts(drafted, builtIn(), refusalOf);
  if (drafts.length === 0) throw nothingDrafted(leftOut);
  for (const { what, why } of leftOut) context.stderr.write(`${what} is left out: ${why}\n`);
  if (values.write) await addToConfig(drafts, context);
  else await write(context.stdout, configText(drafts));
}

async function fromLive(
  table: string | undefined,
  { sample, write: isWritten }: InitValues,
  naming: Naming,
  settings: Settings,
  context: Context,
): Promise<readonly Draft[]> {
  if (table === undefined) throw usageError('init needs the name of a table.', { kind: 'list-tables' });
  refuseTaken([naming.system, naming.as ?? kebab(tableReference(table).name)], isWritten, context);
  const session = openSession(settings, context);
  try {
    const found = await session.sample(table, sample);
    if (!settings.quiet) reportSample(found, context);
    return inferTables(found, naming);
  } finally {
    await session.close();
  }
}

/** Reads tables from a file. Sends nothing. */
async function fromFile(
  file: string,
  table: string | undefined,
  naming: Naming,
  { cwd }: Context,
): Promise<Drafted> {
  const { tablesFrom } = await import('../../init/from/from-file');
  let text: string;
  try {
    text = readFileSync(resolve(cwd, file), 'utf8');
  } catch (error) {
    throw usageError(`Cannot read ${file}: ${systemErrorText(error)}.`, undefined, {
      part: 'setting',
      name: 'from',
    });
  }
  return tablesFrom(text, file, table, naming);
}

function nothingDrafted(leftOut: readonly LeftOut[]): DdbdbgError {
  const [first] = leftOut;
  return usageError(`init: ${first?.what} is left out: ${first?.why}.`, 'Nothing else could be drafted.');
}

/** Returns the names for the definitions, and the names already in use. */
function namingOf({ system, as }: InitValues, stage: string | undefined, { config }: Context): Naming {
  return {
    system,
    as,
    stage,
    taken: new Set(
      config.catalog.flatMap(({ command: [first, second] }) =>
        first === system && second !== undefined ? [second] : [],
      ),
    ),
    reserved: builtIn().reserved.options,
    secrets: secretTests(looksSecret),
  };
}

function reportSample({ items, description, meter, unreadable }: TableSample, { stderr }: Context): void {
  if (unreadable)
    stderr.write(
      `Cannot read the items, so the definition contains only the keys: ${visible(unreadable.message)}\n`,
    );
  const cost = `${Number(meter.capacityUnits.toFixed(1))} RCU (${readableDollars(dollars(meter.capacityUnits))})`;
  // DynamoDB updates its count about every six hours, so it may be lower than the number of items just read.
  const all = description.ItemCount;
  const known = all !== undefined && all > items.length ? ` of about ${all}` : '';
  stderr.write(`read a sample of ${plural(items.length, 'item')}${known}: ${cost}\n`);
}
