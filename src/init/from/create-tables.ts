import * as z from 'zod/mini';
import { foundTable, TableShape } from './cloudformation';
import { type DeclaredTable, sampleItems } from './found-table';

const NamedTable = z.extend(TableShape, { TableName: z.string() });

/** The output of `aws dynamodb describe-table`. */
export const Described = z.looseObject({ Table: z.unknown() });

/** A `dynamodb_data_model.json` of the DynamoDB MCP server, which holds the input of CreateTable and BatchWriteItem. */
export const CreateTables = z.looseObject({
  tables: z.array(z.unknown()),
  items: z.optional(z.record(z.string(), z.array(z.unknown()))),
});

const PutRequest = z.looseObject({ PutRequest: z.looseObject({ Item: z.unknown() }) });

export function describedTables({ Table }: z.infer<typeof Described>): readonly DeclaredTable[] {
  return [
    {
      place: 'Table',
      read: () => {
        const table = NamedTable.parse(Table);
        return foundTable(table.TableName, { name: table.TableName, notes: [] }, table);
      },
    },
  ];
}

/** Returns the tables, each with the items to be written to it. */
export function createdTables({
  tables,
  items = {},
}: z.infer<typeof CreateTables>): readonly DeclaredTable[] {
  return tables.map((data, i) => ({
    place: `tables.${i}`,
    read: () => {
      const table = NamedTable.parse(data);
      const puts = (items[table.TableName] ?? []).map(
        (one) => PutRequest.safeParse(one).data?.PutRequest.Item,
      );
      const key = table.KeySchema.map(({ AttributeName }) => AttributeName);
      return {
        ...foundTable(table.TableName, { name: table.TableName, notes: [] }, table),
        ...sampleItems(puts, key),
      };
    },
  }));
}
