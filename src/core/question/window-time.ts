import {
  type AttributeDefinition,
  keySchemas,
  type TableDefinition,
  timeAttribute,
} from '../../dynamo/model/definition';
import { usageError } from '../../errors';
import type { Note } from '../answer/note';
import type { Ask } from './ask';
import { parseWhere } from './where-syntax';

/** The names of attributes that hold a time: `createdAt`, `created_at`, `startDate`, `timestamp`, `ts`. */
const TIME_NAME =
  /(?:^|[_-])(?:at|on|date|time|datetime|timestamp|ts)$|[a-z](?:At|On|Date|Time|Timestamp|Ts)$/;
const WHOLE_TIME_NAME = /^(?:created|updated|modified|started|timestamp|datetime|date|time)$/i;

/**
 * Returns a table with the time that the window of a question applies to, and a note that says which it is: the time of the definitions for
 * a table of this name, or else a sort key whose name is that of a time. Returns the table as it is if the question has no window, or the
 * table has a time. Throws a usage error, with the condition to use instead, if no time can be told.
 */
export function withWindowTime(
  table: TableDefinition,
  known: readonly TableDefinition[],
  ask: Ask,
): { readonly table: TableDefinition; readonly note?: Note } {
  if ((ask.since === undefined && ask.until === undefined) || timeAttribute(table)) return { table };
  const time = definedTime(known) ?? sortKeyTime(table, ask);
  const { name, attribute, index } = time;
  const timed = {
    ...table,
    life: { began: name },
    attributes: { ...table.attributes, [name]: { ...table.attributes[name], ...attribute } },
  };
  return { table: timed, note: { kind: 'window-time', attribute: name, ...(index && { index }) } };
}

interface FoundTime {
  readonly name: string;
  readonly attribute: AttributeDefinition;
  /** The index, or the table, whose sort key it is. Absent if a definition declares it. */
  readonly index?: string;
}

/** Returns the time of the definitions, if they agree on one. */
function definedTime(known: readonly TableDefinition[]): FoundTime | undefined {
  const times = known.flatMap((definition) => {
    const name = timeAttribute(definition);
    const attribute = name === undefined ? undefined : definition.attributes[name];
    return name === undefined || !attribute ? [] : [{ name, attribute }];
  });
  const [first] = times;
  return times.every(({ name }) => name === first?.name) ? first : undefined;
}

/** Returns the only sort key with the name of a time, or that of the table or index whose partition key the question fixes. */
function sortKeyTime(table: TableDefinition, ask: Ask): FoundTime {
  const fixed = ask.where.map(parseWhere).filter(({ operator }) => operator === '=');
  const isFixed = (attribute: string) => fixed.some(({ path }) => path.length === 1 && path[0] === attribute);
  const candidates = keySchemas(table).flatMap(({ index, schema }) =>
    (schema.sortKey ?? [])
      .filter((name) => TIME_NAME.test(name) || WHOLE_TIME_NAME.test(name))
      .map((name) => ({
        name,
        index: index?.name ?? table.name,
        isAsked: schema.partitionKey.every(isFixed),
      })),
  );
  const asked = candidates.filter(({ isAsked }) => isAsked);
  const [chosen, ...others] = asked.length > 0 ? asked : candidates;
  if (!chosen || others.some(({ name }) => name !== chosen.name)) throw noTime(ask, candidates[0]?.name);
  const type = table.attributes[chosen.name]?.type ?? 'S';
  // Nothing tells whether a number counts seconds or milliseconds.
  if (type !== 'S') throw noTime(ask, chosen.name);
  return { name: chosen.name, attribute: { type, format: 'time' }, index: chosen.index };
}

function noTime({ since, until }: Ask, name = '<attribute>'): Error {
  const [setting, operator, text] = since === undefined ? ['until', '<=', until] : ['since', '>', since];
  return usageError(
    'does not apply, as it is not known which attribute is the time of this table.',
    { kind: 'where', condition: `${name}${operator}${text}` },
    { part: 'setting', name: setting as string },
  );
}
