import { Pair, Scalar, type Tags, YAMLMap, type YAMLSeq } from 'yaml';
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

/** The input of CreateTable, whose form CloudFormation, `describe-table` and others share. */
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

/** A CloudFormation or SAM template. */
export const CloudFormation = z.looseObject({
  Resources: z.record(z.string(), Resource),
  Parameters: z.optional(z.record(z.string(), z.looseObject({ Default: z.optional(z.unknown()) }))),
});

/** Returns the tables of a template. Throws a ZodError for a table whose properties are not valid. */
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

/** Returns a table from the input of CreateTable. */
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

/**
 * The name of a table as far as the template contains it. The stage becomes a variable; other parameters are replaced by their
 * default, or noted as a question.
 */
function nameOf(value: unknown, id: string, parameters: Parameters): Name {
  const text = value === undefined ? undefined : templateText(value);
  if (text === undefined)
    return {
      name: id,
      notes: [question('enter the name, which the template computes or leaves to CloudFormation')],
    };
  const notes: string[] = [];
  const name = text.replace(/\$\{([^}]+)\}/g, (_, variable: string) => {
    if (/^(?:stage|stagename|env|environment|environmentname)$/i.test(variable)) return '{stage}';
    const known = parameters[variable]?.Default;
    if (typeof known === 'string' && known !== '') return known;
    notes.push(question(`what is the value of ${variable} in the name`));
    return variable.replace(/[^\w.-]+/g, '-');
  });
  return { name, notes };
}

/** The text with references as \${Name}, or undefined for a value that is not composed of texts and references. */
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

/** The short forms of CloudFormation's functions. */
const FUNCTIONS =
  'And Base64 Cidr Condition Equals FindInMap GetAtt GetAZs If ImportValue Join Not Or Ref Select Split Sub Transform'.split(
    ' ',
  );

/** YAML tags that read short forms such as `!Sub x` as the long form `{ Fn::Sub: x }`. */
export const CLOUDFORMATION_TAGS: Tags = FUNCTIONS.flatMap((name) => {
  const long = name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
  const wrapped = (argument: YAMLMap.Parsed | YAMLSeq.Parsed) => {
    const map = new YAMLMap();
    map.items.push(new Pair(new Scalar(long), argument));
    return map;
  };
  return [
    { tag: `!${name}`, resolve: (text: string) => ({ [long]: text }) },
    { tag: `!${name}`, collection: 'seq' as const, resolve: wrapped },
    { tag: `!${name}`, collection: 'map' as const, resolve: wrapped },
  ];
});
