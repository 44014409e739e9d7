import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { scripted, startProxy } from '../helpers/proxy';
import type { FaultName } from '../helpers/proxy-faults';
import { spawnBin } from '../helpers/spawn-bin';

const ASK = ['executions', '--tenant', 'acme', '--table', 'missing'];
/** An environment without credentials. */
const BARE = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_EC2_METADATA_DISABLED: 'true' };

const home = mkdtempSync(join(tmpdir(), 'ddbdbg-test-home-'));
afterAll(() => rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));

/** An environment with the given AWS configuration. */
function configured(text: string): Record<string, string> {
  const file = join(home, `config-${createHash('sha1').update(text).digest('hex').slice(0, 8)}`);
  writeFileSync(file, text);
  return { ...BARE, HOME: home, AWS_CONFIG_FILE: file, AWS_SHARED_CREDENTIALS_FILE: join(home, 'none') };
}

/** A run that fails: its exit code and its message of at most two lines, without a stack. */
async function failedRun(words: readonly string[], env: Record<string, string> = {}) {
  const began = performance.now();
  const { code, stdout, stderr } = await spawnBin([...words, '-o', 'ndjson'], env);
  const seconds = (performance.now() - began) / 1000;
  expect(stdout).toBe('');
  expect(stderr).not.toMatch(/\n\s+at /);
  const [message = '', hint = '', ...more] = stderr.trimEnd().split('\n');
  expect(more).toEqual([]);
  return { code, message, hint, seconds };
}

describe('each fault has its own message, hint and exit code', () => {
  const cases: [FaultName, number, RegExp, RegExp][] = [
    ['expired token', 3, /credentials have expired/, /aws sso login/],
    ['invalid token', 3, /AWS rejected the credentials: The security token/, /access key, --profile/],
    [
      'access denied',
      3,
      /Access denied: User: arn:.* not authorized to perform: dynamodb:Query/,
      /docs\/iam\.md/,
    ],
    ['missing table', 5, /Table missing does not exist in http:\/\/127/, /--region, --profile and --table/],
    ['missing index', 5, /Table missing does not have this index/, /ddbdbg tables missing/],
    ['clock skew', 3, /This machine's clock is wrong/, /Set the clock/],
  ];
  test.concurrent.for(cases)(
    '%s',
    async ([fault, code, message, hint], { expect, onTestFinished: later }) => {
      const proxy = await startProxy(inject('endpoint'), { later, fault: () => fault });
      const run = await failedRun([...ASK, '--endpoint-url', proxy.endpoint]);
      expect(run).toMatchObject({
        code,
        message: expect.stringMatching(message),
        hint: expect.stringMatching(hint),
      });
      // A retry helps with none of them but the clock, once the SDK knows by how much it is wrong.
      expect(proxy.seen.length).toBeLessThanOrEqual(fault === 'clock skew' ? 8 * 6 : 4);
    },
  );

  test('a wrong clock is corrected', async () => {
    const proxy = await startProxy(inject('endpoint'), { fault: scripted('clock skew') });
    const { code, stderr } = await spawnBin(['tables', '-o', 'ndjson', '--endpoint-url', proxy.endpoint]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [first, second] = proxy.seen.map(({ headers }) => String(headers['x-amz-date']).slice(0, 4));
    expect(Number(first)).toBeGreaterThan(2020);
    expect(second).toBe('2020');
  });

  test('a region that does not exist', async () => {
    const run = await failedRun([...ASK, '--region', 'nowhere-1']);
    expect(run).toMatchObject({
      code: 1,
      message: expect.stringContaining('host dynamodb.nowhere-1.amazonaws.com not found'),
      hint: expect.stringContaining('Check --region'),
    });
    expect(run.seconds).toBeLessThan(10);
  });

  test('a server that is not DynamoDB', async () => {
    const server = createServer((_, response) => {
      response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not here</h1>');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const run = await failedRun([...ASK, '--endpoint-url', `http://127.0.0.1:${port}`]);
    server.close();
    expect(run).toMatchObject({
      code: 1,
      message: expect.stringMatching(/The server at \S+ is not DynamoDB \(HTTP 404, text\/html\)/),
      hint: expect.stringContaining('--endpoint-url'),
    });
  });
});

describe('credentials that cannot be obtained', () => {
  test('none are configured', async () => {
    const run = await failedRun(ASK, { ...configured(''), AWS_EC2_METADATA_DISABLED: '' });
    expect(run).toMatchObject({
      code: 3,
      message: expect.stringMatching(/^ddbdbg: No AWS credentials found: /),
      hint: expect.stringContaining('--demo'),
    });
    expect(run.seconds).toBeLessThan(10);
  });

  test('the profile does not exist', async () => {
    const run = await failedRun([...ASK, '--profile', 'nobody'], configured(''));
    expect(run).toMatchObject({
      code: 3,
      message: expect.stringContaining("There is no AWS profile 'nobody'"),
    });
  });

  const session = [
    '[sso-session corp]',
    'sso_start_url = https://corp.example/start',
    'sso_region = us-east-1',
    'sso_registration_scopes = sso:account:access',
    '[profile dev]',
    'sso_session = corp',
    'sso_account_id = 123456789012',
    'sso_role_name = reader',
  ].join('\n');
  const legacy = session.replace(
    'sso_session = corp',
    'sso_start_url = https://corp.example/start\nsso_region = us-east-1',
  );

  test.each([
    ['--profile, with a session', session, ['--profile', 'dev'], {}],
    ['AWS_PROFILE, with a session', session, [], { AWS_PROFILE: 'dev' }],
    ['--profile, in the form before sessions', legacy, ['--profile', 'dev'], {}],
  ])('an SSO session that expired names the command to run: %s', async (_, config, words, env) => {
    const cache = join(home, '.aws/sso/cache');
    mkdirSync(cache, { recursive: true });
    for (const key of ['corp', 'https://corp.example/start']) {
      const token = { accessToken: 'T0KEN', expiresAt: '2020-01-01T00:00:00Z', region: 'us-east-1' };
      writeFileSync(
        join(cache, `${createHash('sha1').update(key).digest('hex')}.json`),
        JSON.stringify(token),
      );
    }
    for (const expired of [true, false]) {
      if (!expired) rmSync(cache, { recursive: true });
      expect(await failedRun([...ASK, ...words], { ...configured(config), ...env })).toMatchObject({
        code: 3,
        message: expect.stringContaining('The SSO session of profile dev has expired or does not exist.'),
        hint: 'Run `aws sso login --profile dev` and try again.',
      });
    }
  });

  test('a credential_process that fails: its stderr is shown, but not its command line or secrets', async () => {
    const script = `printf 'warming up\\nvault: \\033[31msealed\\033[0m, token=hvs.SECRETSECRET\\nask ops\\n' >&2; exit 3`;
    const config = `[profile p]\ncredential_process = sh -c "${script.replaceAll('"', '\\"')}" PASSW0RD`;
    const run = await failedRun([...ASK, '--profile', 'p'], configured(config));
    expect(run.code).toBe(3);
    expect(run.message).toBe(
      'ddbdbg: The credential_process of profile p failed: warming up / vault: \\u001b[31msealed\\u001b[0m, token=[redacted] / ask ops',
    );
    expect(run.hint).toContain('config file');
  });

  test('a credential_process that prints garbage: its output is not repeated', async () => {
    const config = `[profile p]\ncredential_process = echo AKIAIOSFODNN7EXAMPLE not json`;
    const run = await failedRun([...ASK, '--profile', 'p'], configured(config));
    expect(run).toMatchObject({ code: 3, message: expect.stringContaining('invalid JSON') });
    expect(run.message + run.hint).not.toContain('AKIA');
  });

  test('a role that requires an MFA code', async () => {
    const config = [
      '[profile base]',
      'aws_access_key_id = AKIAIOSFODNN7EXAMPLE',
      'aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      '[profile admin]',
      'source_profile = base',
      'role_arn = arn:aws:iam::123456789012:role/admin',
      'mfa_serial = arn:aws:iam::123456789012:mfa/me',
    ].join('\n');
    const run = await failedRun([...ASK, '--profile', 'admin'], configured(config));
    expect(run).toMatchObject({ code: 3, message: expect.stringContaining('requires an MFA code') });
  });

  test('keys in addition to --profile cause no warning of the SDK', async () => {
    const env = {
      ...configured('[profile p]\nregion = us-east-1'),
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    };
    expect((await failedRun([...ASK, '--profile', 'p'], env)).code).toBe(3);
  });
});

test('plain HTTP in the AWS configuration is refused before anything is sent', async () => {
  const env = {
    ...configured('[profile p]\nendpoint_url = http://dynamodb.example:8000\nregion = us-east-1'),
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_PROFILE: 'p',
  };
  expect(await failedRun(ASK, env)).toMatchObject({
    code: 2,
    message: expect.stringContaining('dynamodb.example:8000 would be unencrypted'),
    hint: expect.stringContaining('--insecure'),
  });
});
