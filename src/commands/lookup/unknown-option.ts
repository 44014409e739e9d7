import { distance } from 'fastest-levenshtein';
import { type AttributeDefinition, isTime } from '../../dynamo/model/attribute-definition';
import { type TableDefinition, timeAttribute } from '../../dynamo/model/definition';
import { decodeKey, parseTemplate } from '../../dynamo/model/key-template';
import { quoteName } from '../../dynamo/model/operand';
import { type DdbdbgError, usageError } from '../../errors';
import { looksSecret } from '../../redact/looks-secret';
import { commandLine } from '../argv/command-line';
import type { TypedOption } from '../argv/commander';

/** The number of edits up to which a name is taken for a misspelling. */
const MAX_EDITS = 2;

/**
 * Returns the error for an option that a table's command does not have, with the form that asks the same question. Undefined if nothing is
 * known about the name, or it is a misspelling of one of the `shared` options.
 */
export function unknownLookupOption(
  table: TableDefinition,
  option: TypedOption,
  catalog: readonly TableDefinition[],
  shared: readonly string[],
): DdbdbgError | undefined {
  const command = table.command.join(' ');
  const missing = `${command} has no --${option.name}`;
  const attribute = attributeNamed(option.name, table);
  const own = ownOptions(table).find((name) => isSimilar(name, option.name));
  if (attribute !== undefined && isWhole(attribute, option.name))
    return usageError(`${missing}.`, formOf(attribute, option, table));
  if (own !== undefined)
    return usageError(`unknown option '--${option.name}'. Did you mean --${own}?`, helpOf(table));
  if (WINDOW.includes(option.name))
    return usageError(`${missing}, as no attribute is known to be the time of its items.`, [
      ...ownOptionsText(table),
      helpOf(table),
    ]);
  const others = catalog.filter((other) => ownOptions(other).includes(option.name));
  if (others.length === 0 && shared.some((name) => isSimilar(name, option.name))) return undefined;
  if (attribute !== undefined) return usageError(`${missing}.`, formOf(attribute, option, table));
  if (others.length === 0) return undefined;
  const isValue = others.some((other) => fixingOptions(other).includes(option.name));
  return usageError(`${missing}, which is an option of ${ownersText(others)}.`, [
    ...(isValue
      ? [`If its items have such an attribute, use ${condition(option.name, option, undefined)}.`]
      : []),
    ...ownOptionsText(table),
    helpOf(table),
  ]);
}

/** The options of the time window, which only tables with a time have. */
const WINDOW = ['since', 'until'];

/** Lists the options that the definition declares, if there are any. */
function ownOptionsText(table: TableDefinition): readonly string[] {
  const names = ownOptions(table).map((name) => `--${name}`);
  return names.length === 0 ? [] : [`It has ${names.join(', ')}.`];
}

/** Names the first few commands. */
function ownersText(tables: readonly TableDefinition[]): string {
  const owners = tables.slice(0, 3).map(({ command }) => command.join(' '));
  return owners.join(', ') + (tables.length > owners.length ? ', …' : '');
}

/**
 * Returns the error for an option that `find` does not have, as any name may be one of an attribute. It uses what the catalog knows about
 * the table. Undefined for an option without a value, and for a misspelling of one of the `shared` options, unless a table of the catalog
 * has an option of this name.
 */
export function unknownFindOption(
  tableName = '',
  option: TypedOption,
  catalog: readonly TableDefinition[],
  shared: readonly string[],
): DdbdbgError | undefined {
  const { name, value } = option;
  const known = catalog.find((table) => isOf(table, tableName));
  const attribute = known && attributeNamed(name, known);
  const owners = catalog.filter((table) => ownOptions(table).includes(name));
  // A switch or an age is more than a condition on one attribute.
  const fixesNothing = owners.length > 0 && !owners.some((table) => fixingOptions(table).includes(name));
  if (attribute === undefined && fixesNothing) {
    const own = owners.filter((owner) => isOf(owner, tableName));
    const remedy =
      own.length > 0
        ? `Use \`${commandLine([...(own[0]?.command ?? []), ...optionWords(option)])}\`.`
        : undefined;
    return usageError(
      `find has no --${name}, which is an option of ${ownersText(own.length > 0 ? own : owners)}.`,
      remedy ?? { kind: 'help', command: ['find'] },
    );
  }
  const isMisspelt = owners.length === 0 && shared.some((other) => isSimilar(other, name));
  if (attribute === undefined && (value === undefined || isMisspelt)) return undefined;
  return usageError(
    `find has no --${name}.`,
    `Use ${condition(attribute ?? name, option, attribute === undefined ? undefined : known?.attributes[attribute])}.`,
  );
}

/** Whether a definition is for a table of this name. */
function isOf({ name }: TableDefinition, tableName: string): boolean {
  return decodeKey(parseTemplate(name), tableName) !== undefined;
}

function optionWords({ name, value }: TypedOption): readonly string[] {
  return value === undefined ? [`--${name}`] : [`--${name}`, value];
}

function helpOf({ command }: TableDefinition) {
  return { kind: 'help', command } as const;
}

/** Returns the names of the options that the definition declares. */
function ownOptions(table: TableDefinition): readonly string[] {
  const { ages = {}, switches = {} } = table;
  return [...fixingOptions(table), ...Object.keys(ages), ...Object.keys(switches)];
}

/** Returns the names of the options that fix an attribute. */
function fixingOptions({ attributes }: TableDefinition): readonly string[] {
  return Object.values(attributes).flatMap(({ option }) => option ?? []);
}

/** Whether one name is probably a misspelling of the other. */
function isSimilar(a: string, b: string): boolean {
  return a[0] === b[0] && distance(a, b) <= MAX_EDITS;
}

/** Returns the attribute that an option's name stands for: `created-at` for createdAt, and `platform` for platform_id. */
function attributeNamed(name: string, { attributes }: TableDefinition): string | undefined {
  const names = Object.keys(attributes).filter((candidate) => !attributes[candidate]?.virtual);
  return (
    names.find((candidate) => isWhole(candidate, name)) ??
    names.find(
      (candidate) => letters(candidate.replace(/^id(?=[A-Z_-])|(?:[_-]id|Id|ID)$/g, '')) === letters(name),
    )
  );
}

function isWhole(attribute: string, name: string): boolean {
  return letters(attribute) === letters(name);
}

/** The letters and digits of a name, in lower case. */
function letters(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\d]/gu, '');
}

/** Says how to ask for an attribute: with its own option, with the time window, as the argument, or as a condition. */
function formOf(attribute: string, option: TypedOption, table: TableDefinition): string {
  const definition = table.attributes[attribute];
  const value = option.value ?? '…';
  if (attribute === table.argument) return `The ${attribute} is the argument of the command.`;
  if (definition?.option !== undefined)
    return `Use --${definition.option} ${definition.secret ? '…' : value}.`;
  const form = condition(attribute, option, definition);
  return attribute === timeAttribute(table) ? `Use --since ${value}, or ${form}.` : `Use ${form}.`;
}

/** Formats a condition for the shell. Values of secrets are left out. */
function condition(
  attribute: string,
  { value = '…' }: TypedOption,
  definition: AttributeDefinition | undefined,
): string {
  const path = quoteName(attribute);
  const isHidden = definition?.secret ?? looksSecret(attribute);
  // An age as a value means that a time is asked for.
  const isMoment = definition ? isTime(definition) : /^(?:\d+(?:\.\d+)?[smhdw])+$/.test(value);
  const text = `${path}${isMoment ? '>' : '='}${isHidden ? '…' : value}`;
  return `--where '${text.replaceAll("'", "'\\''")}'`;
}
