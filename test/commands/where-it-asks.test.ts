import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { awsServers, ROLE_KEY } from '../helpers/aws-servers';
import { runMain } from '../helpers/run-main';

/**
 * Where a question goes, in which region, and with whose keys, by the option, the environment and the AWS configuration. In all of these the AWS
 * CLI does the same with `aws dynamodb list-tables`, unless a case says otherwise.
 */

const root = mkdtempSync(join(tmpdir(), 'ddbdbg-where-'));
afterAll(() => rmSync(root, { recursive: true }));

interface Case {
  /** The shared AWS config file. `{name}` is the address of a server. */
  readonly config?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly words?: string;
  /** A configuration file of ddbdbg. */
  readonly own?: string;
}

let homes = 0;

/** Runs `ddbdbg tables` and returns the requests that arrived as `server key region`. */
async function ask({ config = '', env = {}, words = '', own }: Case) {
  const servers = awsServers();
  const filled = async (text: string) => {
    let result = text;
    for (const [place, name = ''] of text.matchAll(/\{(\w+)\}/g))
      result = result.replace(place, await servers.url(name));
    return result;
  };
  const home = join(root, String(homes++));
  mkdirSync(join(home, '.aws'), { recursive: true });
  writeFileSync(join(home, '.aws/config'), await filled(config));
  if (own !== undefined) writeFileSync(join(home, 'ddbdbg.config.yaml'), await filled(own));
  const variables = await Promise.all(
    Object.entries(env).map(async ([name, value]) => [name, await filled(value)] as const),
  );
  const ran = await runMain(['tables', '-o', 'json', ...(await filled(words)).split(' ').filter(Boolean)], {
    env: {
      ...NO_KEYS,
      HOME: home,
      // A file that is named needs no trust.
      ...(own !== undefined && { DDBDBG_CONFIG: join(home, 'ddbdbg.config.yaml') }),
      ...Object.fromEntries(variables),
    },
    cwd: home,
  });
  const arrivals = servers.arrivals.map(({ server, key, region }) => `${server} ${key} ${region}`);
  return { ...ran, arrivals, all: servers.arrivals, home };
}

const NO_KEYS = {
  AWS_ACCESS_KEY_ID: '',
  AWS_SECRET_ACCESS_KEY: '',
  AWS_REGION: '',
  AWS_EC2_METADATA_DISABLED: 'true',
};
const KEYS = { AWS_ACCESS_KEY_ID: 'ENVKEY', AWS_SECRET_ACCESS_KEY: 's' };

const profile = (name: string, ...lines: readonly string[]) =>
  [
    name === 'default' ? '[default]' : `[profile ${name}]`,
    `aws_access_key_id = ${name.toUpperCase()}`,
    'aws_secret_access_key = s',
    ...lines,
    '',
  ].join('\n');

const TWO =
  profile('default', 'region = us-west-1', 'endpoint_url = {a}') +
  profile('x', 'region = eu-west-1', 'endpoint_url = {b}');
const SERVICES = `${TWO}services = both\n[services both]\ndynamodb =\n  endpoint_url = {c}\nsts =\n  endpoint_url = {s}\n`;

describe('the endpoint', () => {
  const cases: [string, Case, string][] = [
    ['of the default profile', { config: TWO }, 'a DEFAULT us-west-1'],
    ['of --profile', { config: TWO, words: '--profile x' }, 'b X eu-west-1'],
    ['of AWS_PROFILE', { config: TWO, env: { AWS_PROFILE: 'x' } }, 'b X eu-west-1'],
    ['of AWS_DEFAULT_PROFILE', { config: TWO, env: { AWS_DEFAULT_PROFILE: 'x' } }, 'b X eu-west-1'],
    [
      'of AWS_PROFILE rather than AWS_DEFAULT_PROFILE',
      { config: TWO, env: { AWS_PROFILE: 'x', AWS_DEFAULT_PROFILE: 'default' } },
      'b X eu-west-1',
    ],
    [
      'of --profile rather than AWS_PROFILE',
      { config: TWO, env: { AWS_PROFILE: 'default' }, words: '--profile x' },
      'b X eu-west-1',
    ],
    [
      'of AWS_PROFILE, with the keys of the environment',
      { config: TWO, env: { AWS_PROFILE: 'x', ...KEYS } },
      'b ENVKEY eu-west-1',
    ],
    [
      'of --profile, with its keys rather than those of the environment',
      { config: TWO, env: KEYS, words: '--profile x' },
      'b X eu-west-1',
    ],
    [
      'of the profile that the configuration names',
      { config: TWO, own: 'defaults: { profile: x }' },
      'b X eu-west-1',
    ],
    [
      'of the profile of --context',
      { config: TWO, own: 'contexts: { c: { profile: x } }', words: '--context c' },
      'b X eu-west-1',
    ],
    [
      'of --context rather than that of its profile',
      { config: TWO, own: 'contexts: { c: { profile: x, endpoint: "{d}" } }', words: '--context c' },
      'd X eu-west-1',
    ],
    ['of the services section', { config: SERVICES, words: '--profile x' }, 'c X eu-west-1'],
    [
      'of AWS_ENDPOINT_URL rather than that of the services section',
      { config: SERVICES, env: { AWS_ENDPOINT_URL: '{d}' }, words: '--profile x' },
      'd X eu-west-1',
    ],
    [
      'of AWS_ENDPOINT_URL_DYNAMODB rather than AWS_ENDPOINT_URL',
      { config: SERVICES, env: { AWS_ENDPOINT_URL: '{d}', AWS_ENDPOINT_URL_DYNAMODB: '{e}' } },
      'e DEFAULT us-west-1',
    ],
    [
      'of --endpoint-url rather than any other',
      {
        config: SERVICES,
        env: { AWS_ENDPOINT_URL_DYNAMODB: '{e}' },
        words: '--profile x --endpoint-url {f}',
      },
      'f X eu-west-1',
    ],
    [
      'of --endpoint-url when configured ones are ignored',
      {
        config: SERVICES,
        env: { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' },
        words: '--profile x --endpoint-url {f}',
      },
      'f X eu-west-1',
    ],
    [
      'of --context when configured ones are ignored (aws has no contexts)',
      {
        config: TWO,
        env: { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true', AWS_ENDPOINT_URL: '{e}' },
        own: 'contexts: { c: { profile: x, endpoint: "{d}" } }',
        words: '--context c',
      },
      'd X eu-west-1',
    ],
  ];
  test.each(cases)('%s', async (_, set, arrival) => {
    const { code, stdout, stderr, arrivals } = await ask(set);
    expect({ code, stdout, stderr, arrivals }).toEqual({
      code: 0,
      stdout: '[]\n',
      stderr: '',
      arrivals: [arrival],
    });
  });

  // Where an AWS endpoint is used, the proxy shows which one.
  const viaProxy: [string, Case, string][] = [
    [
      'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS',
      {
        config: TWO,
        env: { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true', AWS_ENDPOINT_URL: '{d}' },
        words: '--profile x',
      },
      'dynamodb.eu-west-1.amazonaws.com:443',
    ],
    [
      'ignore_configured_endpoint_urls of the profile',
      {
        config: `${TWO}ignore_configured_endpoint_urls = true`,
        env: { AWS_ENDPOINT_URL: '{d}' },
        words: '--profile x',
      },
      'dynamodb.eu-west-1.amazonaws.com:443',
    ],
    [
      'a profile without an endpoint, although [default] has one',
      {
        config: `${profile('default', 'endpoint_url = {a}')}${profile('y', 'region = eu-west-1')}`,
        words: '--profile y',
      },
      'dynamodb.eu-west-1.amazonaws.com:443',
    ],
    [
      'AWS_USE_FIPS_ENDPOINT',
      { env: { ...KEYS, AWS_REGION: 'us-east-2', AWS_USE_FIPS_ENDPOINT: 'true' } },
      'dynamodb-fips.us-east-2.amazonaws.com:443',
    ],
    [
      'use_fips_endpoint of the profile',
      { config: profile('default', 'region = us-east-2', 'use_fips_endpoint = true') },
      'dynamodb-fips.us-east-2.amazonaws.com:443',
    ],
    [
      'AWS_USE_FIPS_ENDPOINT rather than use_fips_endpoint',
      {
        config: profile('default', 'region = us-east-2', 'use_fips_endpoint = true'),
        env: { AWS_USE_FIPS_ENDPOINT: 'false' },
      },
      'dynamodb.us-east-2.amazonaws.com:443',
    ],
    [
      'AWS_USE_DUALSTACK_ENDPOINT',
      { env: { ...KEYS, AWS_REGION: 'us-east-2', AWS_USE_DUALSTACK_ENDPOINT: 'TRUE' } },
      'dynamodb.us-east-2.api.aws:443',
    ],
    [
      'use_dualstack_endpoint of the profile',
      { config: profile('default', 'region = us-east-2', 'use_dualstack_endpoint = true') },
      'dynamodb.us-east-2.api.aws:443',
    ],
    [
      'a region of China',
      { env: { ...KEYS, AWS_REGION: 'cn-north-1' } },
      'dynamodb.cn-north-1.amazonaws.com.cn:443',
    ],
  ];
  test.each(viaProxy)('of AWS with %s', async (_, set, host) => {
    const { all } = await ask({ ...set, env: { ...set.env, HTTPS_PROXY: '{proxy}', AWS_MAX_ATTEMPTS: '1' } });
    expect(all.map(({ server, url }) => `${server} ${url}`)).toEqual([`proxy ${host}`]);
  });

  test.each([
    ['--endpoint-url', '--endpoint-url {a}', {}],
    ['AWS_ENDPOINT_URL', '', { AWS_ENDPOINT_URL: '{a}' }],
  ])('of %s is not changed by FIPS and dual-stack settings', async (_, words, env) => {
    const fips = { AWS_USE_FIPS_ENDPOINT: 'true', AWS_USE_DUALSTACK_ENDPOINT: 'true' };
    const ran = await ask({ env: { ...KEYS, ...fips, ...env }, words });
    expect(ran).toMatchObject({ code: 0, stderr: '', arrivals: ['a ENVKEY us-east-1'] });
  });

  test('of the demo is not changed by anything in the environment', async () => {
    const env = {
      AWS_USE_FIPS_ENDPOINT: 'maybe',
      AWS_PROFILE: 'nobody',
      AWS_ENDPOINT_URL: '{a}',
      HTTP_PROXY: '{proxy}',
      AWS_CA_BUNDLE: '/nowhere',
    };
    const ran = await ask({ env, words: '--demo --quiet' });
    expect(ran).toMatchObject({ code: 0, stderr: '', arrivals: [] });
  }, 30_000);

  test('of STS is that of the profile', async () => {
    const role = 'role_arn = arn:aws:iam::123456789012:role/r\nsource_profile = x';
    const config = `${SERVICES}[profile role]\nservices = both\nregion = eu-north-1\n${role}\n`;
    const { code, arrivals } = await ask({ config, words: '--profile role' });
    expect({ code, arrivals }).toEqual({
      code: 0,
      arrivals: ['s X eu-north-1', `c ${ROLE_KEY} eu-north-1`],
    });
    const other = await ask({ config, env: { AWS_ENDPOINT_URL_STS: '{t}' }, words: '--profile role' });
    expect(other.arrivals[0]).toBe('t X eu-north-1');
  });

  test.each([
    [
      'plain HTTP of the profile',
      `${profile('default')}endpoint_url = http://10.0.0.1:8000`,
      {},
      /endpoint_url .*unencrypted/,
    ],
    [
      'a profile without an address',
      `${profile('default')}endpoint_url = nonsense`,
      {},
      /'nonsense' is not an http/,
    ],
    [
      'plain HTTP for STS',
      profile('default'),
      { AWS_ENDPOINT_URL_STS: 'http://10.0.0.1' },
      /AWS_ENDPOINT_URL_STS.*unencrypted/,
    ],
    ['a flag', '', { AWS_USE_FIPS_ENDPOINT: '1' }, /AWS_USE_FIPS_ENDPOINT: '1' is neither true nor false/],
    [
      'a region of the profile',
      profile('default', 'region = US EAST'),
      {},
      /'US EAST' is not a valid AWS region/,
    ],
  ])('is refused, and nothing is sent: %s', async (_, config, env, about) => {
    const { code, stderr, all } = await ask({ config, env: { ...env, HTTPS_PROXY: '{proxy}' } });
    expect({ code, all }).toEqual({ code: 2, all: [] });
    expect(stderr).toMatch(about);
  });
});

describe('the region', () => {
  const at = 'endpoint_url = {a}';
  const inWest =
    profile('default', at, 'region = us-west-1') +
    profile('x', at, 'region = eu-west-1') +
    profile('bare', at);
  const cases: [string, Case, string][] = [
    ['of the profile', { config: inWest }, 'us-west-1'],
    ['of --profile', { config: inWest, words: '--profile x' }, 'eu-west-1'],
    [
      'of AWS_REGION with --profile',
      { config: inWest, env: { AWS_REGION: 'sa-east-1' }, words: '--profile x' },
      'sa-east-1',
    ],
    [
      'of AWS_DEFAULT_REGION with --profile',
      { config: inWest, env: { AWS_DEFAULT_REGION: 'sa-east-1' }, words: '--profile x' },
      'sa-east-1',
    ],
    [
      'of AWS_REGION rather than AWS_DEFAULT_REGION',
      { config: inWest, env: { AWS_REGION: 'sa-east-1', AWS_DEFAULT_REGION: 'ap-south-1' } },
      'sa-east-1',
    ],
    [
      'of --region rather than the environment',
      { config: inWest, env: { AWS_REGION: 'sa-east-1' }, words: '--profile x --region ca-central-1' },
      'ca-central-1',
    ],
    [
      'of the context rather than of its profile',
      { config: inWest, own: 'contexts: { c: { profile: x, region: eu-south-1 } }', words: '--context c' },
      'eu-south-1',
    ],
    ['us-east-1 when nothing sets one (aws fails)', { config: inWest, words: '--profile bare' }, 'us-east-1'],
  ];
  test.each(cases)('%s', async (_, set, region) => {
    const { code, all } = await ask(set);
    expect({ code, regions: all.map((arrival) => arrival.region) }).toEqual({ code: 0, regions: [region] });
  });
});

describe('a profile that does not exist', () => {
  test.each([
    ['--profile', '--profile prdo', {}],
    ['--profile, with keys in the environment', '--profile prdo', KEYS],
    ['AWS_PROFILE', '', { AWS_PROFILE: 'prdo' }],
    ['AWS_PROFILE, with keys in the environment', '', { AWS_PROFILE: 'prdo', ...KEYS }],
    ['AWS_DEFAULT_PROFILE', '', { AWS_DEFAULT_PROFILE: 'prdo', ...KEYS }],
  ])('ends with exit 3, and nothing is sent: %s', async (_, words, env) => {
    const { code, stdout, stderr, arrivals, home } = await ask({
      config: profile('prod', 'endpoint_url = {a}'),
      env: { ...env, AWS_ENDPOINT_URL: '{a}' },
      words,
    });
    expect({ code, stdout, arrivals }).toEqual({ code: 3, stdout: '[]\n', arrivals: [] });
    expect(stderr).toBe(
      `ddbdbg: There is no AWS profile 'prdo' in ${home}/.aws/config or ${home}/.aws/credentials. Did you mean prod?\n` +
        'Run `aws configure list-profiles` for those that exist.\n',
    );
  });

  test('is found in the credentials file too', async () => {
    const file = join(root, 'credentials');
    writeFileSync(file, '[only]\naws_access_key_id = ONLY\naws_secret_access_key = s\n');
    const env = { AWS_SHARED_CREDENTIALS_FILE: file, AWS_ENDPOINT_URL: '{a}' };
    expect(await ask({ env, words: '--profile only' })).toMatchObject({
      code: 0,
      arrivals: ['a ONLY us-east-1'],
    });
  });

  test('and one without credentials is not called missing', async () => {
    const { code, stderr } = await ask({ config: '[profile p]\nregion = us-east-1\n', words: '--profile p' });
    expect(code).toBe(3);
    expect(stderr).toMatch(/^ddbdbg: No AWS credentials found for profile p: /);
    expect(stderr).toContain('aws configure --profile p');
    expect(stderr).not.toContain('AWS_PROFILE');
  });

  test('a services section that does not exist is named', async () => {
    const { code, stderr } = await ask({ config: profile('default', 'services = nope') });
    expect(code).toBe(3);
    expect(stderr).toContain('There is no section [services nope] in ');
  });
});
