import * as z from 'zod/mini';
import { DdbdbgError, usageError } from '../../errors';
import { type LeftOut, question } from '../draft';
import { CloudFormation, cloudFormationTables } from './cloudformation';
import { CreateTables, createdTables, Described, describedTables } from './create-tables';
import { DataModel, dataModelTables } from './data-model';
import type { DeclaredTable, FoundTable } from './found-table';
import { type Duplicate, parseFile } from './parse-file';
import { isServerless, Serverless, serverlessTables } from './serverless';
import { refuseSourceCode } from './source-code';
import { hclTables, isTerraform } from './terraform/configuration';
import {
  jsonTables,
  shownTables,
  stateTables,
  TerraformConfiguration,
  TerraformShow,
  TerraformState,
} from './terraform/json';
import { Workbench, workbenchTables } from './workbench';

/** A file format in YAML or JSON that tables can be read from. */
interface Format {
  readonly name: string;
  /** Whether a file has this format, judging by its top-level keys. */
  fits(top: Readonly<Record<string, unknown>>): boolean;
  /** Throws a ZodError for a file that is not valid. */
  read(top: unknown): readonly DeclaredTable[];
}

const TERRAFORM = 'Terraform configuration';

const FORMATS: readonly Format[] = [
  {
    name: 'CloudFormation or SAM template',
    fits: ({ Resources }) => Resources !== undefined,
    read: (top) => cloudFormationTables(CloudFormation.parse(top)),
  },
  {
    name: 'serverless.yml',
    fits: isServerless,
    read: (top) => serverlessTables(Serverless.parse(top)),
  },
  {
    name: TERRAFORM,
    fits: ({ resource }) => typeof resource === 'object',
    read: (top) => jsonTables(TerraformConfiguration.parse(top)),
  },
  {
    name: 'output of `terraform show -json`',
    fits: ({ values, planned_values }) => values !== undefined || planned_values !== undefined,
    read: (top) => shownTables(TerraformShow.parse(top)),
  },
  {
    name: 'Terraform state',
    fits: ({ resources, terraform_version }) => Array.isArray(resources) && terraform_version !== undefined,
    read: (top) => stateTables(TerraformState.parse(top)),
  },
  {
    name: 'NoSQL Workbench model',
    fits: ({ DataModel: model }) => model !== undefined,
    read: (top) => workbenchTables(Workbench.parse(top)),
  },
  {
    name: 'schema.json of the DynamoDB MCP server',
    fits: ({ tables }) => Array.isArray(tables) && !isCreated(tables),
    read: (top) => dataModelTables(DataModel.parse(top)),
  },
  {
    name: 'dynamodb_data_model.json of the DynamoDB MCP server',
    fits: ({ tables }) => Array.isArray(tables) && isCreated(tables),
    read: (top) => createdTables(CreateTables.parse(top)),
  },
  {
    name: 'output of `aws dynamodb describe-table`',
    fits: ({ Table }) => Table !== undefined,
    read: (top) => describedTables(Described.parse(top)),
  },
];

function isCreated([first]: readonly unknown[]): boolean {
  return typeof first === 'object' && first !== null && 'KeySchema' in first;
}

/** The tables of a file, and those that could not be read. */
export interface ReadTables {
  readonly tables: readonly FoundTable[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * Returns the tables that a text declares. A table that is not valid is left out. Throws a usage error that begins with the name `file` when
 * the text declares no table, or only such tables.
 */
export function readTables(text: string, file: string): ReadTables {
  refuseSourceCode(text, file);
  if (isTerraform(text, file)) return readAll(hclTables(text, file), TERRAFORM, file, []);
  const { top, duplicates } = parseFile(text, file);
  const format =
    typeof top === 'object' && top !== null && !Array.isArray(top)
      ? FORMATS.find(({ fits }) => fits(top as Record<string, unknown>))
      : undefined;
  if (!format) {
    throw usageError(
      `${file} is not in a known format that declares tables.`,
      `The known formats are: ${FORMATS.map(({ name }) => name).join('; ')}.`,
    );
  }
  return readAll(declaredIn(format, top, file), format.name, file, duplicates);
}

function readAll(
  declared: readonly DeclaredTable[],
  format: string,
  file: string,
  duplicates: readonly Duplicate[],
): ReadTables {
  if (declared.length === 0) throw usageError(`${file} is ${withArticle(format)} without any table.`);
  const tables: FoundTable[] = [];
  const leftOut: LeftOut[] = [];
  let first: DdbdbgError | undefined;
  for (const { place, read } of declared) {
    try {
      const table = read();
      const remarks = [...(table.remarks ?? []), ...remarksOn(place, duplicates)];
      tables.push({ ...table, place: resourceOf(place), remarks });
    } catch (error) {
      const reason = explained(error, place, format, file);
      first ??= reason;
      const why = [
        reason.message.replace(`${place}.`, '').replace(/^.*?, but /, ''),
        ...reason.remedies.map(String),
      ];
      leftOut.push({
        what: resourceOf(place),
        why: why
          .map((part) => part.replace(/\.$/, ''))
          .join('; ')
          .replace('; Expected', '; expected'),
      });
    }
  }
  if (tables.length === 0 && first) throw first;
  return { tables, leftOut };
}

/** The place of the resource whose properties are at a place. */
function resourceOf(place: string): string {
  return place.replace(/\.Properties$/, '');
}

function remarksOn(place: string, duplicates: readonly Duplicate[]): readonly string[] {
  return duplicates
    .filter((one) => `${one.place}.`.startsWith(`${place}.`) || `${place}.`.startsWith(`${one.place}.`))
    .map((one) => question(`${one.place} occurs twice: line ${one.line} applies`));
}

function declaredIn({ name, read }: Format, top: unknown, file: string): readonly DeclaredTable[] {
  try {
    return read(top);
  } catch (error) {
    throw explained(error, '', name, file);
  }
}

/** An error about a part of a file in the words of a usage error. `place` is the part that was read. */
function explained(error: unknown, place: string, format: string, file: string): DdbdbgError {
  if (error instanceof DdbdbgError) return error;
  if (!(error instanceof z.core.$ZodError)) throw error;
  const [issue] = error.issues;
  const path = [place, ...(issue?.path ?? []).map(String)].filter((step) => step !== '').join('.');
  const expected = expectation(issue);
  return usageError(
    `${file} looks like ${withArticle(format)}, but ${path || 'its top level'} is not valid.`,
    `Expected ${expected}.`,
  );
}

function withArticle(format: string): string {
  return `${format.startsWith('output') ? 'the' : 'a'} ${format}`;
}

function expectation(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === 'invalid_type')
    return `${issue.expected === 'array' ? 'a list' : issue.expected === 'object' || issue.expected === 'record' ? 'a mapping' : issue.expected}`;
  if (issue?.code === 'invalid_value') return `one of ${issue.values.join(', ')}`;
  return 'a name or a list of names';
}
