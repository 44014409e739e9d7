import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Context } from '../../context';
import { dollars } from '../../dynamo/plan/cost';
import { describeTable, type TableDescription } from '../../dynamo/read/describe';
import { sampleItems } from '../../dynamo/read/sample';
import { type Meter, metered, newMeter, type Send } from '../../dynamo/transport';
import { timeToLive } from '../../dynamo/read/tables';
import type { Item } from '../../dynamo/model/values';
import { DdbdbgError, usageError } from '../../errors';
import { looksSecret } from '../../redact/looks-secret';
import { readableDollars } from '../../format/units';
import type { Draft } from '../../init/draft';
import { inferTables, type Naming, type Observed } from '../../init/infer-tables';
import { kebab } from '../../init/names';
import { secretTests } from '../../init/secrets';
import { configText } from '../../init/write-tables';
import { endpointOf, reach } from '../../core/connect/open-client';
import { plural } from '../output/summary';
import { tableReference } from '../../core/question/table-name';
import { write } from '../output/writer';
import { builtIn } from '../configure';
import type { RawOptions } from '../options/option';
import { type Settings, settingsOf } from '../options/settings';
import { knownTables, tellDemo } from '../../core/connect/demo-tables';
import { addToConfig, refuseTaken } from './write-config';

/** How many items are looked at unless the user says. */
const USUAL_SAMPLE = 400;

/** Makes definitions of a live table, or out of a file, and prints them or adds them to the configuration. */
export async function runInit(
  table: string | undefined,
  options: RawOptions,
  context: Context,
): Promise<void> {
  const settings = settingsOf(options, context.env, context.config.defaults);
  const naming = namingOf(options, context);
  const size = sampleSize(options.sample);
  const isWritten = options.write === true;
  const drafts =
    typeof options.from === 'string'
      ? await fromFile(options.from, table, naming, context)
      : await fromLive(table, size, naming, settings, context, isWritten);
  if (isWritten) await addToConfig(drafts, context);
  else await write(context.stdout, configText(drafts));
}

async function fromLive(
  table: string | undefined,
  size: number,
  naming: Naming,
  settings: Settings,
  context: Context,
  isWritten: boolean,
): Promise<readonly Draft[]> {
  if (table === undefined) throw usageError('init needs the name of a table.', '`ddbdbg tables` lists them.');
  refuseTaken([naming.system, naming.as ?? kebab(tableReference(table).name)], isWritten, context);
  return inferTables(await observe(table, size, settings, context), naming);
}

/** Nothing is sent for a file. */
async function fromFile(
  file: string,
  table: string | undefined,
  naming: Naming,
  { cwd }: Context,
): Promise<readonly Draft[]> {
  const { tablesFrom } = await import('../../init/from/from-file');
  let text: string;
  try {
    text = readFileSync(resolve(cwd, file), 'utf8');
  } catch (error) {
    throw usageError(`--from: ${file} can't be read: ${(error as Error).message}.`);
  }
  return tablesFrom(text, file, table, naming);
}

/** How the definitions are to be called. Throws a usage error for what can be no word of a command. */
function namingOf({ system = 'my', as, stage }: RawOptions, { config }: Context): Naming {
  for (const [option, word] of Object.entries({ system, as })) {
    if (word !== undefined && !/^[a-z0-9][a-z0-9_-]*$/.test(String(word)))
      throw usageError(`--${option}: '${word}' is no word of a command: lower case letters, digits, dashes.`);
  }
  return {
    system: String(system),
    as: as === undefined ? undefined : String(as),
    stage: stage === undefined ? undefined : String(stage),
    taken: new Set(
      config.catalog.flatMap(({ command: [first, second] }) =>
        first === system && second !== undefined ? [second] : [],
      ),
    ),
    reserved: builtIn().reserved.options,
    secrets: secretTests(looksSecret),
  };
}

function sampleSize(text: RawOptions[string]): number {
  if (text === undefined) return USUAL_SAMPLE;
  if (/^\d{1,4}$/.test(String(text))) return Number(text);
  throw usageError('--sample must be a whole number from 0 to 9999.');
}

/** Reads what DynamoDB tells of a table, and some of its items. */
async function observe(text: string, size: number, settings: Settings, context: Context): Promise<Observed> {
  const reference = tableReference(text);
  const name = settings.demo || settings.local ? reference.name : reference.given;
  const placed = { ...settings, region: settings.region ?? reference.region };
  const client = await reach(placed, context, knownTables(settings, reference.name, context));
  tellDemo(settings, context);
  const meter = newMeter();
  const send = metered(client.send, meter);
  try {
    const description = await describeTable(name, send, context.signal);
    const ttl = await timeToLive(name, client.send, context.signal);
    const items = await readSample(name, size, send, context);
    if (!settings.quiet) tellSample(items.length, description.ItemCount, meter, context);
    const isOn = ttl?.TimeToLiveStatus === 'ENABLED' || ttl?.TimeToLiveStatus === 'ENABLING';
    const region = regionOf(description, settings, context.env);
    return { description, ttl: isOn ? ttl.AttributeName : undefined, items, region };
  } finally {
    client.close();
  }
}

/** Whoever may describe a table but not read it still gets its keys. */
async function readSample(
  name: string,
  size: number,
  send: Send,
  context: Context,
): Promise<readonly Item[]> {
  if (size === 0) return [];
  try {
    return await sampleItems(name, size, send, context.signal);
  } catch (error) {
    if (!(error instanceof DdbdbgError) || error.code !== 'credentials') throw error;
    context.stderr.write(`The items can't be read, so only the keys are known: ${error.message}\n`);
    return [];
  }
}

/** The region that the table's ARN tells, unless it is that of another endpoint, which may say anything. */
function regionOf(
  { TableArn = '' }: TableDescription,
  settings: Settings,
  env: Context['env'],
): string | undefined {
  if (settings.demo || settings.local || endpointOf(settings, env)) return undefined;
  return /^arn:aws[\w-]*:dynamodb:([a-z]{2}(?:-[a-z]+)+-\d):\d{12}:/.exec(TableArn)?.[1];
}

function tellSample(items: number, all: number | undefined, meter: Meter, { stderr }: Context): void {
  const cost = `${Number(meter.capacityUnits.toFixed(1))} RCU (${readableDollars(dollars(meter.capacityUnits))})`;
  // DynamoDB counts every six hours or so, and so may know of fewer items than were just read.
  const known = all !== undefined && all > items ? ` of about ${all}` : '';
  stderr.write(`read a sample of ${plural(items, 'item')}${known}: ${cost}\n`);
}
