import { DEFAULT_STAGE, type TableDefinition } from '../../dynamo/model/definition';
import type { TableDescription, TimeToLive } from '../../dynamo/model/table-description';
import type { Item } from '../../dynamo/model/values';
import { describeTable } from '../../dynamo/read/describe';
import { sampleItems } from '../../dynamo/read/sample';
import { pointInTimeRecovery, tableNames, timeToLive } from '../../dynamo/read/tables';
import { type Meter, metered, newMeter, type Send } from '../../dynamo/transport';
import { DdbdbgError } from '../../errors';
import { emptySecrets, secretsOf } from '../../redact/redact';
import { catalogTables } from '../question/table-name';

/** A table as listed by DynamoDB, with the command of the catalog that queries it, if any. */
export interface TableEntry {
  readonly name: string;
  readonly command?: readonly string[];
  /** The stage in its name, if it differs from the selected one. */
  readonly stage?: string;
}

/** What DynamoDB reports about one table. Undefined for what can't be read. */
export interface TableFacts extends TableEntry {
  readonly description: TableDescription;
  readonly ttl: TimeToLive | undefined;
  /** Point-in-time recovery: `ENABLED` or `DISABLED`. */
  readonly recovery: string | undefined;
}

/** A table's description and some of its items, with every secret emptied. */
export interface TableSample {
  readonly description: TableDescription;
  /** The attribute of its time to live, if enabled. */
  readonly ttl: string | undefined;
  readonly items: readonly Item[];
  /** The table's region, if it is in AWS. */
  readonly region: string | undefined;
  /** The error if the user has no permission to read items. */
  readonly unreadable?: DdbdbgError;
  readonly meter: Readonly<Meter>;
}

/** Returns the entry of a table. `stage` is the selected one. */
export function tableEntry(
  name: string,
  catalog: readonly TableDefinition[],
  stage = DEFAULT_STAGE,
): TableEntry {
  const [known] = catalogTables(name, catalog);
  if (!known) return { name };
  const { stage: tableStage } = known.variables;
  return {
    name,
    command: known.table.command,
    ...(tableStage !== undefined && tableStage !== stage && { stage: tableStage }),
  };
}

/** Lists all tables of the account and region, one page at a time. */
export async function* listTables(
  send: Send,
  entry: (name: string) => TableEntry,
  signal: AbortSignal,
): AsyncGenerator<readonly TableEntry[]> {
  for await (const names of tableNames(send, signal)) yield names.map(entry);
}

export async function describeFacts(
  name: string,
  entry: TableEntry,
  send: Send,
  signal: AbortSignal,
): Promise<TableFacts> {
  const description = await describeTable(name, send, signal);
  const [ttl, recovery] = await Promise.all([
    timeToLive(name, send, signal),
    pointInTimeRecovery(name, send, signal),
  ]);
  return { ...entry, description, ttl, recovery };
}

/** Reads about `size` items from different parts of a table. Without permission to read items, returns the description alone. */
export async function sampleTable(
  name: string,
  size: number,
  known: readonly TableDefinition[],
  send: Send,
  signal: AbortSignal,
): Promise<TableSample> {
  const meter = newMeter();
  const counted = metered(send, meter);
  const description = await describeTable(name, counted, signal);
  const ttl = await timeToLive(name, send, signal);
  const { isSecret } = secretsOf(known);
  const isOn = ttl?.TimeToLiveStatus === 'ENABLED' || ttl?.TimeToLiveStatus === 'ENABLING';
  const facts = {
    description,
    ttl: isOn ? ttl.AttributeName : undefined,
    region: regionOf(description),
    meter,
  };
  if (size === 0) return { ...facts, items: [] };
  try {
    const items = await sampleItems(name, size, counted, signal);
    return { ...facts, items: items.map((item) => emptySecrets(item, isSecret)) };
  } catch (error) {
    if (!(error instanceof DdbdbgError) || error.code !== 'credentials') throw error;
    return { ...facts, items: [], unreadable: error };
  }
}

function regionOf({ TableArn = '' }: TableDescription): string | undefined {
  return /^arn:aws[\w-]*:dynamodb:([a-z]{2}(?:-[a-z]+)+-\d):\d{12}:/.exec(TableArn)?.[1];
}
