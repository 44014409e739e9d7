import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { Item } from '../../src/dynamo/model/values';
import { executions } from '../../src/queries/executions';
import { indexExecutions } from '../../src/queries/index-executions';
import { tableWith } from '../helpers/client';
import { runMain } from '../helpers/run-main';

const NAME = '6a0f2d1b';
const arn = (last: string, machine = 'InvoiceAgent') =>
  `arn:aws:states:us-east-1:123456789012:execution:${machine}:${last}`;

/** Executions of which only some have the name as the last part of their ARN. */
const ARNS = [
  arn(NAME),
  arn(NAME, 'SqlAgent'),
  arn(`express/${NAME}`),
  NAME,
  arn(`${NAME}-2`),
  arn(`x${NAME}`),
  arn(`${NAME}:other`),
  arn('e48d07a6'),
];
const NAMED = ARNS.slice(0, 4);

const items = ARNS.map(
  (executionArn, i): Item => ({
    executionArn: { S: executionArn },
    agentName: { S: i === 1 ? 'sql-agent' : 'invoice-agent' },
    // An index has no item with a status that is not known, nor one without a date.
    status: { S: i === 0 ? 'PENDING_REDRIVE' : 'FAILED' },
    ...(i !== 2 && { startDate: { S: `2025-06-16T21:19:3${i}Z` } }),
  }),
);

let table: string;
let keyless: string;
beforeAll(async () => {
  table = await tableWith(indexExecutions, items);
  keyless = await tableWith(executions, [
    { PK: { S: 'a' }, SK: { S: 'a' }, execution_id: { S: 'e-1' } },
    { PK: { S: 'b' }, SK: { S: 'b' }, execution_id: { S: 'e-2' } },
  ]);
});

async function ask(command: string, name: string, ...words: string[]) {
  const place = ['--table', name, '--endpoint-url', inject('endpoint')];
  const { code, stdout, stderr } = await runMain([
    command,
    ...words,
    ...place,
    '-o',
    'json',
    '--stats',
    'json',
  ]);
  const notes = stderr.trimEnd().split('\n');
  const { operation, index } = JSON.parse(notes.pop() ?? '{}');
  const all: Record<string, string>[] = JSON.parse(stdout);
  return { code, all, notes: notes.join('\n'), operation, index };
}

describe('index-executions by the last part of an ARN', () => {
  test('finds all executions of this name and no others, by a Scan that is told', async () => {
    const { code, all, notes, operation } = await ask('index-executions', table, NAME);
    expect({ code, operation }).toEqual({ code: 0, operation: 'scan' });
    expect(all.map(({ executionArn }) => executionArn).sort()).toEqual(NAMED.toSorted());
    expect(notes).toContain(
      `'${NAME}' is not a whole executionArn: searching all of ${table} (--agent, --status`,
    );
  });

  test('is a Query with a filter, if another condition fits an index', async () => {
    const { all, notes, index } = await ask('index-executions', table, NAME, '--agent', 'sql-agent');
    expect(all.map(({ executionArn }) => executionArn)).toEqual([ARNS[1]]);
    expect(index).toBe('AgentDateIndex');
    expect(notes).toContain('searching for it among the items of the other conditions');
  });

  test('counts the same items', async () => {
    const place = ['--table', table, '--endpoint-url', inject('endpoint'), '--count'];
    expect(await runMain(['index-executions', NAME, ...place])).toMatchObject({ code: 0, stdout: '4\n' });
  });

  test('is not needed for a whole ARN', async () => {
    const { all, notes, operation } = await ask('index-executions', table, arn(NAME));
    expect({ items: all.length, notes, operation }).toEqual({ items: 1, notes: '', operation: 'get' });
  });

  test('that does not exist is told', async () => {
    const { all, notes } = await ask('index-executions', table, 'nope');
    expect(all).toEqual([]);
    expect(notes).toMatch(/No item with executionArn 'nope' in /);
  });
});

test('executions by execution_id read one item, if that is the key of the table', async () => {
  const keyed = { ...executions, keyIsAssumed: false, partitionKey: ['execution_id'], sortKey: [] };
  const name = await tableWith(keyed, [
    { execution_id: { S: 'e-1' }, GSI1PK: { S: 'TENANT#acme#STATUS#success' }, GSI1SK: { S: '2026-01-01' } },
    { execution_id: { S: 'e-2' } },
  ]);
  const { all, notes, operation } = await ask('executions', name, 'e-2');
  expect(all).toEqual([{ execution_id: 'e-2' }]);
  expect({ notes, operation }).toEqual({ notes: '', operation: 'get' });
});

test('executions by execution_id search the table, if that is not its key', async () => {
  const { all, notes, operation } = await ask('executions', keyless, 'e-2');
  expect(all).toMatchObject([{ execution_id: 'e-2' }]);
  expect(operation).toBe('scan');
  expect(notes).toContain(`the key of ${keyless} is PK and SK, not execution_id: searching all of`);
  expect(notes).toContain('(--tenant would narrow that)');
});
