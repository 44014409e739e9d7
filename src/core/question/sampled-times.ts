import { remainingItems } from '../../dynamo/item-chunks';
import type { Condition } from '../../dynamo/model/condition';
import {
  type KeySchema,
  keyAttributes,
  keySchemas,
  type TableDefinition,
} from '../../dynamo/model/definition';
import { isoMillis, sortsByTime } from '../../dynamo/model/instant';
import { type Path, pathText, valueAt } from '../../dynamo/model/path';
import type { AttributeValue, Item } from '../../dynamo/model/values';
import { plan } from '../../dynamo/plan/planner';
import { type ReadRequest, requests } from '../../dynamo/plan/requests';
import { chunksOf, type Send } from '../../dynamo/transport';
import { DdbdbgError } from '../../errors';
import type { Ask } from './ask';
import { conditionsOf } from './conditions';
import type { Sampled, TimeFormat } from './time-comparison';
import { isDate } from './times';
import { pathsOfTimes } from './where';

/** The number of items in a sample. */
const SAMPLE_ITEMS = 25;

/** Part of the values that must have a format, as a few may be empty or broken. */
const MIN_SHARE = 0.75;

/**
 * Finds out how attributes store times that a question compares with, from a few items: those that the question would read, and if they
 * lack the attribute, some of the whole table. Sends nothing if the definition answers this. Throws what `send` throws, and a usage error
 * if another condition is not valid.
 */
export async function sampleTimes(
  table: TableDefinition,
  tableName: string,
  ask: Ask,
  now: number,
  send: Send,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Sampled>> {
  const paths = pathsOfTimes(table, [...ask.where, ...ask.not]);
  if (paths.length === 0) return new Map();
  const conditions = conditionsOf(table, withoutTimes(table, ask), { now });
  const read = async (request: ReadRequest | undefined) =>
    request ? remainingItems(chunksOf(await send(request.operation, request.input, signal))) : [];
  const formatsIn = (items: readonly Item[]) =>
    new Map(paths.map((path) => [pathText(path), formatOf(items, path)]));
  const own = ownPath(table, tableName, conditions, paths);
  const found = formatsIn(await read(own));
  const unseen = paths.filter((path) => found.get(pathText(path)) === 'unseen');
  if (unseen.length === 0 || own?.operation === 'Scan') return found;
  const others = formatsIn(await read(anywhere(table, tableName, unseen)).catch(withoutPermission));
  return new Map(
    [...found].map(([path, format]) => [path, format === 'unseen' ? (others.get(path) ?? format) : format]),
  );
}

function withoutTimes(table: TableDefinition, ask: Ask): Ask {
  const isOther = (text: string) => pathsOfTimes(table, [text]).length === 0;
  return { ...ask, where: ask.where.filter(isOther), not: ask.not.filter(isOther) };
}

/** A Query may be permitted where a Scan is not. Then there is no sample. */
function withoutPermission(error: unknown): readonly Item[] {
  if (error instanceof DdbdbgError && error.code === 'credentials') return [];
  throw error;
}

/** Returns a request for the first items on the path of the question, without its filters. Undefined if there is none that shows the attributes. */
function ownPath(
  table: TableDefinition,
  tableName: string,
  conditions: readonly Condition[],
  paths: readonly Path[],
): ReadRequest | undefined {
  const columns = columnsOf(paths);
  const chosen = plan(table, tableName, { conditions, columns, limit: SAMPLE_ITEMS });
  if (chosen.operation === 'scan') return anywhere(table, tableName, paths);
  // The index may lack the attribute.
  if (chosen.operation === 'none' || chosen.complete) return undefined;
  return requests({ ...chosen, filter: [], residual: [] })[0];
}

/** Returns a request for any items: of the index of which the attribute is a key, as all of its items have it, else of the table. */
function anywhere(
  table: TableDefinition,
  tableName: string,
  paths: readonly Path[],
): ReadRequest | undefined {
  const chosen = plan(table, tableName, { conditions: [], columns: columnsOf(paths), limit: SAMPLE_ITEMS });
  if (chosen.operation !== 'scan') return undefined;
  const [request] = requests(chosen);
  const [[name, ...inside] = [''], another] = paths;
  const isKeyOf = ({ schema }: { readonly schema: KeySchema }) =>
    keyAttributes(schema).includes(String(name));
  const index = another || inside.length > 0 ? undefined : keySchemas(table).find(isKeyOf)?.index;
  return request && index ? { ...request, input: { ...request.input, IndexName: index.name } } : request;
}

function columnsOf(paths: readonly Path[]): readonly string[] {
  return paths.map(([name]) => `"${name}"`);
}

function formatOf(items: readonly Item[], path: Path): Sampled {
  const values = items.flatMap((item) => valueAt(item, path) ?? []);
  if (values.length === 0) return 'unseen';
  const formats = values.flatMap((value) => timeFormat(value) ?? []);
  if (formats.length < values.length * MIN_SHARE) return 'no-time';
  const texts = values.flatMap((value) => ('S' in value && isoMillis(value.S) !== undefined ? value.S : []));
  return {
    formats: TIME_FORMATS.filter((format) => formats.includes(format)),
    ...(!texts.every(sortsByTime) && { loose: true }),
    ...(texts.length === values.length && texts.every(isDate) && { days: true }),
  };
}

const TIME_FORMATS = ['time', 'epoch-seconds', 'epoch-millis'] as const;

/** Returns the format of a value that looks like a time. Numbers do if they are one between 2001 and 2100. */
export function timeFormat(value: AttributeValue): TimeFormat | undefined {
  if ('S' in value) return isoMillis(value.S) === undefined ? undefined : 'time';
  const number = 'N' in value ? Number(value.N) : Number.NaN;
  if (number >= 1e9 && number < 4.1e9) return 'epoch-seconds';
  return number >= 1e12 && number < 4.1e12 ? 'epoch-millis' : undefined;
}

/** Returns the table with the formats of its key attributes that a sample shows, so that the order and the columns know their times. */
export function withSampledKeys(
  table: TableDefinition,
  sampled: ReadonlyMap<string, Sampled>,
): TableDefinition {
  const keys = Object.entries(table.attributes).map(([name, attribute]) => {
    const times = sampled.get(pathText([name]));
    const isKey = keySchemas(table).some(({ schema }) => keyAttributes(schema).includes(name));
    if (!isKey || typeof times !== 'object' || times.formats.length !== 1) return [name, attribute];
    return [name, { ...attribute, format: times.formats[0] }];
  });
  return { ...table, attributes: Object.fromEntries(keys) };
}
