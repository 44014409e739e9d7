import { LineCounter, parseDocument } from 'yaml';
import * as z from 'zod/mini';
import { usageError } from '../../errors';
import { CLOUDFORMATION_TAGS, CloudFormation, cloudFormationTables } from './cloudformation';
import { CreateTables, createdTables, Described, describedTables } from './create-tables';
import { DataModel, dataModelTables } from './data-model';
import type { FoundTable } from './found-table';
import { Workbench, workbenchTables } from './workbench';

/** A file format that tables can be read from. */
interface Format {
  readonly name: string;
  /** Whether a file has this format, judging by its top-level keys. */
  fits(top: Readonly<Record<string, unknown>>): boolean;
  /** Throws a ZodError for a file that is not valid. */
  read(top: unknown): readonly FoundTable[];
}

const FORMATS: readonly Format[] = [
  {
    name: 'CloudFormation or SAM template',
    fits: ({ Resources }) => Resources !== undefined,
    read: (top) => cloudFormationTables(CloudFormation.parse(top)),
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

/** Returns the tables that a text declares. Throws a usage error that begins with the name `file` when it declares none. */
export function readTables(text: string, file: string): readonly FoundTable[] {
  const top = parse(text, file);
  const format =
    typeof top === 'object' && top !== null
      ? FORMATS.find(({ fits }) => fits(top as Record<string, unknown>))
      : undefined;
  if (!format) {
    throw usageError(
      `${file} is not in a known format that declares tables.`,
      `The known formats are: ${FORMATS.map(({ name }) => name).join('; ')}.`,
    );
  }
  const tables = readFormat(format, top, file);
  if (tables.length === 0) throw usageError(`${file} is a ${format.name} without any table.`);
  return tables;
}

function parse(text: string, file: string): unknown {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'error',
    customTags: CLOUDFORMATION_TAGS,
  });
  const [error] = document.errors;
  if (error)
    throw usageError(`${file}:${lines.linePos(error.pos[0]).line}: ${error.message.split('\n')[0]}.`);
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    throw usageError(`${file}: ${(cause as Error).message.split('\n')[0]}.`);
  }
}

function readFormat({ name, read }: Format, top: unknown, file: string): readonly FoundTable[] {
  try {
    return read(top);
  } catch (error) {
    if (!(error instanceof z.core.$ZodError)) throw error;
    const [issue] = error.issues;
    throw usageError(
      `${file} looks like a ${name}, but ${issue?.path.map(String).join('.') || 'its top level'} is not valid.`,
      `Expected ${expectation(issue)}.`,
    );
  }
}

function expectation(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === 'invalid_type')
    return `${issue.expected === 'array' ? 'a list' : issue.expected === 'object' || issue.expected === 'record' ? 'a mapping' : issue.expected}`;
  if (issue?.code === 'invalid_value') return `one of ${issue.values.join(', ')}`;
  return 'a name or a list of names';
}
