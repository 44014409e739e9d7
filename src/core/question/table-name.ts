import { fillName, type TableDefinition } from '../../dynamo/model/definition';
import { decodeKey, parseTemplate } from '../../dynamo/model/key-template';
import { usageError } from '../../errors';

/** A table as the user names it. */
export interface TableReference {
  /** Its name or its ARN, as DynamoDB takes either. */
  readonly given: string;
  readonly name: string;
  /** The region that an ARN tells. */
  readonly region?: string | undefined;
}

const NAME = '[\\w.-]{3,255}';
const ARN = new RegExp(`^arn:aws[\\w-]*:dynamodb:([a-z0-9-]+):\\d*:table/(${NAME})$`);

/** Reads a table's name or ARN. Throws a usage error for what can't be one. */
export function tableReference(text: string): TableReference {
  const arn = ARN.exec(text);
  if (arn) return { given: text, name: arn[2] ?? '', region: arn[1] };
  if (new RegExp(`^${NAME}$`).test(text)) return { given: text, name: text };
  throw usageError(
    `'${text}' is no table name and no table ARN.`,
    'A name has 3 to 255 letters, digits, dots, dashes and underscores; `ddbdbg tables` lists them.',
  );
}

/** What a table is called in the stage of the settings. Throws a usage error where part of its name is not known. */
export function realName(
  { name, command }: TableDefinition,
  { stage = 'dev' }: { readonly stage?: string | undefined },
): string {
  const filled = fillName(name, { stage });
  const open = /\{\w+\}/.exec(filled)?.[0];
  if (open === undefined) return filled;
  throw usageError(
    `The table of \`ddbdbg ${command.join(' ')}\` is called ${filled}, and nothing says what ${open} is.`,
    'Choose a --context that does, or give it a value under variables in the configuration file.',
  );
}

/** A table of the catalog that a real table may be, and what fills in its name. */
export interface CatalogTable {
  readonly table: TableDefinition;
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * The tables of the catalog that go by this real name in some stage, the likeliest first: `mfh-dev-user-accounts` are the
 * user accounts of the stage `dev` rather than the accounts of a stage `dev-user`.
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
