import * as z from 'zod/mini';
import { type Item, isAttributeValue } from '../../dynamo/model/values';
import { foundTable, TableShape } from './cloudformation';
import type { FoundTable } from './found-table';

const NamedTable = z.extend(TableShape, { TableName: z.string() });

/** The output of `aws dynamodb describe-table`. */
export const Described = z.looseObject({ Table: NamedTable });

/** A `dynamodb_data_model.json` of the DynamoDB MCP server, which holds the input of CreateTable and BatchWriteItem. */
export const CreateTables = z.looseObject({
  tables: z.array(NamedTable),
  items: z.optional(
    z.record(
      z.string(),
      z.array(z.looseObject({ PutRequest: z.optional(z.looseObject({ Item: z.unknown() })) })),
    ),
  ),
});

export function describedTables({ Table }: z.infer<typeof Described>): readonly FoundTable[] {
  return [foundTable(Table.TableName, { name: Table.TableName, notes: [] }, Table)];
}

/** Returns the tables, each with the items to be written to it. */
export function createdTables({ tables, items = {} }: z.infer<typeof CreateTables>): readonly FoundTable[] {
  return tables.map((table) => ({
    ...foundTable(table.TableName, { name: table.TableName, notes: [] }, table),
    items: (items[table.TableName] ?? []).flatMap(({ PutRequest }) =>
      isAttributeValue({ M: PutRequest?.Item }) ? [PutRequest?.Item as Item] : [],
    ),
  }));
}
