import { DEFAULT_STAGE, fillName, type TableDefinition } from '../../dynamo/model/definition';
import { decodeKey, parseTemplate } from '../../dynamo/model/key-template';
import { usageError } from '../../errors';
import type { Origin } from '../../origin';

/** A reference to a table, as entered by the user. */
export interface TableReference {
  /** The name or ARN. DynamoDB accepts both. */
  readonly given: string;
  readonly name: string;
  /** The region in the ARN. */
  readonly region?: string | undefined;
}

/** The location of a table. */
export interface TableLocation {
  /** The region in the table's ARN. */
  readonly region?: string | undefined;
  /** The region to use when nothing else sets one. */
  readonly fallbackRegion?: string | undefined;
}

const NAME = '[\\w.-]{3,255}';
const ARN = new RegExp(`^arn:aws[\\w-]*:dynamodb:([a-z0-9-]+):\\d*:table/(${NAME})$`);

/** Parses a table name or ARN. Throws a usage error about `origin` for any other text. */
export function tableReference(text: string, origin?: Origin): TableReference {
  const arn = ARN.exec(text);
  if (arn) return { given: text, name: arn[2] ?? '', region: arn[1] };
  if (new RegExp(`^${NAME}$`).test(text)) return { given: text, name: text };
  throw usageError(
    `'${text}' is not a valid table name or ARN.`,
    ['A name has 3 to 255 letters, digits, dots, dashes and underscores.', { kind: 'list-tables' }],
    origin,
  );
}

/** Returns the real name of a table in a stage. Throws a usage error if the name contains another variable. */
export function realName({ name, command }: TableDefinition, stage = DEFAULT_STAGE): string {
  const filled = fillName(name, { stage });
  const variable = /\{\w+\}/.exec(filled)?.[0];
  if (variable === undefined) return filled;
  throw usageError(
    `The table name ${filled} of '${command.join(' ')}' contains ${variable}, which has no value.`,
    'Choose a context that sets it, set it under variables in the configuration file, or set the environment variable named there.',
  );
}

/** A table of the catalog whose name matches a real table, with the values of the variables in the name. */
export interface CatalogTable {
  readonly table: TableDefinition;
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * Returns the tables of the catalog that have this real name in some stage, the most likely first: `mfh-dev-user-accounts` is the table of
 * user accounts in the stage `dev` rather than that of accounts in a stage `dev-user`.
 */
export function catalogTables(name: string, catalog: readonly TableDefinition[]): readonly CatalogTable[] {
  const length = ({ variables }: CatalogTable) => Object.values(variables).join('').length;
  return catalog
    .flatMap((table) => {
      const variables = decodeKey(parseTemplate(table.name), name);
      return variables ? [{ table, variables }] : [];
    })
    .sort((a, b) => length(a) - length(b));
}

/** A table that the user named, and what the catalog knows about it. */
export interface NamedTable {
  readonly reference: TableReference;
  readonly name: string;
  readonly location: TableLocation;
  /** The definitions for tables of this name, the most likely first. */
  readonly known: readonly TableDefinition[];
  /** Those that fill in the name alike. The others are for tables with a similar name. */
  readonly definitions: readonly TableDefinition[];
  /** Whether the stage was filled in. */
  readonly hasStage: boolean;
}

/** Parses the name or ARN of a table, in which `{stage}` is filled in. Throws a usage error for any other text. */
export function namedTable(
  text: string,
  catalog: readonly TableDefinition[],
  stage = DEFAULT_STAGE,
): NamedTable {
  const reference = tableReference(fillName(text, { stage }));
  const { name, region } = reference;
  const known = catalogTables(name, catalog).map(({ table }) => table);
  return {
    reference,
    name,
    location: { region, fallbackRegion: known[0]?.region },
    known,
    definitions: known.filter((table) => table.name === known[0]?.name),
    hasStage: text.includes('{stage}'),
  };
}
