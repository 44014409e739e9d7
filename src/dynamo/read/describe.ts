import { DdbdbgError } from '../../errors';
import type { TableDescription } from '../model/table-description';
import type { Send } from '../transport';

/** Describes a table. Throws what `send` throws, and a DdbdbgError for a response without a table. */
export async function describeTable(
  name: string,
  send: Send,
  signal?: AbortSignal,
): Promise<TableDescription> {
  const { Table } = await send('DescribeTable', { TableName: name }, signal);
  if (Table) return Table as TableDescription;
  throw new DdbdbgError(
    'service',
    `The server is not DynamoDB: its response to DescribeTable for ${name} has no table.`,
    {
      remedy: { kind: 'check', what: ['endpoint'] },
    },
  );
}

/** Describes a table, or returns undefined without permission to do so. */
export async function describeIfPermitted(
  name: string,
  send: Send,
  signal?: AbortSignal,
): Promise<TableDescription | undefined> {
  try {
    return await describeTable(name, send, signal);
  } catch (error) {
    // The table may be readable without permission to describe it. If there are no credentials at all, the next request reports that.
    if (error instanceof DdbdbgError && error.code === 'credentials') return undefined;
    throw error;
  }
}
