import { isTime, spellingsOf } from '../../dynamo/model/attribute-definition';
import { commandsOf, keyAttributes, type TableDefinition } from '../../dynamo/model/definition';
import { parseInstant } from '../../dynamo/model/instant';
import { decodeKey, parseTemplate } from '../../dynamo/model/key-template';
import { fitsPattern } from '../../dynamo/model/value-pattern';
import { isDynamoNumber } from '../../dynamo/model/values';
import type { AskInput } from '../question/ask';
import { realName } from '../question/table-name';
import { idAttributes, styleOf } from './id-style';
import { decodedAsk, idAsk, type Reading } from './key-question';

/** A reading of a key, with what it says about the items that have the key. */
export interface DecodedKey extends Reading {
  /** The keys of the table and its indexes that the attribute is part of. */
  readonly roles: readonly KeyRole[];
  /**
   * The question that finds the items with this key: one for the table's own command if that accepts all values, else one for the table by
   * name.
   */
  readonly ask: AskInput;
}

export interface KeyRole {
  readonly part: 'partition' | 'sort';
  /** The table's own key when absent. */
  readonly index?: string;
  readonly assumed: boolean;
}

/**
 * Decodes a key value by all templates that match it and all styles of identifiers that it is written in. What fits by a constant and by
 * the formats of its parts comes first. What fits only because it would fit almost anything is left out when there is something better.
 */
export function decodedKeys(
  key: string,
  tables: readonly TableDefinition[],
  stage: string | undefined,
): readonly DecodedKey[] {
  const readings = tables.flatMap((table) => {
    const base = { key, table, command: commandOf(table), tableName: realName(table, stage) };
    return [...templateReadings(base), ...styleReadings(base)];
  });
  const best = Math.min(...readings.map(({ fit }) => fit));
  return readings
    .filter(({ fit }) => fit <= Math.max(best, BY_STYLE))
    .sort((a, b) => a.fit - b.fit || b.constant - a.constant || b.confirmed - a.confirmed)
    .map(({ fit, constant: _, confirmed: __, ...reading }) => ({
      ...reading,
      roles: rolesOf(reading),
      ask: fit === BY_STYLE ? idAsk(reading) : decodedAsk(reading),
    }));
}

type BaseReading = Pick<Reading, 'key' | 'table' | 'command' | 'tableName'>;

/** Ways in which a key fits, the best first. */
const BY_CONSTANT = 0;
const BY_STYLE = 1;
/** By variables and separators only. */
const BY_VARIABLES = 2;
/** A part of the key is not as its attribute's definition says. */
const AGAINST_FORMATS = 3;

interface RankedReading extends Reading {
  readonly fit: number;
  /** The number of constant characters. */
  readonly constant: number;
  /** The number of parts whose format confirms the reading. */
  readonly confirmed: number;
}

function templateReadings(base: BaseReading): readonly RankedReading[] {
  const { key, table } = base;
  return Object.entries(table.attributes).flatMap(([attribute, { template }]) => {
    // A template without literal text matches any key.
    const literal = template === undefined ? '' : parseTemplate(template).literals.join('');
    const values = template && literal !== '' && decodeKey(parseTemplate(template), key);
    if (!values) return [];
    const formats = Object.entries(values).map(([name, value]) => fitsFormat(table, name, value));
    const fit = formats.includes(false)
      ? AGAINST_FORMATS
      : /[\p{L}\p{N}]/u.test(literal)
        ? BY_CONSTANT
        : BY_VARIABLES;
    const confirmed = formats.filter(Boolean).length;
    return [{ ...base, attribute, template, values, fit, constant: literal.length, confirmed }];
  });
}

/** Whether a value is as its attribute's definition says, or undefined if the definition says nothing about it. */
function fitsFormat({ attributes }: TableDefinition, name: string, value: string): boolean | undefined {
  const attribute = attributes[name];
  if (!attribute) return undefined;
  if (attribute.values) {
    const isKnown = attribute.values.some((one) => spellingsOf(one).includes(value));
    return isKnown ? true : attribute.open ? undefined : false;
  }
  if (attribute.format === 'time') return parseInstant(value) !== undefined;
  if (attribute.type === 'N' || isTime(attribute)) return isDynamoNumber(value);
  return attribute.pattern && fitsPattern(attribute.pattern.expression, value);
}

function styleReadings(base: BaseReading): readonly RankedReading[] {
  const { key, table } = base;
  return idAttributes(table).flatMap((attribute) => {
    const definition = table.attributes[attribute];
    const style = definition && styleOf(definition, key);
    if (!style) return [];
    // The table whose items the identifier identifies comes before those that refer to them.
    const confirmed = attribute === table.argument ? 1 : 0;
    const { text: template, constant } = style;
    return [
      { ...base, attribute, template, values: { [attribute]: key }, fit: BY_STYLE, constant, confirmed },
    ];
  });
}

function commandOf(table: TableDefinition): string {
  const [command] = [...commandsOf(table)].sort((a, b) => b.length - a.length);
  return (command ?? table.command).join(' ');
}

function rolesOf({ table, attribute }: Reading): readonly KeyRole[] {
  const own = { name: undefined, schema: table, assumed: table.keyIsAssumed === true };
  const indexes = (table.indexes ?? []).map((index) => ({ name: index.name, schema: index, assumed: false }));
  return [own, ...indexes]
    .filter(({ schema }) => keyAttributes(schema).includes(attribute))
    .map(({ name, schema, assumed }) => ({
      part: schema.partitionKey.includes(attribute) ? 'partition' : 'sort',
      ...(name !== undefined && { index: name }),
      assumed,
    }));
}
