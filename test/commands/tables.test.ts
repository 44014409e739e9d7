import { describe, expect, test } from 'vitest';
import { catalogTables, tableReference } from '../../src/core/question/table-name';
import { CATALOG } from '../../src/queries/registry';
import { type Answer, fakeEndpoint, refusal } from '../helpers/fake-endpoint';
import { runMain } from '../helpers/run-main';

const NOWHERE = ['--endpoint-url', 'http://127.0.0.1:1'];

describe('an invalid command line ends with exit 2, and nothing is sent', () => {
  test.each([
    ['tables a', /not a valid table name/],
    ['tables one two', /^ddbdbg: tables: no command 'one two' queries a table\.\n`ddbdbg patterns` lists/],
    ['tables --explain', /unknown option '--explain'/],
    ['--explain tables', /--explain does not apply to tables/],
    ['--reveal tables', /--reveal does not apply to tables/],
    ['--table other tables', /--table does not apply to tables/],
    ['tables -o dynamodb-json', /^ddbdbg: --output: 'dynamodb-json' is not one of table, json, ndjson, csv/],
    ['-o dynamodb-json tables', /--output: 'dynamodb-json' is not one of table, json, ndjson, csv/],
    ['tables --local --demo', /can't be combined/],
  ])('%s', async (line, message) => {
    const { code, stdout, stderr } = await runMain([...line.split(' '), ...NOWHERE]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });
});

const DESCRIPTION = {
  TableName: 'orders',
  TableStatus: 'UPDATING',
  CreationDateTime: 1_750_108_773.789,
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  AttributeDefinitions: [
    { AttributeName: 'id', AttributeType: 'S' },
    { AttributeName: 'p2', AttributeType: 'N' },
  ],
  ItemCount: 1_234_567,
  TableSizeBytes: 9_876_543_210,
  ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 7 },
  DeletionProtectionEnabled: true,
  GlobalSecondaryIndexes: [
    {
      IndexName: 'Many',
      KeySchema: [
        { AttributeName: 'id', KeyType: 'HASH' },
        { AttributeName: 'p2', KeyType: 'HASH' },
      ],
      Projection: { ProjectionType: 'ALL' },
      IndexStatus: 'CREATING',
    },
  ],
};

/** Responds with the description of the table, and with the given responses to other requests. */
const describing = (others: (operation: string) => Answer) =>
  fakeEndpoint((operation) =>
    operation === 'DescribeTable' ? { body: { Table: DESCRIPTION } } : others(operation),
  );

test('what the credentials cannot read is unknown, and deletion protection is shown', async () => {
  const { url, requests } = await describing(() => refusal('AccessDeniedException'));
  const { code, stdout, stderr } = await runMain(['tables', 'orders', '--endpoint-url', url]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toBe(`\
table                   orders
command                 ddbdbg find orders
status                  updating
created                 2025-06-16T21:19:33.789Z
partition key           id (S)
items                   1234567 (DynamoDB updates counts and sizes about every six hours)
size                    9.9 GB
billing                 provisioned, 5 read and 7 write units
time to live            unknown
stream                  off
deletion protection     on
point-in-time recovery  unknown

index          Many
kind           global
status         creating
partition key  id (S), p2 (N)
projection     all
items          unknown
size           unknown
`);
  expect(requests.map(({ operation }) => operation).sort()).toEqual([
    'DescribeContinuousBackups',
    'DescribeTable',
    'DescribeTimeToLive',
  ]);
});

test('time to live and point-in-time recovery are shown', async () => {
  const { url } = await describing((operation) => ({
    body:
      operation === 'DescribeTimeToLive'
        ? { TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'ttl' } }
        : {
            ContinuousBackupsDescription: {
              PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED' },
            },
          },
  }));
  const people = await runMain(['tables', 'orders', '--endpoint-url', url]);
  expect(people.stdout).toMatch(/^time to live +on, by ttl$/m);
  expect(people.stdout).toMatch(/^point-in-time recovery +on$/m);
  const machines = await runMain(['tables', 'orders', '-o', 'ndjson', '--endpoint-url', url]);
  expect(JSON.parse(machines.stdout)).toMatchObject({
    ttl: { status: 'ENABLED', attribute: 'ttl' },
    pointInTimeRecovery: 'ENABLED',
    billing: 'PROVISIONED',
    readCapacityUnits: 5,
    writeCapacityUnits: 7,
    deletionProtection: 'ENABLED',
  });
});

test('an account without tables has an empty list', async () => {
  const { url } = await fakeEndpoint(() => ({ body: { TableNames: [] } }));
  const json = await runMain(['tables', '-o', 'json', '--endpoint-url', url]);
  expect(json).toEqual({ code: 0, stdout: '[]\n', stderr: '' });
  expect((await runMain(['tables', '--endpoint-url', url])).stdout).toBe('');
});

test('without permission to list tables it ends with exit 3', async () => {
  const { url } = await fakeEndpoint(() => refusal('AccessDeniedException', 'not for you'));
  expect(await runMain(['tables', '--endpoint-url', url])).toMatchObject({ code: 3, stdout: '' });
});

test('a format of the environment that a list does not support is ignored', async () => {
  const { url } = await fakeEndpoint(() => ({ body: { TableNames: ['orders'] } }));
  const { stdout } = await runMain(['tables', '--endpoint-url', url], {
    env: { DDBDBG_OUTPUT: 'dynamodb-json' },
  });
  expect(JSON.parse(stdout)).toEqual([{ table: 'orders', command: 'ddbdbg find orders' }]);
});

test('a table of the catalog is listed with its command, and with the stage if it is not the default', async () => {
  const TableNames = ['mfh-dev-helpers', 'mfh-prod-user-accounts', 'JobExecutions', 'users'];
  const { url } = await fakeEndpoint(() => ({ body: { TableNames } }));
  const { stdout } = await runMain(['tables', '-o', 'csv', '--columns', 'command', '--endpoint-url', url]);
  expect(stdout.split('\r\n')).toEqual([
    'command',
    'ddbdbg helpers',
    'ddbdbg fusion user-accounts --stage prod',
    'ddbdbg executions',
    'ddbdbg policy users',
    '',
  ]);
});

test('--demo has all tables of the catalog', async () => {
  const { code, stdout, stderr } = await runMain(['tables', '--demo', '--stage', 'qa', '-o', 'json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: 'demo: generated sample data\n' });
  const tables: string[] = JSON.parse(stdout).map(({ table }: { table: string }) => table);
  expect(tables).toEqual(
    expect.arrayContaining(['JobExecutions', 'ExecutionIndex-qa', 'mfh-qa-helpers', 'users']),
  );
  expect(tables).toHaveLength(CATALOG.length);
}, 30_000);

test('a name that matches several templates is read with the shortest stage', () => {
  const commands = (name: string) => catalogTables(name, CATALOG).map(({ table }) => table.command.join(' '));
  expect(commands('mfh-dev-user-accounts')).toEqual(['fusion user-accounts', 'fusion accounts']);
  expect(commands('mfh--helpers')).toEqual([]);
  expect(commands('JobExecutions2')).toEqual([]);
});

test('a table can be given by name or ARN', () => {
  expect(tableReference('a.b-c_D')).toEqual({ given: 'a.b-c_D', name: 'a.b-c_D' });
  const given = 'arn:aws-us-gov:dynamodb:us-gov-west-1:123456789012:table/orders';
  expect(tableReference(given)).toEqual({ given, name: 'orders', region: 'us-gov-west-1' });
});

describe('a table that does not exist', () => {
  const among = (names: readonly string[] | undefined) =>
    fakeEndpoint((operation) => {
      if (operation !== 'ListTables') return refusal('ResourceNotFoundException');
      return names ? { body: { TableNames: names } } : refusal('AccessDeniedException');
    });

  test.each([
    ['tables jobexecutions', ['JobExecutions', 'orders'], ' Did you mean JobExecutions?'],
    ['find JobExecution', ['JobExecutions', 'orders'], ' Did you mean JobExecutions?'],
    ['find helpers', ['JobExecutions', 'mfh-dev-helpers'], ' Did you mean mfh-dev-helpers?'],
    ['tables executionz', [], ' Did you mean executions?'],
    ['find zzzzzzzz', ['JobExecutions'], ''],
    ['find JobExecution', undefined, ''],
  ])('%s: among %j', async (line, names, suggestion) => {
    const { url, requests } = await among(names);
    const { code, stderr } = await runMain([...line.split(' '), '--endpoint-url', url]);
    const [, name] = line.split(' ');
    expect({ code, first: stderr.split('\n')[0] }).toEqual({
      code: 5,
      first: `ddbdbg: Table ${name} does not exist in ${url}.${suggestion}`,
    });
    expect(requests.filter(({ operation }) => operation === 'ListTables')).toHaveLength(1);
  });

  test('is not looked for after any other error', async () => {
    const { url, requests } = await fakeEndpoint(() => refusal('AccessDeniedException'));
    expect((await runMain(['find', 'orders', '--endpoint-url', url])).code).toBe(3);
    expect(requests.map(({ operation }) => operation)).toEqual(['DescribeTable']);
  });
});

test.each([
  [['executions'], 'JobExecutions'],
  [['fusion', 'users'], 'mfh-dev-users'],
  [['fusion', 'users', '--stage', 'prod'], 'mfh-prod-users'],
  [['fusion users'], 'mfh-dev-users'],
])('tables %j describes the table of the command', async (words, table) => {
  const { url, requests } = await describing(() => refusal('AccessDeniedException'));
  const { code } = await runMain(['tables', ...words, '--endpoint-url', url]);
  expect({ code, input: requests[0]?.input }).toEqual({ code: 0, input: { TableName: table } });
});
