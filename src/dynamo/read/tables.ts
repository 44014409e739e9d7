import { DdbdbgError } from '../../errors';
import type { TimeToLive } from '../model/table-description';
import type { Operation, Output, Send } from '../transport';
import { PageEnds } from './page-loop';

/** Names of all tables of the account and region, a page (at most 100) at a time. Throws what `send` throws. */
export async function* tableNames(send: Send, signal?: AbortSignal): AsyncGenerator<readonly string[]> {
  let last: unknown;
  const ends = new PageEnds(last);
  do {
    const output = await send(
      'ListTables',
      last === undefined ? {} : { ExclusiveStartTableName: last },
      signal,
    );
    yield (output.TableNames ?? []) as readonly string[];
    last = output.LastEvaluatedTableName ?? undefined;
    ends.note(last);
  } while (last !== undefined);
}

/** The time to live of a table; undefined where it may not be read, or the engine knows of none. */
export async function timeToLive(
  name: string,
  send: Send,
  signal?: AbortSignal,
): Promise<TimeToLive | undefined> {
  const output = await whereKnown('DescribeTimeToLive', name, send, signal);
  return output?.TimeToLiveDescription as TimeToLive | undefined;
}

/** `ENABLED` or `DISABLED`; undefined where that may not be read, or the engine knows of no backups. */
export async function pointInTimeRecovery(
  name: string,
  send: Send,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const output = await whereKnown('DescribeContinuousBackups', name, send, signal);
  const backups = output?.ContinuousBackupsDescription as
    | { readonly PointInTimeRecoveryDescription?: { readonly PointInTimeRecoveryStatus?: string } }
    | undefined;
  return backups?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus;
}

/** What the service calls an operation that an engine lacks, or that a table can't be asked in its present state. */
const NOT_TO_BE_HAD: ReadonlySet<string> = new Set([
  'UnknownOperationException',
  'ContinuousBackupsUnavailableException',
  'TableNotFoundException',
  'ValidationException',
]);

async function whereKnown(
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
    if (code === 'credentials' || (cause instanceof Error && NOT_TO_BE_HAD.has(cause.name))) return undefined;
    throw error;
  }
}
