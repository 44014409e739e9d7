import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { awsServers, ROLE_KEY, SSO_KEY } from '../helpers/aws-servers';
import { isInstalled } from '../helpers/installed';
import { spawnBin } from '../helpers/spawn-bin';
import { Terminal } from '../helpers/terminal';

const home = mkdtempSync(join(tmpdir(), 'ddbdbg-e2e-credentials-'));
afterAll(() => rmSync(home, { recursive: true }));

const TABLES = ['tables', '-o', 'json'];
const START = 'https://corp.example/start';
mkdirSync(join(home, '.aws/sso/cache'), { recursive: true });
writeFileSync(
  join(home, '.aws/sso/cache', `${createHash('sha1').update(START).digest('hex')}.json`),
  JSON.stringify({ accessToken: 'T', expiresAt: '2099-01-01T00:00:00Z', region: 'us-east-1' }),
);
writeFileSync(
  join(home, '.aws/config'),
  `
[profile sso]
sso_start_url = ${START}
sso_region = us-east-1
sso_account_id = 123456789012
sso_role_name = reader
[profile base]
aws_access_key_id = BASE
aws_secret_access_key = s
[profile mfa]
role_arn = arn:aws:iam::123456789012:role/r
source_profile = base
mfa_serial = arn:aws:iam::123456789012:mfa/me
[profile role]
role_arn = arn:aws:iam::123456789012:role/r
source_profile = base
`,
);
const ENV = {
  HOME: home,
  AWS_ACCESS_KEY_ID: '',
  AWS_SECRET_ACCESS_KEY: '',
  AWS_EC2_METADATA_DISABLED: 'true',
};

describe('a valid SSO session', () => {
  test('gives credentials at the endpoint of SSO', async () => {
    const servers = awsServers();
    const env = {
      ...ENV,
      AWS_ENDPOINT_URL_SSO: await servers.url('sso'),
      AWS_ENDPOINT_URL: await servers.url('a'),
    };
    expect(await spawnBin([...TABLES, '--profile', 'sso'], env)).toMatchObject({ code: 0, stderr: '' });
    expect(servers.arrivals).toMatchObject([{ server: 'sso' }, { server: 'a', key: SSO_KEY }]);
  });

  test.each([
    [
      'AWS_ENDPOINT_URL_SSO',
      'http://127.0.0.1:1',
      /AWS SSO at http:\/\/127\.0\.0\.1:1 can't be reached \(ECONNREFUSED\)/,
    ],
    [
      'HTTPS_PROXY',
      'http://127.0.0.1:1',
      /The proxy http:\/\/127\.0\.0\.1:1 of HTTPS_PROXY can't be reached/,
    ],
  ])('is not called expired when SSO can not be reached: %s', async (name, value, about) => {
    const { code, stderr } = await spawnBin([...TABLES, '--profile', 'sso'], { ...ENV, [name]: value });
    expect(code).toBe(3);
    expect(stderr).toMatch(about);
    expect(stderr).not.toContain('expired');
  });
});

test('no warning of the SDK reaches stderr', async () => {
  const servers = awsServers();
  const url = await servers.url('a');
  for (const words of [[], ['--profile', 'role']]) {
    const env = {
      ...ENV,
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: 'k',
      AWS_SECRET_ACCESS_KEY: 's',
      AWS_SDK_UA_APP_ID: 'x'.repeat(80),
      AWS_RETRY_MODE: 'legacy',
      DEBUG: '*',
      HTTPS_PROXY: url,
    };
    expect(await spawnBin([...TABLES, ...words], env)).toEqual({ code: 0, stdout: '[]\n', stderr: '' });
  }
});

test('a demo is not changed by anything in the environment', async () => {
  const env = {
    ...ENV,
    AWS_PROFILE: 'nobody',
    AWS_USE_FIPS_ENDPOINT: 'true',
    AWS_USE_DUALSTACK_ENDPOINT: 'maybe',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    AWS_SDK_UA_APP_ID: 'x'.repeat(80),
    AWS_CA_BUNDLE: '/nowhere',
    HTTP_PROXY: 'http://127.0.0.1:1',
  };
  const ran = await spawnBin(['fusion', 'users', 'user-1', '--demo', '--quiet', '--count'], env);
  expect(ran).toEqual({ code: 0, stdout: '0\n', stderr: '' });
});

describe.skipIf(!isInstalled('tmux'))('an MFA code is asked for on the terminal', () => {
  const line = (url: string) =>
    `AWS_EC2_METADATA_DISABLED=true HOME=${home} AWS_ENDPOINT_URL=${url} ddbdbg fusion users --limit 1 --profile mfa --quiet`;

  test('once, without showing it', async () => {
    const servers = awsServers();
    const url = await servers.url('a');
    const terminal = new Terminal(120);
    terminal.type(`clear; ${line(url)}; echo ended $?\n`);
    await terminal.until(/MFA code for arn:aws:iam::123456789012:mfa\/me:/);
    terminal.type('123456\n');
    await terminal.until(/ended \d/);
    expect(terminal.screen()).not.toContain('123456\n');
    expect(servers.bodies.filter((body) => body.includes('TokenCode=123456'))).toHaveLength(1);
    expect(servers.arrivals.map(({ key }) => key)).toContain(ROLE_KEY);
  });

  test.each(['C-c', 'C-d'])('until the user gives up with %s', async (key) => {
    const servers = awsServers();
    const terminal = new Terminal(120);
    terminal.type(`clear; ${line(await servers.url('a'))}; echo ended $?\n`);
    await terminal.until(/MFA code for/);
    terminal.press(key);
    await terminal.until(/ended 130/);
    expect(servers.arrivals).toEqual([]);
  });
});
