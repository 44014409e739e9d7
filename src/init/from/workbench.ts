import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';
import { Type } from '../../config/attribute-schema';
import { decodeKey, parseTemplate } from '../../dynamo/model/key-template';
import type { AttributeType, Item } from '../../dynamo/model/values';
import { question } from '../draft';
import { textOf } from '../sample';
import { type DeclaredTable, type FoundTable, keySchema, projectionOf, sampleItems } from './found-table';
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
export const Workbench = z.looseObject({ DataModel: z.array(z.unknown()) });

/** Returns the tables of a model, with its sample data. */
export function workbenchTables({ DataModel }: z.infer<typeof Workbench>): readonly DeclaredTable[] {
  return DataModel.map((data, i) => ({
    place: `DataModel.${i}`,
    read: () => tableOf(Table.parse(data)),
  }));
}

function tableOf(table: z.infer<typeof Table>): FoundTable {
  const {
    TableName,
    KeyAttributes: key,
    NonKeyAttributes = [],
    GlobalSecondaryIndexes = [],
    TableFacets = [],
  } = table;
  const keys = [key, ...GlobalSecondaryIndexes.map((index) => index.KeyAttributes)].flatMap(attributesOf);
  const types = new Map(
    NonKeyAttributes.map((one) => [one.AttributeName, Type.safeParse(one.AttributeType).data ?? 'S']),
  );
  const kinds = TableFacets.flatMap((facet) => kindOf(facet, key, types));
  const { items, facets, remarks } = sampleOf(table, kinds);
  return {
    id: TableName,
    description: {
      TableName,
      KeySchema: schemaOf(key),
      AttributeDefinitions: [...new Map(keys.map((one) => [one.AttributeName, one])).values()].map((one) => ({
        AttributeName: one.AttributeName,
        AttributeType: one.AttributeType as 'S' | 'N' | 'B',
      })),
      GlobalSecondaryIndexes: GlobalSecondaryIndexes.map((index) => ({
        IndexName: index.IndexName,
        KeySchema: schemaOf(index.KeyAttributes),
        Projection: projectionOf(index.Projection),
      })),
    },
    ttl: undefined,
    notes: [],
    remarks,
    items,
    facets,
    // Sample data says more about keys than the aliases of facets.
    kinds: items.length > 0 ? [] : kinds,
    attributes: types,
  };
}

/**
 * Returns the sample items of a table, each once, and the facet that each belongs to: the one that contains it, or else the only one whose
 * aliases fit its key. An item of several facets belongs to none.
 */
function sampleOf(
  { KeyAttributes: key, TableData = [], TableFacets = [] }: z.infer<typeof Table>,
  kinds: readonly Kind[],
): Required<Pick<FoundTable, 'items' | 'facets' | 'remarks'>> {
  const names = attributesOf(key).map(({ AttributeName }) => AttributeName);
  const data = [TableData, ...TableFacets.map((facet) => facet.TableData ?? [])].flat();
  const identity = (one: unknown) =>
    JSON.stringify(names.map((name) => (one as Record<string, unknown> | null)?.[name]) ?? one);
  const { items: all, remarks } = sampleItems(data, names);
  const byKey = new Map(all.map((item) => [identity(item), item]));
  const items = [...byKey.values()];
  const replaced = all.filter((item) => !isDeepStrictEqual(byKey.get(identity(item)), item)).length;
  const owners = new Map<string, Set<string>>();
  for (const { FacetName, TableData: own = [] } of TableFacets)
    for (const one of own) owners.set(identity(one), (owners.get(identity(one)) ?? new Set()).add(FacetName));
  const facets = new Map<Item, string>();
  for (const item of items) {
    const fitting = kinds.filter(({ templates }) => fits(item, templates)).map(({ label }) => label);
    const [only, ...others] = owners.get(identity(item)) ?? fitting;
    if (only !== undefined && others.length === 0) facets.set(item, only);
  }
  const doubles =
    replaced === 0
      ? []
      : [question(`${replaced} of the sample items have the key of another, which replaces them`)];
  return { items, facets, remarks: [...remarks, ...doubles] };
}

function fits(item: Item, templates: ReadonlyMap<string, string>): boolean {
  return [...templates].every(([name, template]) => {
    const text = textOf(item, name);
    return text !== undefined && decodeKey(parseTemplate(template), text) !== undefined;
  });
}

function attributesOf({ PartitionKey, SortKey }: z.infer<typeof KeyAttributes>) {
  return [PartitionKey, ...(SortKey ? [SortKey] : [])];
}

function schemaOf({ PartitionKey, SortKey }: z.infer<typeof KeyAttributes>) {
  return keySchema([PartitionKey.AttributeName], SortKey ? [SortKey.AttributeName] : []);
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
