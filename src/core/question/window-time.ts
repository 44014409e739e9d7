import { isTime } from '../../dynamo/model/attribute-definition';
import { keySchemas, type TableDefinition, timeAttribute } from '../../dynamo/model/definition';
import { pathText } from '../../dynamo/model/path';
import { usageError } from '../../errors';
import type { Ask } from './ask';
import type { Sampled } from './time-comparison';
import { parseWhere } from './where-syntax';

/** The names of attributes that hold a time: `createdAt`, `created_at`, `startDate`, `timestamp`, `ts`. */
const TIME_NAME =
  /(?:^|[_-])(?:at|on|date|time|datetime|timestamp|ts)$|[a-z](?:At|On|Date|Time|Timestamp|Ts)$/;
const WHOLE_TIME_NAME = /^(?:created|updated|modified|started|timestamp|datetime|date|time)$/i;

/** The attribute that a time window applies to. */
export interface WindowTime {
  readonly attribute: string;
  /** The index, or the table, whose sort key it is. Absent if a definition declares it. */
  readonly index?: string;
}

/**
 * Returns the attribute that the time window of a question to any table applies to: the time that its definitions declare, or else a sort
 * key with the name of a time. Undefined if the question has no window. Throws a usage error, with the condition to use instead, if it can't be
 * told.
 */
export function windowTime(
  table: TableDefinition,
  ask: Ask,
  definitions: readonly TableDefinition[] = [],
): WindowTime | undefined {
  if (ask.since === undefined && ask.until === undefined) return undefined;
  const attribute = timeAttribute(table) ?? ownTime(table, definitions);
  if (attribute !== undefined) return { attribute };
  const candidates = sortKeyTimes(table, ask);
  const [chosen, ...others] = candidates;
  if (chosen && others.every((other) => other.attribute === chosen.attribute)) return chosen;
  const only = chosen ? undefined : onlyTime(table, definitions);
  if (only !== undefined) return { attribute: only };
  throw noTime(ask, chosen?.attribute);
}

/** Returns the time that windows of all definitions of a table apply to, although it may lie inside keys that they build differently. */
function ownTime(table: TableDefinition, definitions: readonly TableDefinition[]): string | undefined {
  const [name, ...others] = new Set(definitions.map(timeAttribute));
  return name !== undefined && others.length === 0 && isTime(table.attributes[name]) ? name : undefined;
}

/** Returns the attribute that all definitions of a table declare as a time, if there is only one besides its end of life. */
function onlyTime(table: TableDefinition, definitions: readonly TableDefinition[]): string | undefined {
  const [name, ...others] = Object.keys(table.attributes).filter(
    (one) =>
      one !== table.ttl &&
      isTime(table.attributes[one]) &&
      definitions.every(({ attributes }) => isTime(attributes[one])),
  );
  return others.length === 0 ? name : undefined;
}

/** Returns the sort keys with the name of a time: those of the table and indexes whose partition key the question fixes, or else all. */
function sortKeyTimes(table: TableDefinition, ask: Ask): readonly WindowTime[] {
  const fixed = ask.where.map((text) => parseWhere(text)).filter(({ operator }) => operator === '=');
  const isFixed = (attribute: string) => fixed.some(({ path }) => path.length === 1 && path[0] === attribute);
  const candidates = keySchemas(table).flatMap(({ index, schema }) =>
    (schema.sortKey ?? [])
      .filter((name) => TIME_NAME.test(name) || WHOLE_TIME_NAME.test(name))
      .map((attribute) => ({
        time: { attribute, index: index?.name ?? table.name },
        isAsked: schema.partitionKey.every(isFixed),
      })),
  );
  const asked = candidates.filter(({ isAsked }) => isAsked);
  return (asked.length > 0 ? asked : candidates).map(({ time }) => time);
}

/** Returns the question with a condition on the time, for which a sample shows how the table stores it. */
export function withTimeCondition(ask: Ask, { attribute }: WindowTime): Ask {
  return { ...ask, where: [...ask.where, `"${attribute}">${ask.since ?? ask.until}`] };
}

/**
 * Returns the table with the time that a window applies to. Text that no sample has shown is taken for ISO-8601. Throws a usage error if the
 * attribute does not hold times.
 */
export function withTime(
  table: TableDefinition,
  time: WindowTime | undefined,
  ask: Ask,
  sampled: ReadonlyMap<string, Sampled>,
): TableDefinition {
  if (time === undefined || timeAttribute(table) !== undefined) return table;
  const { attribute: name } = time;
  const known = table.attributes[name];
  if (isTime(known)) return table;
  if (known?.type !== 'S' || sampled.get(pathText([name])) === 'no-time') throw noTime(ask, name);
  const attributes = { ...table.attributes, [name]: { ...known, format: 'time' as const } };
  return { ...table, attributes };
}

function noTime({ since, until }: Ask, name = '<attribute>'): Error {
  const [setting, operator, text] = since === undefined ? ['until', '<=', until] : ['since', '>', since];
  return usageError(
    'does not apply, as it is not known which attribute is the time of this table.',
    { kind: 'where', condition: `${name}${operator}${text}` },
    { part: 'setting', name: setting as string },
  );
}
