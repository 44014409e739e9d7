import * as z from 'zod/mini';
import type { IndexDescription, TableDescription } from '../../dynamo/model/table-description';
import { question } from '../draft';
import { type FoundTable, projectionOf } from './found-table';

const KeySchema = z.array(z.looseObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));

const Index = z.looseObject({
  IndexName: z.string(),
  KeySchema,
  Projection: z.optional(
    z.looseObject({
      ProjectionType: z.optional(z.string()),
      NonKeyAttributes: z.optional(z.array(z.string())),
    }),
  ),
});

/** What CreateTable takes, and so do CloudFormation, `describe-table`, and others. */
export const TableShape = z.looseObject({
  TableName: z.optional(z.unknown()),
  KeySchema,
  AttributeDefinitions: z.array(
    z.looseObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  GlobalSecondaryIndexes: z.optional(z.array(Index)),
  LocalSecondaryIndexes: z.optional(z.array(Index)),
  TimeToLiveSpecification: z.optional(z.looseObject({ AttributeName: z.optional(z.string()) })),
});

const SimpleTable = z.looseObject({
  TableName: z.optional(z.unknown()),
  PrimaryKey: z.optional(z.looseObject({ Name: z.string(), Type: z.string() })),
});

const Resource = z.looseObject({ Type: z.string(), Properties: z.optional(z.unknown()) });

/** A template of CloudFormation or SAM. */
export const CloudFormation = z.looseObject({
  Resources: z.record(z.string(), Resource),
  Parameters: z.optional(z.record(z.string(), z.looseObject({ Default: z.optional(z.unknown()) }))),
});

/** The tables of a template. Throws a ZodError for one whose properties are not those of a table. */
export function cloudFormationTables({
  Resources,
  Parameters = {},
}: z.infer<typeof CloudFormation>): readonly FoundTable[] {
  return Object.entries(Resources).flatMap(([id, { Type, Properties = {} }]): readonly FoundTable[] => {
    if (Type === 'AWS::Serverless::SimpleTable') {
      const { TableName, PrimaryKey = { Name: 'id', Type: 'String' } } = SimpleTable.parse(Properties);
      const AttributeType = ({ Number: 'N', Binary: 'B' } as const)[PrimaryKey.Type] ?? 'S';
      return [
        foundTable(id, nameOf(TableName, id, Parameters), {
          KeySchema: [{ AttributeName: PrimaryKey.Name, KeyType: 'HASH' }],
          AttributeDefinitions: [{ AttributeName: PrimaryKey.Name, AttributeType }],
        }),
      ];
    }
    if (Type !== 'AWS::DynamoDB::Table' && Type !== 'AWS::DynamoDB::GlobalTable') return [];
    const shape = TableShape.parse(Properties);
    return [foundTable(id, nameOf(shape.TableName, id, Parameters), shape)];
  });
}

interface Name {
  readonly name: string;
  readonly notes: readonly string[];
}

/** A table of the shape of CreateTable. */
export function foundTable(id: string, { name, notes }: Name, shape: z.infer<typeof TableShape>): FoundTable {
  const ttl = shape.TimeToLiveSpecification?.AttributeName;
  return {
    id,
    description: { ...shape, TableName: name, ...indexesOf(shape) } as TableDescription,
    ttl,
    notes,
    items: [],
    kinds: [],
  };
}

function indexesOf({ GlobalSecondaryIndexes = [], LocalSecondaryIndexes = [] }: z.infer<typeof TableShape>) {
  const whole = (index: z.infer<typeof Index>) => ({
    IndexName: index.IndexName,
    KeySchema: index.KeySchema,
    Projection: projectionOf(index.Projection),
  });
  return {
    GlobalSecondaryIndexes: GlobalSecondaryIndexes.map(whole) as IndexDescription[],
    LocalSecondaryIndexes: LocalSecondaryIndexes.map(whole) as IndexDescription[],
  };
}

type Parameters = NonNullable<z.infer<typeof CloudFormation>['Parameters']>;

/** The name of a table as far as a template tells it: the stage stays open, other parameters have their default or are asked about. */
function nameOf(value: unknown, id: string, parameters: Parameters): Name {
  const text = value === undefined ? undefined : templateText(value);
  if (text === undefined)
    return {
      name: id,
      notes: [question('the template leaves the name to CloudFormation, or computes it: which is it')],
    };
  const notes: string[] = [];
  const name = text.replace(/\$\{([^}]+)\}/g, (_, variable: string) => {
    if (/^(?:stage|stagename|env|environment|environmentname)$/i.test(variable)) return '{stage}';
    const known = parameters[variable]?.Default;
    if (typeof known === 'string' && known !== '') return known;
    notes.push(question(`what is ${variable} in the name`));
    return variable.replace(/[^\w.-]+/g, '-');
  });
  return { name, notes };
}

/** A text in which references stand as \${Name}, or undefined for what is not put together of texts and references. */
function templateText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const [[name, argument] = ['', undefined]] = Object.entries(value) as [string, unknown][];
  if (name === 'Ref' && typeof argument === 'string') return `\${${argument}}`;
  if (name === 'Fn::Sub') return Array.isArray(argument) ? templateText(argument[0]) : templateText(argument);
  if (name !== 'Fn::Join' || !Array.isArray(argument) || !Array.isArray(argument[1])) return undefined;
  const parts = argument[1].map(templateText);
  return parts.includes(undefined) ? undefined : parts.join(String(argument[0]));
}
