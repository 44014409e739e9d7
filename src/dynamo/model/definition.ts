import type { AttributeType } from './values';

/**
 * What is known about one table. Pure data: built-in systems, configuration files and tables known only from
 * DescribeTable all become this, and from there on nothing knows the difference.
 */
export interface TableDefinition extends KeySchema {
  /** The command that asks this table, as words: `['fusion', 'users']`. */
  readonly command: readonly string[];
  /** Other spellings of the command. */
  readonly aliases?: readonly (readonly string[])[];
  readonly summary: string;
  /** A longer word for the help page. */
  readonly description?: string;
  /** The table's name; `{stage}` and other variables are filled in when it is asked. */
  readonly name: string;
  /** Where the table lives when neither option, environment nor profile says. */
  readonly region?: string;
  /**
   * The table's own key is a guess, used only to create the table on a local engine. The planner never relies on
   * it, and a cursor learns the true key from DynamoDB's answers.
   */
  readonly keyIsAssumed?: boolean;
  readonly indexes?: readonly IndexDefinition[];
  readonly attributes: Readonly<Record<string, AttributeDefinition>>;
  /** Columns of tables and CSV when the user names none; all attributes when absent. */
  readonly columns?: readonly string[];
  /** The attribute whose value may stand as the command's argument. */
  readonly argument?: string;
  /** Attributes whose option must be given. */
  readonly required?: readonly string[];
  /** Switches that narrow a question without a value, such as `logs`. */
  readonly switches?: Readonly<Record<string, string>>;
  /** The attribute of DynamoDB's time to live (epoch seconds): an item past it is marked as expired. */
  readonly ttl?: string;
  /** Item bodies change feed of the table, where it has one; recreated by `local setup`. */
  readonly stream?: 'NEW_AND_OLD_IMAGES';
  /** How one item, or the items of one question, are shown as a picture rather than as a table. */
  readonly display?: DisplayDefinition;
  readonly patterns: readonly AccessPattern[];
}

/**
 * The key of a table or an index. An index may have up to four partition and four sort attributes (AWS, since
 * November 2025); a table has one and at most one.
 */
export interface KeySchema {
  readonly partitionKey: readonly string[];
  readonly sortKey?: readonly string[];
}

export interface IndexDefinition extends KeySchema {
  readonly name: string;
  /** Attributes copied into the index: all, only the keys, or the keys and these. */
  readonly projection: 'ALL' | 'KEYS_ONLY' | readonly string[];
  /** A local index shares the table's partition key, and can fetch what it does not project. */
  readonly local?: boolean;
}

/**
 * How an attribute's value is to be read. `time` is ISO-8601 text, `status` a word with a good or bad meaning,
 * the others are numbers with a unit.
 */
export type AttributeFormat =
  | 'time'
  | 'epoch-seconds'
  | 'epoch-millis'
  | 'status'
  | 'percent'
  | 'seconds'
  | 'millis'
  | 'bytes';

export interface AttributeDefinition {
  readonly type: AttributeType;
  readonly description?: string;
  /** Name of the option (without dashes) that fixes this attribute. */
  readonly option?: string;
  readonly format?: AttributeFormat;
  /** All values there are; anything else is refused. */
  readonly values?: readonly EnumeratedValue[];
  /** There may be more `values` than are known: any other is taken as typed. Never for an attribute of a key. */
  readonly open?: boolean;
  /** A regular expression that the whole value must match, and in words what that means. */
  readonly pattern?: { readonly expression: string; readonly meaning: string };
  /** Never shown unless asked for. */
  readonly secret?: boolean;
  /** How the value is composed: `TENANT#{tenant}#STATUS#{status}`. Builds the key and takes it apart again. */
  readonly template?: string;
  /** The value stands only inside a key template; items have no attribute of this name. */
  readonly virtual?: boolean;
  /** No two items share a value. */
  readonly unique?: boolean;
  /**
   * Plausible values, for sample data and help; JSON where the type is not S or N. Lists of equal length go together: the
   * item that has the third user has the third e-mail address.
   */
  readonly examples?: readonly string[];
}

/** How bad news a status is; decides its colour. */
export type Meaning = 'good' | 'bad' | 'active' | 'idle';

export interface EnumeratedValue {
  /** What the user types and sees in help. */
  readonly name: string;
  /** How producers store it, each spelling once. Usually just the name. */
  readonly stored: readonly string[];
  /** Other words a user may type for it. */
  readonly synonyms?: readonly string[];
  readonly meaning?: Meaning;
}

/** A question that the table can answer, and how the tool asks it. */
export interface AccessPattern {
  readonly question: string;
  /** An example, with values that the sample data has. */
  readonly ask: PatternAsk;
  /** The index that answers; the table itself when absent. */
  readonly index?: string;
  /** Options and argument (by the names of their attributes) and switches that select this pattern; all must be given. */
  readonly given?: readonly string[];
  /** Conditions that the pattern adds: attribute to the value as the user would type it. */
  readonly where?: Readonly<Record<string, string>>;
  /** Order of the answer where no key gives one: `createdAt:desc`. */
  readonly sort?: string;
}

/** What an example asks of its table: the parts of an `Ask` that say which items, and in which order. */
export interface PatternAsk {
  /** The value of the command's argument. */
  readonly argument?: string | undefined;
  /** Values by option, and switches. */
  readonly values?: Readonly<Record<string, string | true>> | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  /** Conditions, in the syntax that users type. */
  readonly where?: readonly string[] | undefined;
  readonly order?: Order | undefined;
  /** A column, or `column:desc`. */
  readonly sort?: string | undefined;
  readonly limit?: number | undefined;
}

/** Which attributes make up a picture of an item. */
export interface DisplayDefinition {
  /** Progress from 0 to 100, drawn as a bar. */
  readonly progress?: string;
  /** How many are done, of how many. */
  readonly done?: { readonly completed: string; readonly total: string };
  /** The times between which it ran, where no attribute says how long that took. */
  readonly duration?: { readonly from: string; readonly to: string };
  /** The items with one argument tell a story. */
  readonly story?: StoryDefinition;
  /** The items are parts of an item of another command's table, which has the same `by`: how far that is stands above them. */
  readonly partOf?: { readonly command: readonly string[]; readonly by: string };
}

/** Items of which one is what the others, its events, tell about. */
export interface StoryDefinition {
  /** What the one item has in which attribute. */
  readonly head: { readonly attribute: string; readonly value: string };
  /** The time of the head from which the first event is counted. */
  readonly began: string;
  /** Attributes of an event: its number, its time, and what happened. */
  readonly order: string;
  readonly at: string;
  readonly label: string;
}

/** The table's own key and all of its indexes, the table first. `index` is undefined for the table. */
export function keySchemas(
  table: TableDefinition,
): readonly { index: IndexDefinition | undefined; schema: KeySchema }[] {
  const own = table.keyIsAssumed ? [] : [{ index: undefined, schema: table }];
  return [...own, ...(table.indexes ?? []).map((index) => ({ index, schema: index }))];
}

/** Names of all attributes of a key, partition first. */
export function keyAttributes(schema: KeySchema): readonly string[] {
  return [...schema.partitionKey, ...(schema.sortKey ?? [])];
}

const TIME_FORMATS: ReadonlySet<string | undefined> = new Set(['time', 'epoch-seconds', 'epoch-millis']);

export function isTime(attribute: AttributeDefinition | undefined): boolean {
  return TIME_FORMATS.has(attribute?.format);
}

/** The time that the table or one of its indexes is sorted by, which is what a window of time applies to. */
export function timeAttribute(table: TableDefinition): string | undefined {
  for (const { schema } of keySchemas(table)) {
    const sorted = schema.sortKey?.find((name) => isTime(table.attributes[name]));
    if (sorted) return sorted;
  }
  return undefined;
}

/** Every spelling of an enumerated value: its name, how it is stored, and its synonyms. */
export function spellingsOf({ name, stored, synonyms = [] }: EnumeratedValue): readonly string[] {
  return [name, ...stored, ...synonyms];
}

/** Whether the attribute's option takes several values, with commas between them. */
export function takesList({ option }: AttributeDefinition): boolean {
  return option === 'status';
}

/** All spellings of the command that asks a table, as words. */
export function commandsOf({
  command,
  aliases = [],
}: Pick<TableDefinition, 'command' | 'aliases'>): readonly (readonly string[])[] {
  return [command, ...aliases];
}

/** The table that a command asks: `fusion helpers`. */
export function findTable(command: string, tables: readonly TableDefinition[]): TableDefinition | undefined {
  return tables.find((table) => commandsOf(table).some((words) => words.join(' ') === command));
}

/** What `{stage}` stands for where nothing says. */
export const DEFAULT_STAGE = 'dev';

/** Orders by sort key. */
export const ORDERS = ['asc', 'desc'] as const;
export type Order = (typeof ORDERS)[number];

/** The characters of a stage. */
export const STAGE_NAME = /^[\w.-]+$/;

/** The characters of an AWS region's name. */
export const REGION_NAME = /^[a-z0-9-]+$/;

/** Fills `{stage}` and other variables in a table name. A variable without a value stays as it is. */
export function fillName(name: string, variables: Readonly<Record<string, string>>): string {
  return name.replace(/\{(\w+)\}/g, (whole, variable: string) => variables[variable] ?? whole);
}
