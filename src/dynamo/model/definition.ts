import { type AttributeDefinition, isTime } from './attribute-definition';
import { parseTemplate } from './key-template';

/**
 * Everything that is known about one table, as plain data. Built-in systems, configuration files and the response of DescribeTable are all
 * converted to this form.
 */
export interface TableDefinition extends KeySchema {
  /** The command for this table, as words: `['fusion', 'users']`. */
  readonly command: readonly string[];
  /** Other spellings of the command. */
  readonly aliases?: readonly (readonly string[])[];
  readonly summary: string;
  /** A longer text for the help page. */
  readonly description?: string;
  /** The table's name. `{stage}` and other variables are filled in before a request. */
  readonly name: string;
  /** The region to use when no option, environment variable or profile sets one. */
  readonly region?: string;
  /**
   * The table's own key is assumed. It is used only to create the table on a local engine. The planner never relies on it, and cursors use
   * the key in DynamoDB's responses.
   */
  readonly keyIsAssumed?: boolean;
  readonly indexes?: readonly IndexDefinition[];
  readonly attributes: Readonly<Record<string, AttributeDefinition>>;
  /** Default columns of tables and CSV. All attributes when absent. */
  readonly columns?: readonly string[];
  /** The attribute that the command's argument fixes. */
  readonly argument?: string;
  /** Attributes whose option is required, unless the argument is given. */
  readonly required?: readonly string[];
  /** Options that take an age, by name: they find items that have been silent, or old, for longer. */
  readonly ages?: Readonly<Record<string, AgeOption>>;
  /** Descriptions of switches that narrow a question without a value, such as `logs`. */
  readonly switches?: Readonly<Record<string, string>>;
  /** The time-to-live attribute (epoch seconds). Items past it are marked as expired. */
  readonly ttl?: string;
  /** The number of hours from the beginning of an item's life to its time to live. */
  readonly ttlHours?: number;
  /** The environment variables that replace parts of the definition. */
  readonly environment?: EnvironmentDefinition;
  /** The times in the life of an item. */
  readonly life?: LifeDefinition;
  /** The view type of the table's stream, if it has one. `local setup` recreates it. */
  readonly stream?: 'NEW_AND_OLD_IMAGES';
  /** How items are shown in tables for people. */
  readonly display?: DisplayDefinition;
  readonly patterns: readonly AccessPattern[];
}

/** The names of environment variables that replace parts of a definition, as the application that owns the table reads them. */
export interface EnvironmentDefinition {
  /** Names the table. */
  readonly table?: string;
  /** Gives the number of hours until items expire. */
  readonly ttlHours?: string;
}

/** The times in the life of an item, each the name of a time attribute. */
export interface LifeDefinition {
  /** When it began to exist, or to run. Time windows apply to it where no key is sorted by a time. */
  readonly began?: string;
  /** When it ended. */
  readonly ended?: string;
  /** When it was last changed, or last heard of. */
  readonly updated?: string;
}

/**
 * The key of a table or an index. An index may have up to four partition and four sort attributes (AWS, since November 2025). A table has
 * one partition attribute and at most one sort attribute.
 */
export interface KeySchema {
  readonly partitionKey: readonly string[];
  readonly sortKey?: readonly string[];
}

export interface IndexDefinition extends KeySchema {
  readonly name: string;
  /** The attributes projected into the index: all, only the keys, or the keys and these. */
  readonly projection: 'ALL' | 'KEYS_ONLY' | readonly string[];
  /** A local index shares the table's partition key, and can fetch attributes that it does not project. */
  readonly local?: boolean;
}

/** An option that takes an age. */
interface AgeOption {
  /** The time attribute that must be longer ago than the age. */
  readonly of: string;
  readonly description: string;
  /** Conditions that it adds, unless the question names values of the attribute: attribute to value, as the user would type it. */
  readonly where?: Readonly<Record<string, string>>;
}

/** A question that the table can answer, with an example. */
export interface AccessPattern {
  readonly question: string;
  /** An example, with values that occur in the sample data. */
  readonly ask: PatternAsk;
  /** The index that the question uses. The table itself when absent. */
  readonly index?: string;
  /** Options and argument (by the names of their attributes), age options and switches that select this pattern. All must be given. */
  readonly given?: readonly string[];
  /** Conditions that the pattern adds: attribute to value, as the user would type it. */
  readonly where?: Readonly<Record<string, string>>;
  /** Order of the result, if no key provides it: `createdAt:desc`, or several columns separated by commas. */
  readonly sort?: string;
  /** The time attribute that a time window applies to, if it is not that of the table. False if the items have no time in common. */
  readonly window?: string | false;
}

/** The question of an example: the parts of an `Ask` that say what to find. */
export interface PatternAsk {
  /** The value of the command's argument. */
  readonly argument?: string | undefined;
  /** Values by option. Switches have the value true. */
  readonly values?: Readonly<Record<string, string | true>> | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  /** Conditions, in the syntax of `Ask.where`. */
  readonly where?: readonly string[] | undefined;
  /** Conditions of which none may be met. */
  readonly not?: readonly string[] | undefined;
  readonly order?: Order | undefined;
  /** Columns, separated by commas: each `column`, `column:desc` or `-column`. */
  readonly sort?: string | undefined;
  readonly limit?: number | undefined;
  readonly columns?: readonly string[] | undefined;
  readonly count?: boolean | undefined;
  /** The index to read, or `table`. */
  readonly index?: string | undefined;
  readonly consistent?: boolean | undefined;
}

/** Attributes with a special role in tables for people. */
export interface DisplayDefinition {
  /** Progress from 0 to 100, shown as a bar. */
  readonly progress?: string;
  /** The number of finished parts, and of all parts. */
  readonly done?: { readonly completed: string; readonly total: string };
  /** The time from the beginning to the end of its life, or between two other times, if no attribute holds the duration. */
  readonly duration?: boolean | { readonly from: string; readonly to: string };
  /** The items found by the command's argument form a timeline. */
  readonly story?: TimelineDefinition;
  /** The items belong to an item of another command's table with the same `by`, whose progress is shown above them. */
  readonly partOf?: { readonly command: readonly string[]; readonly by: string };
}

/** A timeline: a head item and its events. */
export interface TimelineDefinition {
  /** The attribute and value that identify the head. */
  readonly head: { readonly attribute: string; readonly value: string };
  /** The attribute of the head with its start time, which the first event is relative to. The beginning of its life when absent. */
  readonly began?: string;
  /** Attributes of an event: its number, its time, and its text. */
  readonly order: string;
  readonly at: string;
  readonly label: string;
}

/**
 * Returns the keys of the table and of all its indexes, the table first. `index` is undefined for the table. An assumed key is left out.
 */
export function keySchemas(
  table: TableDefinition,
): readonly { index: IndexDefinition | undefined; schema: KeySchema }[] {
  const own = table.keyIsAssumed ? [] : [{ index: undefined, schema: table }];
  return [...own, ...(table.indexes ?? []).map((index) => ({ index, schema: index }))];
}

/** Returns all attributes of a key, partition attributes first. */
export function keyAttributes(schema: KeySchema): readonly string[] {
  return [...schema.partitionKey, ...(schema.sortKey ?? [])];
}

/** Returns the attribute that time windows apply to: the time that a key is sorted by, or else the beginning of an item's life. */
export function timeAttribute(table: TableDefinition): string | undefined {
  return sortingTime(table) ?? table.life?.began;
}

/** Returns the time attribute that the table or one of its indexes is sorted by. */
export function sortingTime(table: TableDefinition): string | undefined {
  for (const { schema } of keySchemas(table)) {
    const sorted = schema.sortKey
      ?.flatMap((name) => [name, ...templateVariables(table, name)])
      .find((name) => isTime(table.attributes[name]));
    if (sorted) return sorted;
  }
  return undefined;
}

/** Returns the variables of an attribute's template, in order. Empty without a template. */
export function templateVariables({ attributes }: TableDefinition, name: string): readonly string[] {
  const template = attributes[name]?.template;
  return template === undefined ? [] : parseTemplate(template).variables;
}

/** Returns the command of a table and its aliases, as words. */
export function commandsOf({
  command,
  aliases = [],
}: Pick<TableDefinition, 'command' | 'aliases'>): readonly (readonly string[])[] {
  return [command, ...aliases];
}

/** Returns the table of a command, such as `fusion helpers`. */
export function findTable(command: string, tables: readonly TableDefinition[]): TableDefinition | undefined {
  return tables.find((table) => commandsOf(table).some((words) => words.join(' ') === command));
}

/** The default value of `{stage}`. */
export const DEFAULT_STAGE = 'dev';

/** The size, in megabytes, up to which a table may be scanned without further permission, unless the user sets another. */
export const DEFAULT_SCAN_LIMIT_MB = 100;

/** Selects every attribute, in place of a list of columns. */
export const ALL_COLUMNS = 'all';

/** The orders by sort key. */
export const ORDERS = ['asc', 'desc'] as const;
export type Order = (typeof ORDERS)[number];

/** Matches a valid stage name. */
export const STAGE_NAME = /^[\w.-]+$/;

/** Matches a valid AWS region name. */
export const REGION_NAME = /^[a-z0-9-]+$/;

/** Fills in `{stage}` and other variables of a table name. Variables without a value are left unchanged. */
export function fillName(name: string, variables: Readonly<Record<string, string>>): string {
  return name.replace(/\{(\w+)\}/g, (whole, variable: string) => variables[variable] ?? whole);
}
