import * as z from 'zod/mini';
import { question } from '../../draft';
import { foundTable } from '../cloudformation';
import { type DeclaredTable, type FoundTable, keySchema } from '../found-table';
import { nameFrom } from '../table-names';

const text = z.optional(z.nullable(z.string()));
const texts = z.optional(z.nullable(z.array(z.string())));
const AttributeType = z.enum(['S', 'N', 'B']);

const Key = {
  hash_key: text,
  range_key: text,
  key_schema: z.optional(
    z.array(z.looseObject({ attribute_name: z.string(), key_type: z.enum(['HASH', 'RANGE']) })),
  ),
};

const Index = z.looseObject({
  name: z.string(),
  ...Key,
  projection_type: text,
  non_key_attributes: texts,
});

/** An `aws_dynamodb_table`. Blocks that may be repeated are lists. */
const Table = z.looseObject({
  name: text,
  ...Key,
  attribute: z.optional(z.array(z.looseObject({ name: z.string(), type: AttributeType }))),
  global_secondary_index: z.optional(z.nullable(z.array(Index))),
  local_secondary_index: z.optional(z.nullable(z.array(Index))),
  ttl: z.optional(
    z.nullable(z.array(z.looseObject({ attribute_name: text, enabled: z.optional(z.unknown()) }))),
  ),
});

type Schema = z.infer<typeof Index> | z.infer<typeof Table>;

/** The resource type of a table. */
export const TABLE_TYPE = 'aws_dynamodb_table';

/** The nested blocks of a table that a definition is made from. */
export const TABLE_BLOCKS: ReadonlySet<string> = new Set([
  'attribute',
  'global_secondary_index',
  'local_secondary_index',
  'ttl',
]);

/** Returns a declared table from the arguments of an `aws_dynamodb_table`. `remarks` are what could not be read of it. */
export function terraformTable(
  place: string,
  id: string,
  data: unknown,
  remarks: readonly string[] = [],
): DeclaredTable {
  return { place, read: () => ({ ...tableOf(id, Table.parse(data)), remarks: remarks.map(question) }) };
}

function tableOf(id: string, table: z.infer<typeof Table>): FoundTable {
  const partition = table.hash_key ?? '';
  const indexes = (list: readonly z.infer<typeof Index>[] | null | undefined, isLocal: boolean) =>
    (list ?? []).map((index) => ({
      IndexName: index.name,
      KeySchema: schemaOf(isLocal ? { ...index, hash_key: index.hash_key ?? partition } : index),
      Projection: {
        ProjectionType: index.projection_type ?? 'ALL',
        ...(index.non_key_attributes && { NonKeyAttributes: index.non_key_attributes }),
      },
    }));
  const [ttl] = (table.ttl ?? []).filter(({ enabled }) => enabled !== false);
  return foundTable(id, nameFrom(table.name ?? undefined, id), {
    KeySchema: schemaOf(table),
    AttributeDefinitions: (table.attribute ?? []).map(({ name, type }) => ({
      AttributeName: name,
      AttributeType: type,
    })),
    GlobalSecondaryIndexes: indexes(table.global_secondary_index, false),
    LocalSecondaryIndexes: indexes(table.local_secondary_index, true),
    ...(ttl?.attribute_name && { TimeToLiveSpecification: { AttributeName: ttl.attribute_name } }),
  });
}

function schemaOf({ hash_key, range_key, key_schema = [] }: Schema) {
  const listed = key_schema.map(({ attribute_name, key_type }) => ({
    AttributeName: attribute_name,
    KeyType: key_type,
  }));
  return [...keySchema(hash_key ? [hash_key] : [], range_key ? [range_key] : []), ...listed];
}
