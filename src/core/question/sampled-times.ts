import { remainingItems } from '../../dynamo/item-chunks';
import { keyAttributes, keySchemas, type TableDefinition } from '../../dynamo/model/definition';
import { isoMillis } from '../../dynamo/model/instant';
import { type Path, pathText, valueAt } from '../../dynamo/model/path';
import type { AttributeValue, Item } from '../../dynamo/model/values';
import { plan } from '../../dynamo/plan/planner';
import { type ReadRequest, requests } from '../../dynamo/plan/requests';
import { chunksOf, type Send } from '../../dynamo/transport';
import type { Ask } from './ask';
import type { SampledFormat, TimeFormat } from './comparison';
import { conditionsOf } from './conditions';
import { pathsOfTimes } from './where';

/** The number of items in a sample. */
const SAMPLE_ITEMS = 25;

/** Part of the values that must have a format, as a few may be empty or broken. */
const MIN_SHARE = 0.75;

/**
 * Finds out how attributes store times that a question compares with, by one small request that reads a few items where the question would
 * read them. Sends nothing if the definition answers this. Throws what `send` throws, and a usage error if another condition is not valid.
 */
export async function sampleTimes(
  table: TableDefinition,
  tableName: string,
  ask: Ask,
  now: number,
  send: Send,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, SampledFormat>> {
  const paths = pathsOfTimes(table, [...ask.where, ...ask.not]);
  if (paths.length === 0) return new Map();
  const request = sampleRequest(table, tableName, withoutTimes(table, ask), paths, now);
  const output = request && (await send(request.operation, request.input, signal));
  const items = output ? remainingItems(chunksOf(output)) : [];
  return new Map(paths.map((path) => [pathText(path), formatOf(items, path)]));
}

function withoutTimes(table: TableDefinition, ask: Ask): Ask {
  const isOther = (text: string) => pathsOfTimes(table, [text]).length === 0;
  return { ...ask, where: ask.where.filter(isOther), not: ask.not.filter(isOther) };
}

/** Returns the request for the sample: on the question's own path without its filters, or on an index of which the attribute is a key. */
function sampleRequest(
  table: TableDefinition,
  tableName: string,
  ask: Ask,
  paths: readonly Path[],
  now: number,
): ReadRequest | undefined {
  const columns = paths.map(([name]) => `"${name}"`);
  const about = { columns, limit: SAMPLE_ITEMS };
  const asked = plan(table, tableName, { ...about, conditions: conditionsOf(table, ask, { now }) });
  const chosen =
    asked.operation === 'none' || asked.complete
      ? plan(table, tableName, { ...about, conditions: [] })
      : asked;
  if (chosen.operation === 'none') return undefined;
  const [request] = requests({ ...chosen, filter: [], residual: [], sort: undefined });
  const [[name, ...inside] = [''], another] = paths;
  const index =
    chosen.operation === 'scan' && !another && inside.length === 0
      ? keySchemas(table).find(({ schema }) => keyAttributes(schema).includes(String(name)))?.index
      : undefined;
  return request && index ? { ...request, input: { ...request.input, IndexName: index.name } } : request;
}

function formatOf(items: readonly Item[], path: Path): SampledFormat {
  const values = items.flatMap((item) => valueAt(item, path) ?? []);
  if (values.length === 0) return 'unseen';
  const formats = values.map(timeFormat);
  const isFrequent = (format: TimeFormat) =>
    formats.filter((one) => one === format).length >= values.length * MIN_SHARE;
  return TIME_FORMATS.find(isFrequent) ?? 'no-time';
}

const TIME_FORMATS = ['time', 'epoch-seconds', 'epoch-millis'] as const;

/** Returns the format of a value that looks like a time. Numbers do if they are one between 2001 and 2100. */
function timeFormat(value: AttributeValue): TimeFormat | undefined {
  if ('S' in value) return isoMillis(value.S) === undefined ? undefined : 'time';
  const number = 'N' in value ? Number(value.N) : Number.NaN;
  if (number >= 1e9 && number < 4.1e9) return 'epoch-seconds';
  return number >= 1e12 && number < 4.1e12 ? 'epoch-millis' : undefined;
}

/** Returns the table with the formats of its key attributes that a sample shows, so that the order and the columns know their times. */
export function withSampledKeys(
  table: TableDefinition,
  sampled: ReadonlyMap<string, SampledFormat>,
): TableDefinition {
  const keys = Object.entries(table.attributes).map(([name, attribute]) => {
    const format = sampled.get(pathText([name]));
    const isKey = keySchemas(table).some(({ schema }) => keyAttributes(schema).includes(name));
    if (!isKey || format === undefined || format === 'no-time' || format === 'unseen')
      return [name, attribute];
    return [name, { ...attribute, format }];
  });
  return { ...table, attributes: Object.fromEntries(keys) };
}
