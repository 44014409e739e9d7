import { DdbdbgError } from '../../errors';
import type { TableDescription, TableSize } from '../model/table-description';
import type { Send } from '../transport';

/** What DescribeTable says of a table. Throws what `send` throws. */
export async function describeTable(
  name: string,
  send: Send,
  signal?: AbortSignal,
): Promise<TableDescription> {
  const { Table } = await send('DescribeTable', { TableName: name }, signal);
  if (Table) return Table as TableDescription;
  throw new DdbdbgError('service', `What describes ${name} is not DynamoDB: its answer has no table.`, {
    remedy: { kind: 'check', what: ['endpoint'] },
  });
}

/** The size of a table, or undefined where it may not be read. */
export async function tableSize(
  name: string,
  send: Send,
  signal?: AbortSignal,
): Promise<TableSize | undefined> {
  try {
    const { TableSizeBytes, ItemCount } = await describeTable(name, send, signal);
    if (TableSizeBytes === undefined) return undefined;
    return { bytes: TableSizeBytes, items: ItemCount ?? 0 };
  } catch (error) {
    // Without the permission to describe, the table may still be read. No credentials at all will show up with the next request.
    if (error instanceof DdbdbgError && error.code === 'credentials') return undefined;
    throw error;
  }
}
