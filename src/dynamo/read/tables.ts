import { DdbdbgError } from '../../errors';
import type { TimeToLive } from '../model/table-description';
import type { Operation, Output, Send } from '../transport';
import { PageLoopGuard } from './page-loop';

/** Yields the names of all tables of the account and region, a page of at most 100 at a time. Throws what `send` throws. */
export async function* tableNames(send: Send, signal?: AbortSignal): AsyncGenerator<readonly string[]> {
  let last: unknown;
  const guard = new PageLoopGuard(last);
  do {
    const output = await send(
      'ListTables',
      last === undefined ? {} : { ExclusiveStartTableName: last },
      signal,
    );
    yield (output.TableNames ?? []) as readonly string[];
    last = output.LastEvaluatedTableName ?? undefined;
    guard.check(last);
  } while (last !== undefined);
}

/** Returns a table's time to live; undefined without permission to read it, or when the engine does not support it. */
export async function timeToLive(
  name: string,
  send: Send,
  signal?: AbortSignal,
): Promise<TimeToLive | undefined> {
  const output = await sendIfSupported('DescribeTimeToLive', name, send, signal);
  return output?.TimeToLiveDescription as TimeToLive | undefined;
}

/** Returns `ENABLED` or `DISABLED`; undefined without permission to read it, or when the engine does not support backups. */
export async function pointInTimeRecovery(
  name: string,
  send: Send,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const output = await sendIfSupported('DescribeContinuousBackups', name, send, signal);
  const backups = output?.ContinuousBackupsDescription as
    | { readonly PointInTimeRecoveryDescription?: { readonly PointInTimeRecoveryStatus?: string } }
    | undefined;
  return backups?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus;
}

/** Names of the errors for an operation that an engine does not support, or that a table in its present state does not allow. */
const UNSUPPORTED: ReadonlySet<string> = new Set([
  'UnknownOperationException',
  'ContinuousBackupsUnavailableException',
  'TableNotFoundException',
  'ValidationException',
]);

async function sendIfSupported(
  operation: Operation,
  name: string,
  send: Send,
  signal: AbortSignal | undefined,
): Promise<Output | undefined> {
  try {
    return await send(operation, { TableName: name }, signal);
  } catch (error) {
    if (!(error instanceof DdbdbgError)) throw error;
    const { code, cause } = error;
    if (code === 'credentials' || (cause instanceof Error && UNSUPPORTED.has(cause.name))) return undefined;
    throw error;
  }
}
