import { Pair, Scalar, type Tags, YAMLMap, type YAMLSeq } from 'yaml';
import * as z from 'zod/mini';
import type { IndexDescription, TableDescription } from '../../dynamo/model/table-description';
import { question } from '../draft';
import { type DeclaredTable, type FoundTable, projectionOf } from './found-table';
import { Intrinsics, Scope } from './intrinsics';
import { type Name, nameFrom } from './table-names';

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
export const CloudFormation = z.extend(Scope, { Resources: z.record(z.string(), z.unknown()) });

/** The types of the resources that are tables. */
const TABLE_TYPES = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable', 'AWS::Serverless::SimpleTable'];

/** Returns the tables of a template. `above` is the place of its resources in the file. */
export function cloudFormationTables(
  { Resources, ...scope }: z.infer<typeof CloudFormation>,
  above = 'Resources',
): readonly DeclaredTable[] {
  return Object.entries(Resources).flatMap(([id, resource]): readonly DeclaredTable[] => {
    const { data } = Resource.safeParse(resource);
    if (!data || !TABLE_TYPES.includes(data.Type)) return [];
    return [{ place: `${above}.${id}.Properties`, read: () => tableOf(id, data, scope) }];
  });
}

function tableOf(
  id: string,
  { Type, Properties = {} }: z.infer<typeof Resource>,
  scope: z.infer<typeof Scope>,
): FoundTable {
  const inName = new Intrinsics(scope);
  const { TableName } = z.looseObject({ TableName: z.optional(z.unknown()) }).parse(Properties);
  const text = inName.evaluate(TableName);
  const { name, notes } = nameFrom(typeof text === 'string' ? text : undefined, id);
  const intrinsics = new Intrinsics(scope);
  const { TableName: _, ...rest } = Properties as Record<string, unknown>;
  const properties = intrinsics.evaluate(keyPropertiesOf(rest));
  const defaults = [...inName.defaults].map(
    ([parameter, value]) => `${value} is the default of ${parameter}`,
  );
  const named = { name, notes: [...notes, ...[...defaults, ...inName.remarks].map(question)] };
  const table =
    Type === 'AWS::Serverless::SimpleTable'
      ? simpleTable(id, named, SimpleTable.parse(properties))
      : foundTable(id, named, TableShape.parse(properties));
  return { ...table, remarks: intrinsics.remarks.map(question) };
}

/** The properties that a definition is made from. Functions in the others don't matter. */
function keyPropertiesOf(properties: Readonly<Record<string, unknown>>): object {
  const names = [...Object.keys(TableShape.shape), ...Object.keys(SimpleTable.shape)];
  return Object.fromEntries(Object.entries(properties).filter(([name]) => names.includes(name)));
}

function simpleTable(id: string, name: Name, { PrimaryKey }: z.infer<typeof SimpleTable>): FoundTable {
  const { Name: AttributeName, Type } = PrimaryKey ?? { Name: 'id', Type: 'String' };
  const AttributeType = ({ Number: 'N', Binary: 'B' } as const)[Type] ?? 'S';
  return foundTable(id, name, {
    KeySchema: [{ AttributeName, KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName, AttributeType }],
  });
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
