import { DEFAULT_STAGE, fillName, type TableDefinition } from '../../dynamo/model/definition';
import { decodeKey, parseTemplate } from '../../dynamo/model/key-template';
import { usageError } from '../../errors';
import type { Origin } from '../../origin';

/** A table as the user names it. */
export interface TableReference {
  /** Its name or its ARN; DynamoDB accepts both. */
  readonly given: string;
  readonly name: string;
  /** The region in an ARN. */
  readonly region?: string | undefined;
}

const NAME = '[\\w.-]{3,255}';
const ARN = new RegExp(`^arn:aws[\\w-]*:dynamodb:([a-z0-9-]+):\\d*:table/(${NAME})$`);

/** Reads a table's name or ARN. Throws a usage error about `origin` for what can't be either. */
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

/** The name of a table in a stage. Throws a usage error where part of it is unknown. */
export function realName({ name, command }: TableDefinition, stage = DEFAULT_STAGE): string {
  const filled = fillName(name, { stage });
  const open = /\{\w+\}/.exec(filled)?.[0];
  if (open === undefined) return filled;
  throw usageError(
    `The table of '${command.join(' ')}' is named ${filled}, and nothing gives ${open} a value.`,
    'Choose a context that does, or set it under variables in the configuration file.',
  );
}

/** A table of the catalog that a real table may be, and the variables of its name. */
export interface CatalogTable {
  readonly table: TableDefinition;
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * The tables of the catalog that have this real name in some stage, the likeliest first: `mfh-dev-user-accounts` has the user accounts
 * of the stage `dev` rather than the accounts of a stage `dev-user`.
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
