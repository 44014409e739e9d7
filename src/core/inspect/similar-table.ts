import { nearest } from '../../did-you-mean';
import { tableNames } from '../../dynamo/read/tables';
import type { Send } from '../../dynamo/transport';
import { DdbdbgError } from '../../errors';

/**
 * Returns the error of a request for the table `name`. If there is no such table, its message gets the most similar name among those in
 * the first response to ListTables, and `others`. Any other error is returned as it is, also if ListTables is not permitted. Never throws.
 */
export async function withSimilarTable(
  error: unknown,
  name: string,
  send: Send,
  others: readonly string[] = [],
  signal?: AbortSignal,
): Promise<unknown> {
  if (!(error instanceof DdbdbgError) || error.code !== 'not-found') return error;
  const names = [...(await firstNames(send, signal)), ...others];
  const similar = nearest(name, names) ?? names.find((one) => one.toLowerCase().includes(name.toLowerCase()));
  if (similar === undefined) return error;
  const { code, message, about, remedies, cause } = error;
  return new DdbdbgError(code, `${message} Did you mean ${similar}?`, { about, remedy: remedies, cause });
}

/** Returns the names in the first page of the list of tables, or none if it can't be read. */
async function firstNames(send: Send, signal: AbortSignal | undefined): Promise<readonly string[]> {
  try {
    for await (const names of tableNames(send, signal)) return names;
  } catch {
    // The suggestion is a courtesy; the error without it says what is wrong.
  }
  return [];
}
