import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { renewed } from '../../src/dynamo/client/credentials';
import { awsServers, ROLE_KEY } from '../helpers/aws-servers';
import { fakeEndpoint } from '../helpers/fake-endpoint';
import { runMain } from '../helpers/run-main';

const root = mkdtempSync(join(tmpdir(), 'ddbdbg-credentials-'));
afterAll(() => rmSync(root, { recursive: true }));

const TABLES = ['tables', '-o', 'json'];
const BARE = {
  AWS_ACCESS_KEY_ID: '',
  AWS_SECRET_ACCESS_KEY: '',
  AWS_EC2_METADATA_DISABLED: 'true',
  HOME: root,
};

// The first run loads the SDK, which the limits in seconds should not include.
beforeAll(async () => {
  await runMain(TABLES, { env: { ...BARE, AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1:1' } });
});

let files = 0;
/** An environment with this AWS configuration. */
function configured(...lines: readonly string[]): Record<string, string> {
  const file = join(root, `config-${files++}`);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return { ...BARE, AWS_CONFIG_FILE: file };
}

const ROLE = 'arn:aws:iam::123456789012:role/r';
const BASE = ['[profile base]', 'aws_access_key_id = BASE', 'aws_secret_access_key = s'];
const ADMIN = ['[profile admin]', `role_arn = ${ROLE}`, 'source_profile = base'];

/** A run that must end with exit 3, and how long it took in milliseconds. */
async function refused(words: readonly string[], env: Record<string, string>) {
  const began = performance.now();
  const { code, stdout, stderr } = await runMain([...TABLES, ...words], { env });
  expect({ code, stdout }).toEqual({ code: 3, stdout: '[]\n' });
  expect(stderr.trimEnd().split('\n').length).toBeLessThanOrEqual(2);
  return { stderr, millis: performance.now() - began };
}

describe('credentials that cannot be obtained end with exit 3, and the right one is blamed', () => {
  test.each([
    ['AWS_CONTAINER_CREDENTIALS_FULL_URI', ''],
    [
      'AWS_CONTAINER_CREDENTIALS_FULL_URI, for a role',
      `credential_source = EcsContainer\nrole_arn = ${ROLE}`,
    ],
  ])(
    'a container endpoint that accepts and stays silent: %s',
    async (_, profile) => {
      const server = createServer(() => {}).listen(0, '127.0.0.1');
      await once(server, 'listening');
      onTestFinished(() => {
        server.closeAllConnections();
        server.close();
      });
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/get`;
      const env = { ...configured('[default]', profile), AWS_CONTAINER_CREDENTIALS_FULL_URI: url };
      const { stderr, millis } = await refused([], env);
      expect(stderr).toMatch(/The container endpoint.* can't be reached \(no response\)/);
      expect(millis).toBeLessThan(5_000);
    },
    20_000,
  );

  test('a container endpoint that refuses', async () => {
    const env = { ...BARE, AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1:1/get' };
    const { stderr, millis } = await refused([], env);
    expect(stderr).toContain(
      "The container endpoint at http://127.0.0.1:1/get can't be reached (ECONNREFUSED).",
    );
    expect(millis).toBeLessThan(5_000);
  });

  test.each([
    ['the environment', { AWS_WEB_IDENTITY_TOKEN_FILE: '/nowhere/token', AWS_ROLE_ARN: ROLE }, []],
    [
      'the profile',
      configured('[profile w]', `role_arn = ${ROLE}`, 'web_identity_token_file = /nowhere/token'),
      ['--profile', 'w'],
    ],
  ])('a web identity file of %s that does not exist', async (_, env, words) => {
    const { stderr } = await refused(words, { ...BARE, ...env });
    expect(stderr).toMatch(
      /^ddbdbg: The AWS credentials.* can't be obtained: \/nowhere\/token can't be read \(ENOENT\)\.\n.*AWS_WEB_IDENTITY_TOKEN_FILE/,
    );
  });

  test('STS that nobody plays', async () => {
    const env = { ...configured(...BASE, ...ADMIN), AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:1' };
    const { stderr } = await refused(['--profile', 'admin'], env);
    expect(stderr).toContain(
      "The AWS credentials of profile admin can't be obtained: AWS STS at http://127.0.0.1:1 can't be reached (ECONNREFUSED).",
    );
    expect(stderr).not.toContain('DynamoDB');
  });

  test('STS that stays silent', async () => {
    const server = createServer(() => {}).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const env = { ...configured(...BASE, ...ADMIN), AWS_ENDPOINT_URL_STS: url };
    const { stderr, millis } = await refused(['--profile', 'admin'], env);
    expect(stderr).toContain(`AWS STS at ${url} can't be reached (no response).`);
    expect(millis).toBeLessThan(12_000);
  }, 20_000);

  test('STS that refuses', async () => {
    const server = createServer((_, response) => {
      response.writeHead(400, { 'content-type': 'text/xml' });
      response.end(
        '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>InvalidIdentityToken</Code><Message>No provider</Message></Error></ErrorResponse>',
      );
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { stderr } = await refused(['--profile', 'admin'], {
      ...configured(...BASE, ...ADMIN),
      AWS_ENDPOINT_URL_STS: url,
    });
    expect(stderr).toContain(`can't be obtained: AWS STS at ${url}: No provider`);
  });

  test('a role that requires an MFA code, without a terminal', async () => {
    const env = configured(...BASE, ...ADMIN, 'mfa_serial = arn:aws:iam::123456789012:mfa/me');
    const { stderr } = await refused(['--profile', 'admin'], env);
    expect(stderr).toBe(
      'ddbdbg: The role of profile admin requires an MFA code, and there is no terminal to ask for it.\n' +
        'In a terminal, run `eval "$(aws configure export-credentials --profile admin --format env)"`, then try again without a profile.\n',
    );
  });
});

describe('credentials are obtained', () => {
  test('for a web identity', async () => {
    const servers = awsServers();
    writeFileSync(join(root, 'token'), 'jwt');
    const env = {
      ...BARE,
      AWS_WEB_IDENTITY_TOKEN_FILE: join(root, 'token'),
      AWS_ROLE_ARN: ROLE,
      AWS_ENDPOINT_URL: await servers.url('a'),
    };
    expect(await runMain(TABLES, { env })).toMatchObject({ code: 0, stderr: '' });
    expect(servers.arrivals.map(({ key }) => key)).toEqual([undefined, ROLE_KEY]);
  });

  test('from a container, whatever proxy there is', async () => {
    const expiration = new Date(Date.now() + 3_600_000).toISOString();
    const container = await rawServer(
      JSON.stringify({ AccessKeyId: 'CONTAINER', SecretAccessKey: 's', Token: 't', Expiration: expiration }),
    );
    const servers = awsServers();
    const env = {
      ...BARE,
      AWS_CONTAINER_CREDENTIALS_FULL_URI: container,
      AWS_ENDPOINT_URL: await servers.url('a'),
      HTTP_PROXY: 'http://127.0.0.1:1',
      NO_PROXY: '127.0.0.1',
    };
    expect(await runMain(TABLES, { env })).toMatchObject({ code: 0, stderr: '' });
    expect(servers.arrivals).toMatchObject([{ key: 'CONTAINER' }]);
  });
});

async function rawServer(body: string): Promise<string> {
  const server = createServer((_, response) => void response.end(body)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

describe('a credential_process runs once', () => {
  const expiring = (seconds: number) =>
    `,\\"Expiration\\":\\"${new Date(Date.now() + seconds * 1000).toISOString()}\\"`;

  test.each([
    ['without an expiration', 0],
    ['with one in an hour', 3_600],
    ['with one in two minutes', 120],
    ['with one in 20 seconds', 20],
  ])('for all requests of a run, also parallel ones, and all regions: %s', async (_, seconds) => {
    const expiration = seconds === 0 ? '' : expiring(seconds);
    const log = join(root, `log-${files++}`);
    const program = `sh -c "echo run >> ${log}; sleep 0.2; echo '{\\"Version\\":1,\\"AccessKeyId\\":\\"PROC\\",\\"SecretAccessKey\\":\\"s\\"${expiration}}'"`;
    const script = join(root, `process-${files++}.sh`);
    writeFileSync(script, program);
    const env = configured('[profile p]', `credential_process = sh ${script}`);
    const { url, requests } = await fakeEndpoint((operation) => ({
      body: operation === 'ListTables' ? { TableNames: [] } : { Items: [], Count: 0, ScannedCount: 0 },
    }));
    const place = ['--profile', 'p', '--endpoint-url', url, '-o', 'json'];
    const ran = await runMain(['executions', '--tenant', 'acme', ...place], { env });
    expect(ran).toMatchObject({ code: 0, stdout: '[]\n' });
    expect(requests).toHaveLength(4);
    expect(readFileSync(log, 'utf8')).toBe('run\n');
  });

  test('and again only when the credentials are about to expire, or after a failure', async () => {
    let time = 0;
    let asked = 0;
    const lives = [3_600_000, 100_000, 20_000];
    const provider = renewed(
      async () => {
        const life = lives[asked++];
        if (life === undefined) throw new Error(`failure ${asked}`);
        return { accessKeyId: `key ${asked}`, secretAccessKey: 's', expiration: new Date(time + life) };
      },
      () => time,
    );
    const keyAt = async (at: number) => {
      time = at;
      return Promise.all([provider(), provider()]).then((both) => both.map(({ accessKeyId }) => accessKeyId));
    };
    expect(await keyAt(0)).toEqual(['key 1', 'key 1']);
    expect(await keyAt(3_539_000)).toEqual(['key 1', 'key 1']);
    expect(await keyAt(3_541_000)).toEqual(['key 2', 'key 2']);
    expect(await keyAt(3_541_000 + 49_000)).toEqual(['key 2', 'key 2']);
    expect(await keyAt(3_541_000 + 51_000)).toEqual(['key 3', 'key 3']);
    expect(await keyAt(3_592_000 + 9_000)).toEqual(['key 3', 'key 3']);
    await expect(keyAt(3_592_000 + 11_000)).rejects.toThrow('failure 4');
    await expect(keyAt(3_592_000 + 11_000)).rejects.toThrow('failure 5');
  });
});
