import * as z from 'zod/mini';
import { type AttributeType, type Item, isAttributeValue } from '../../dynamo/model/values';
import { type FoundTable, projectionOf } from './found-table';
import type { Kind } from './kinds';

const Attribute = z.looseObject({ AttributeName: z.string(), AttributeType: z.string() });

const KeyAttributes = z.looseObject({ PartitionKey: Attribute, SortKey: z.optional(Attribute) });

const Facet = z.looseObject({
  FacetName: z.string(),
  KeyAttributeAlias: z.optional(
    z.looseObject({ PartitionKeyAlias: z.optional(z.string()), SortKeyAlias: z.optional(z.string()) }),
  ),
  NonKeyAttributes: z.optional(z.array(z.string())),
  TableData: z.optional(z.array(z.unknown())),
});

const Table = z.looseObject({
  TableName: z.string(),
  KeyAttributes,
  NonKeyAttributes: z.optional(z.array(Attribute)),
  GlobalSecondaryIndexes: z.optional(
    z.array(
      z.looseObject({
        IndexName: z.string(),
        KeyAttributes,
        Projection: z.optional(
          z.looseObject({ ProjectionType: z.string(), NonKeyAttributes: z.optional(z.array(z.string())) }),
        ),
      }),
    ),
  ),
  TableFacets: z.optional(z.array(Facet)),
  TableData: z.optional(z.array(z.unknown())),
});

/** A NoSQL Workbench model. */
export const Workbench = z.looseObject({ DataModel: z.array(Table) });

/** Returns the tables of a model, with its sample data. */
export function workbenchTables({ DataModel }: z.infer<typeof Workbench>): readonly FoundTable[] {
  return DataModel.map((table) => {
    const {
      TableName,
      KeyAttributes: key,
      NonKeyAttributes = [],
      GlobalSecondaryIndexes = [],
      TableFacets = [],
    } = table;
    const keys = [key, ...GlobalSecondaryIndexes.map((index) => index.KeyAttributes)].flatMap(attributesOf);
    const items = [table.TableData ?? [], ...TableFacets.map((facet) => facet.TableData ?? [])]
      .flat()
      .filter(isItem);
    const types = new Map(NonKeyAttributes.map((one) => [one.AttributeName, typeNamed(one.AttributeType)]));
    return {
      id: TableName,
      description: {
        TableName,
        KeySchema: schemaOf(key),
        AttributeDefinitions: [...new Map(keys.map((one) => [one.AttributeName, one])).values()].map(
          (one) => ({
            AttributeName: one.AttributeName,
            AttributeType: one.AttributeType as 'S' | 'N' | 'B',
          }),
        ),
        GlobalSecondaryIndexes: GlobalSecondaryIndexes.map((index) => ({
          IndexName: index.IndexName,
          KeySchema: schemaOf(index.KeyAttributes),
          Projection: projectionOf(index.Projection),
        })),
      },
      ttl: undefined,
      notes: [],
      items,
      // Sample data is a better source than the names of facets.
      kinds: items.length > 0 ? [] : TableFacets.flatMap((facet) => kindOf(facet, key, types)),
      attributes: types,
    };
  });
}

function attributesOf({ PartitionKey, SortKey }: z.infer<typeof KeyAttributes>) {
  return [PartitionKey, ...(SortKey ? [SortKey] : [])];
}

function schemaOf({ PartitionKey, SortKey }: z.infer<typeof KeyAttributes>) {
  return [
    { AttributeName: PartitionKey.AttributeName, KeyType: 'HASH' as const },
    ...(SortKey ? [{ AttributeName: SortKey.AttributeName, KeyType: 'RANGE' as const }] : []),
  ];
}

const TYPES: ReadonlySet<string> = new Set(['S', 'N', 'B', 'BOOL', 'NULL', 'M', 'L', 'SS', 'NS', 'BS']);

function typeNamed(name: string): AttributeType {
  return TYPES.has(name) ? (name as AttributeType) : 'S';
}

function isItem(data: unknown): data is Item {
  return isAttributeValue({ M: data });
}

/** Converts a facet to an entity if its aliases are templates: `USER#<user_id>` or `USER#{user_id}`. */
function kindOf(
  facet: z.infer<typeof Facet>,
  key: z.infer<typeof KeyAttributes>,
  types: ReadonlyMap<string, AttributeType>,
): readonly Kind[] {
  const { PartitionKeyAlias, SortKeyAlias } = facet.KeyAttributeAlias ?? {};
  const aliases = [
    [key.PartitionKey.AttributeName, PartitionKeyAlias],
    [key.SortKey?.AttributeName, SortKeyAlias],
  ] as const;
  const templates = aliases.flatMap(([name, alias]): [string, string][] =>
    name !== undefined && alias !== undefined && alias !== name
      ? [[name, alias.replace(/\$?[<{](\w+)[>}]/g, '{$1}')]]
      : [],
  );
  if (!templates.some(([, template]) => template.includes('{'))) return [];
  const fields = (facet.NonKeyAttributes ?? []).map(
    (name) => [name, { type: types.get(name) ?? 'S' }] as const,
  );
  return [{ label: facet.FacetName, templates: new Map(templates), fields: new Map(fields), patterns: [] }];
}
