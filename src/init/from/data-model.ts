import * as z from 'zod/mini';
import type { AttributeDefinition } from '../../dynamo/model/attribute-definition';
import type { AttributeType } from '../../dynamo/model/values';
import { question } from '../draft';
import { DocumentedPattern } from './documented-patterns';
import { type DeclaredTable, type FoundTable, keySchema, projectionOf } from './found-table';
import type { Kind } from './kinds';

const KeyNames = z.union([z.string(), z.array(z.string())]);

const Entity = z.looseObject({
  entity_type: z.optional(z.nullable(z.string())),
  pk_template: KeyNames,
  sk_template: z.optional(z.nullable(KeyNames)),
  gsi_mappings: z.optional(
    z.array(
      z.looseObject({
        name: z.string(),
        pk_template: KeyNames,
        sk_template: z.optional(z.nullable(KeyNames)),
      }),
    ),
  ),
  fields: z.array(z.looseObject({ name: z.string(), type: z.string() })),
  access_patterns: z.optional(z.array(DocumentedPattern)),
});

const Table = z.looseObject({
  table_config: z.looseObject({
    table_name: z.string(),
    partition_key: z.string(),
    sort_key: z.optional(z.nullable(z.string())),
  }),
  gsi_list: z.optional(
    z.array(
      z.looseObject({
        name: z.string(),
        partition_key: KeyNames,
        sort_key: z.optional(z.nullable(KeyNames)),
        projection: z.optional(z.string()),
        included_attributes: z.optional(z.array(z.string())),
      }),
    ),
  ),
  entities: z.record(z.string(), Entity),
});

type Table = z.infer<typeof Table>;

/** A `schema.json` of the data modeling tool in AWS's DynamoDB MCP server. */
export const DataModel = z.looseObject({ tables: z.array(z.unknown()) });

/** Returns the tables of a data model, with their entities, key templates and access patterns. */
export function dataModelTables({ tables }: z.infer<typeof DataModel>): readonly DeclaredTable[] {
  return tables.map((data, i) => ({ place: `tables.${i}`, read: () => tableOf(Table.parse(data)) }));
}

function tableOf(table: Table): FoundTable {
  const { table_name, partition_key, sort_key } = table.table_config;
  const indexes = table.gsi_list ?? [];
  const kinds = Object.entries(table.entities).map(([label, entity]) => kindOf(label, entity, table));
  const keys = new Set(
    [
      partition_key,
      sort_key ?? [],
      ...indexes.flatMap((index) => [index.partition_key, index.sort_key ?? []]),
    ].flat(2),
  );
  return {
    id: table_name,
    description: {
      TableName: table_name,
      KeySchema: keySchema([partition_key], sort_key ? [sort_key] : []),
      AttributeDefinitions: [...keys].map((AttributeName) => ({
        AttributeName,
        AttributeType: keyType(AttributeName, kinds),
      })),
      GlobalSecondaryIndexes: indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: keySchema([index.partition_key].flat(), [index.sort_key ?? []].flat()),
        Projection: projectionOf({
          ProjectionType: index.projection,
          NonKeyAttributes: index.included_attributes,
        }),
      })),
    },
    ttl: undefined,
    notes: [],
    items: [],
    kinds,
  };
}

/** The type of a key: that of the field with its name, or text when it is composed. */
function keyType(name: string, kinds: readonly Kind[]): 'S' | 'N' {
  return kinds.some(
    ({ fields, templates }) =>
      fields.get(name)?.type === 'N' && (templates.get(name) ?? `{${name}}`) === `{${name}}`,
  )
    ? 'N'
    : 'S';
}

const TYPES: Readonly<Record<string, AttributeType>> = {
  integer: 'N',
  decimal: 'N',
  boolean: 'BOOL',
  array: 'L',
  object: 'M',
};

function kindOf(label: string, entity: z.infer<typeof Entity>, { table_config, gsi_list = [] }: Table): Kind {
  const templates = new Map<string, string>();
  const notes: Record<string, readonly string[]> = {};
  const add = (
    names: string | readonly string[] | null | undefined,
    texts: string | readonly string[] | null | undefined,
    index?: string,
  ) => {
    const all = [texts ?? []].flat();
    for (const [i, name] of [names ?? []].flat().entries()) {
      const text = all[i];
      const known = templates.get(name);
      if (text === undefined || known === text) continue;
      // An item has one value in an attribute, whichever index uses it: that of the table's own key.
      if (known === undefined) templates.set(name, text);
      else notes[name] = [...(notes[name] ?? []), question(`the index ${index} has the template ${text}`)];
    }
  };
  add(table_config.partition_key, entity.pk_template);
  add(table_config.sort_key, entity.sk_template);
  for (const mapping of entity.gsi_mappings ?? []) {
    const index = gsi_list.find(({ name }) => name === mapping.name);
    add(index?.partition_key, mapping.pk_template, mapping.name);
    add(index?.sort_key, mapping.sk_template, mapping.name);
  }
  const fields = new Map(
    entity.fields.map(({ name, type }): [string, AttributeDefinition] => [
      name,
      { type: TYPES[type] ?? 'S' },
    ]),
  );
  return {
    label,
    type: entity.entity_type ?? undefined,
    templates,
    notes,
    fields,
    patterns: entity.access_patterns,
  };
}
