import { describe, expect, test } from 'vitest';
import { fakeEndpoint, refusal } from '../helpers/fake-endpoint';
import { runMain } from '../helpers/run-main';

/** Nothing listens on this endpoint, so a command line that sends anything ends with exit 1. */
const NOWHERE = ['--endpoint-url', 'http://127.0.0.1:1'];

describe('mistakes that do not depend on the table are reported before anything is sent', () => {
  const cases: [string, RegExp][] = [
    ['find', /missing required argument 'table'/],
    ['find a', /'a' is not a valid table name/],
    ['find a/b/c', /not a valid table name/],
    ['find arn:aws:s3:::bucket', /not a valid table name or ARN/],
    ['find arn:aws:dynamodb:eu-west-1:123456789012:table/t/index/i', /not a valid table name or ARN/],
    ['find orders stray', /too many arguments/],
    ['find orders --since 1x', /--since: '1x' is not a valid time/],
    ['find orders --since 1h --until 2h', /The time window is empty/],
    ['find orders --tenant x', /find has no --tenant/],
    ['--table other find orders', /--table does not apply to find/],
    ['find orders --stage prod', /--stage does not apply to find, unless the name of the table contains/],
    ['find orders --where id', /--where id\n +\^ expected one of/],
    ['find orders --cursor abc', /not a valid ddbdbg cursor/],
    ['find orders --columns a,,b', /--columns/],
    ['find orders --sort a --order asc', /can't be combined/],
    ['find orders --limit none', /--limit/],
    ['find orders --local --demo', /can't be combined/],
  ];
  test.each(cases)('%s', async (line, message) => {
    const { code, stdout, stderr } = await runMain([...line.split(' '), ...NOWHERE]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });
});

const DESCRIPTION = {
  TableName: 'orders',
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'N' }],
};

/** Responds with the description of a table, then with one item. */
const describing = (operation: string, item: object) => ({
  body: operation === 'DescribeTable' ? { Table: DESCRIPTION } : { Item: item },
});

test('a value that the key cannot have ends with exit 2, and no items are requested', async () => {
  const { url, requests } = await fakeEndpoint(() => ({ body: { Table: DESCRIPTION } }));
  const ran = await runMain(['find', 'orders', '--where', 'id=abc', '--endpoint-url', url]);
  expect(ran).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining("'abc' is not a number"),
  });
  expect(requests.map(({ operation }) => operation)).toEqual(['DescribeTable']);
});

test('an ARN is passed on, and determines the region', async () => {
  const regions: unknown[] = [];
  const { url, requests } = await fakeEndpoint((operation, _, { headers }) => {
    regions.push(/\/\d{8}\/([^/]+)\//.exec(String(headers.authorization))?.[1]);
    return describing(operation, { id: { N: '7' } });
  });
  const arn = 'arn:aws:dynamodb:eu-west-1:123456789012:table/orders';
  const words = ['find', arn, '--where', 'id=7', '-o', 'json', '--endpoint-url', url];
  expect(await runMain(words)).toEqual({ code: 0, stdout: '[\n{"id":7}\n]\n', stderr: '' });
  expect(requests.map(({ input }) => input.TableName)).toEqual([arn, arn]);
  await runMain([...words, '--region', 'ap-south-1']);
  expect(regions).toEqual(['eu-west-1', 'eu-west-1', 'ap-south-1', 'ap-south-1']);
});

test('without the permission to describe the table it ends with exit 3', async () => {
  const { url } = await fakeEndpoint(() => refusal('AccessDeniedException', 'not for you'));
  const ran = await runMain(['find', 'orders', '--where', 'id=7', '--endpoint-url', url]);
  expect(ran).toMatchObject({ code: 3, stdout: '', stderr: expect.stringContaining('not for you') });
});

describe('secrets', () => {
  const item = {
    id: { N: '7' },
    password: { S: 'pw' },
    key_hash: { S: 'kh' },
    key_prefix: { S: 'kp' },
    deep: { M: { client_secret: { S: 'cs' }, name: { S: 'n' } } },
  };
  const find = async (name: string, ...words: string[]) => {
    const { url } = await fakeEndpoint((operation) => describing(operation, item));
    return runMain(['find', name, '--where', 'id=7', '-o', 'json', '--endpoint-url', url, ...words]);
  };

  test('suspected secrets are redacted, and reported once', async () => {
    const { stdout, stderr } = await find('orders');
    expect(JSON.parse(stdout)).toEqual([
      {
        id: 7,
        password: '[redacted]',
        key_hash: '[redacted]',
        key_prefix: 'kp',
        deep: { client_secret: '[redacted]', name: 'n' },
      },
    ]);
    expect(stderr).toBe(
      'redacted because the names look like secrets: password, key_hash, client_secret (--reveal shows them)\n',
    );
    expect((await find('orders', '--quiet')).stderr).toBe('');
  });

  test('--reveal shows them', async () => {
    const { stdout, stderr } = await find('orders', '--reveal');
    expect(JSON.parse(stdout)[0]).toMatchObject({ password: 'pw', deep: { client_secret: 'cs' } });
    expect(stderr).toBe('');
  });

  test('secrets declared in the catalog for a table with this name are also redacted, in any stage', async () => {
    const { stdout, stderr } = await find('mfh-prod-api-keys');
    expect(JSON.parse(stdout)[0]).toMatchObject({ key_hash: '[redacted]', key_prefix: 'kp' });
    expect(stderr).toContain('secrets: password, client_secret (');
  });

  test('--explain does not show the value of a condition on a secret', async () => {
    const { stdout } = await find('orders', '--where', 'password=hunter2', '--explain');
    expect(stdout).toContain('"password"');
    expect(stdout).not.toContain('hunter2');
  });
});

describe('--demo', () => {
  test('finds a table of the catalog by its name in DynamoDB', async () => {
    const words = [
      'find',
      'mfh-qa-platforms',
      '--stage',
      'qa',
      '--where',
      'slug=keap',
      '--demo',
      '-o',
      'json',
    ];
    const { code, stdout, stderr } = await runMain(words);
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'demo: generated sample data\n' });
    expect(JSON.parse(stdout)).toMatchObject([{ platform_id: 'platform:keap' }]);
  });

  test('reports that other tables do not exist', async () => {
    const ran = await runMain(['find', 'nowhere', '--demo', '--quiet']);
    expect(ran).toMatchObject({
      code: 5,
      stdout: '',
      stderr: expect.stringContaining('Table nowhere does not exist'),
    });
  });
});
