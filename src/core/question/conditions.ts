import type { Condition, Window } from '../../dynamo/model/condition';
import { type AttributeDefinition, type TableDefinition, timeAttribute } from '../../dynamo/model/definition';
import { forbiddenSeparator, parseTemplate } from '../../dynamo/model/key-template';
import type { AttributeValue } from '../../dynamo/model/values';
import { usageError } from '../../errors';
import { camelCase, type RawOptions } from '../../commands/options/option';
import { requireTime } from './times';
import { storedValues } from './values';

/** What the user asked, before it is checked against the table. */
export interface Request {
  readonly argument: string | undefined;
  readonly options: RawOptions;
  /** What relative times count from, epoch milliseconds. */
  readonly now: number;
}

/** The conditions of a command line. Throws a usage error for the first thing that can't be right. */
export function conditionsOf(
  table: TableDefinition,
  { argument, options, now }: Request,
): readonly Condition[] {
  const conditions: Condition[] = [];
  if (argument !== undefined && table.argument)
    conditions.push(fixedBy(table, table.argument, [argument], table.argument));
  for (const [name, attribute] of Object.entries(table.attributes)) {
    if (!attribute.option) continue;
    const given = options[camelCase(attribute.option)];
    if (typeof given === 'string')
      conditions.push(fixedBy(table, name, splitWords(attribute, given), `--${attribute.option}`));
  }
  const time = timeAttribute(table);
  if (time) conditions.push(...window(table, time, options, now));
  return conditions;
}

/** A status may be several, separated by commas; any other value is taken whole. */
function splitWords(attribute: AttributeDefinition, text: string): readonly string[] {
  return attribute.option === 'status' ? text.split(',').map((word) => word.trim()) : [text];
}

/** "This attribute is one of these." */
export function fixedBy(
  table: TableDefinition,
  name: string,
  words: readonly string[],
  source: string,
): Condition {
  const attribute = table.attributes[name];
  if (words.includes('')) throw usageError(`${source}: the value is empty.`);
  const values = words.flatMap((word) => storedValues(attribute, word, source));
  for (const value of values) refuseSeparators(table, name, value, source);
  const unique = [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
  const [only] = unique;
  if (only && unique.length === 1) return { path: [name], source, operator: '=', value: only };
  return { path: [name], source, operator: 'in', values: unique };
}

/** A value that goes into a key template must not pass for other parts of the key. */
function refuseSeparators(table: TableDefinition, name: string, value: AttributeValue, source: string): void {
  if (!('S' in value)) return;
  for (const { template } of Object.values(table.attributes)) {
    if (!template || !parseTemplate(template).variables.includes(name)) continue;
    const separator = forbiddenSeparator(parseTemplate(template), value.S);
    if (separator === undefined) continue;
    throw usageError(
      `${source}: '${value.S}' contains '${separator}', which separates the parts of the key ${template}.`,
    );
  }
}

/** `--since` and `--until`: strictly after the one, up to and including the other. */
function window(
  table: TableDefinition,
  name: string,
  options: RawOptions,
  now: number,
): readonly Condition[] {
  const { since, until } = options;
  if (typeof since !== 'string' && typeof until !== 'string') return [];
  const format = table.attributes[name]?.format ?? 'time';
  const after = typeof since === 'string' ? requireTime('--since', since, now) : undefined;
  const upTo = typeof until === 'string' ? requireTime('--until', until, now) : undefined;
  if (after !== undefined && upTo !== undefined && after >= upTo) {
    throw usageError('--since is not before --until, so nothing can be in between.');
  }
  const asked: Window = {
    format,
    ...(after !== undefined && { after: { instant: after, inclusive: false } }),
    ...(upTo !== undefined && { upTo: { instant: upTo, inclusive: true } }),
  };
  const source = [since && `--since ${since}`, until && `--until ${until}`].filter(Boolean).join(' ');
  return [{ path: [name], source, operator: 'window', window: asked }];
}

/** The conditions that select items by key must all be there; says which options would do. */
export function requireOptions(table: TableDefinition, { options }: Request): void {
  for (const name of table.required ?? []) {
    const option = table.attributes[name]?.option;
    if (option && options[camelCase(option)] === undefined) {
      throw usageError(`--${option} is required.`, `Try \`ddbdbg ${table.command.join(' ')} --help\`.`);
    }
  }
}
