import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { fakeEndpoint } from '../helpers/fake-endpoint';
import { runMain } from '../helpers/run-main';
import { temporaryFolder } from '../helpers/temporary-files';

const root = temporaryFolder();

let count = 0;

/** A folder with a configuration, as somebody else may have made it, and a user with a state folder of their own. */
function stranger(config: string) {
  const cwd = join(root, String(count++), 'project');
  const state = join(cwd, '../state');
  mkdirSync(cwd, { recursive: true });
  const file = join(cwd, 'ddbdbg.config.yaml');
  writeFileSync(file, config);
  const env = { XDG_STATE_HOME: state, AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_REGION: '' };
  const run = (line: string, more: Readonly<Record<string, string>> = {}) =>
    runMain(line.split(' '), { cwd, env: { ...env, ...more } });
  return { cwd, file, state, run };
}

const FILMS = 'tables: { films: { name: films, partitionKey: id, attributes: { id: { option: id } } } }\n';

/** An endpoint that must not be asked. */
const trap = async () => {
  const endpoint = await fakeEndpoint(() => ({ body: { Items: [], Count: 0, ScannedCount: 0 } }));
  return endpoint;
};

describe('a configuration that was found in a folder', () => {
  test('may declare tables and columns; its first use is told once', async () => {
    const { run, file, state } = stranger(FILMS);
    const ask = 'films --id 1 --explain -o json';
    const { code, stdout, stderr } = await run(ask);
    expect({ code, table: JSON.parse(stdout).table, stderr }).toEqual({
      code: 0,
      table: 'films',
      stderr: `using ${file}\n`,
    });
    expect((await run(ask)).stderr).toBe('');
    writeFileSync(file, `# changed\n${FILMS}`);
    expect((await run(`${ask} --quiet`)).stderr).toBe('');
    expect((await run(ask)).stderr).toBe(`using ${file}\n`);
    expect((await run(ask)).stderr).toBe('');
    const [seen = ''] = readdirSync(join(state, 'ddbdbg/seen'));
    expect(statSync(join(state, 'ddbdbg/seen', seen)).mode & 0o777).toBe(0o600);
  });

  test('is not mentioned by completion, help, or a run that cannot remember it', async () => {
    const { run, cwd } = stranger(FILMS);
    for (const line of ['--help', 'films --help', '__complete -- fil', '--version'])
      expect([line, (await run(line)).stderr]).toEqual([line, '']);
    const words = ['films', '--id', '1', '--explain'];
    expect((await runMain(words, { cwd })).stderr).toBe('');
    const env = { HOME: join(cwd, 'missing') };
    expect((await runMain(words, { cwd, env })).stderr).toBe('');
    expect(readdirSync(cwd)).toEqual(['ddbdbg.config.yaml']);
  });

  test.each(['', 'x'])('is used if the state folder is damaged or not writable%s', async (suffix) => {
    const { run, file, state } = stranger(FILMS + suffix.replace('x', '#'));
    mkdirSync(state);
    writeFileSync(join(state, 'ddbdbg'), 'not a folder');
    expect(await run('films --id 1 --explain')).toMatchObject({ code: 0, stderr: '' });
    expect(await run('trust')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Cannot remember this'),
    });
    rmSync(join(state, 'ddbdbg'));
    await run('trust');
    const [entry = ''] = readdirSync(join(state, 'ddbdbg/trusted'));
    writeFileSync(join(state, 'ddbdbg/trusted', entry), '{"path":7}');
    expect((await run('trust --list')).stdout).toBe('');
    expect((await run('films --id 1 --explain')).stderr).toBe(`using ${file}\n`);
  });

  test('is used if the state folder cannot be created', async () => {
    const { run } = stranger(FILMS);
    const env = { XDG_STATE_HOME: '/proc/nowhere' };
    expect(await run('films --id 1 --explain', env)).toMatchObject({ code: 0, stderr: '' });
    expect(await run('trust', env)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Cannot remember this'),
    });
  });

  test('cannot choose an endpoint: the question is refused, not asked elsewhere', async () => {
    const { url, requests } = await trap();
    const { run, file } = stranger(
      `contexts: { there: { endpoint: "${url}", region: us-east-1 } }\n${FILMS}`,
    );
    const keys = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };
    const refused = await run('films --id 1 --context there --quiet', keys);
    expect(refused).toEqual({
      code: 2,
      stdout: '',
      stderr:
        `ddbdbg: The endpoint ${url} is the choice of ddbdbg.config.yaml, which you have not trusted.\n` +
        'Review it, then run `ddbdbg trust ddbdbg.config.yaml`, or set --endpoint-url.\n',
    });
    expect(await run('find films --context there --quiet', keys)).toEqual(refused);
    expect(await run('tables --context there --quiet', keys)).toEqual(refused);
    expect(await run('init films --context there --quiet', keys)).toEqual(refused);
    expect(requests).toEqual([]);
    // What sends nothing, or elsewhere anyway, is answered.
    for (const line of [
      'films --id 1 --context there --explain',
      'patterns films --context there',
      'films --id 1 --context there --demo',
    ])
      expect([line, (await run(`${line} --quiet`, keys)).code]).toEqual([line, 0]);
    expect((await run(`films --id 1 --context there --quiet --endpoint-url ${url}`, keys)).code).toBe(0);
    expect((await run('films --id 1 --context there --quiet', { ...keys, AWS_ENDPOINT_URL: url })).code).toBe(
      0,
    );
    expect(requests).toHaveLength(2);
    expect(await run('trust')).toMatchObject({
      code: 0,
      stdout: `trusted ${file}\nit may now use:\n  the endpoint ${url} (context there)\n`,
    });
    expect(await run('films --id 1 --context there', keys)).toMatchObject({
      code: 0,
      stderr: "No item with id '1' in films.\n",
    });
    expect(requests).toHaveLength(3);
  });

  test('cannot choose a profile, in a context or as the default', async () => {
    const { url } = await trap();
    const { run, file } = stranger(
      `defaults: { profile: admin }\ncontexts: { prod: { profile: root } }\n${FILMS}`,
    );
    const at = `--endpoint-url ${url} --quiet`;
    const said = (profile: string, why = 'have not trusted') =>
      `ddbdbg: The profile ${profile} is the choice of ddbdbg.config.yaml, which you ${why}.\nReview it, then run \`ddbdbg trust ddbdbg.config.yaml\`, or set --profile.\n`;
    expect(await run(`films --id 1 ${at}`)).toEqual({ code: 2, stdout: '', stderr: said('admin') });
    expect(await run(`films --id 1 --context prod ${at}`)).toMatchObject({ code: 2, stderr: said('root') });
    expect(await run(`fusion users user:1 ${at}`)).toMatchObject({ code: 2, stderr: said('admin') });
    // Credentials in the environment are used instead of the profile.
    const keys = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_REGION: 'us-east-1' };
    expect(await run(`films --id 1 ${at}`, keys)).toMatchObject({ code: 0 });
    await run('trust');
    expect(await run(`films --id 1 ${at}`)).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('admin'),
    });
    writeFileSync(file, `#\n${readFileSync(file, 'utf8')}`);
    expect(await run(`films --id 1 ${at}`)).toMatchObject({
      code: 2,
      stderr: said('admin').replace('which you have not trusted', 'which has changed since you trusted it'),
    });
  });

  const AUTH = {
    auth_id: { S: 'auth:1' },
    access_token: { S: 'hunter2' },
    queue_token: { S: 'harmless' },
    m: { M: { api_secret: { S: 'hunter2' } } },
  };

  test.each([
    [
      'fusion auths auth:1',
      'overrides: { fusion auths: { attributes: { access_token: { secret: false }, queue_token: { secret: false } } } }',
    ],
    [
      'mine --id auth:1',
      'tables: { mine: { name: "mfh-{stage}-platform-connection-auths", partitionKey: auth_id, attributes: { auth_id: { option: id }, access_token: S, m.api_secret: { secret: false }, queue_token: { secret: false } } } }',
    ],
    [
      'mine --id auth:1 --table mfh-dev-platform-connection-auths',
      'tables: { mine: { name: films, partitionKey: auth_id, attributes: { auth_id: { option: id }, access_token: { secret: false }, queue_token: { secret: false } } } }',
    ],
  ])('cannot show a secret: %s', async (line, config) => {
    const { url } = await fakeEndpoint(() => ({ body: { Item: AUTH } }));
    const { run, file } = stranger(config);
    const ask = `${line} -o json --region us-east-1 --endpoint-url ${url}`;
    const keys = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };
    const { code, stdout, stderr } = await run(ask, keys);
    expect({ code, shown: /hunter2|harmless/.test(stdout) }).toEqual({ code: 0, shown: false });
    expect(stderr).toContain(`using ${file} without what needs your trust: `);
    expect(stderr).toContain('(see `ddbdbg trust --help`)');
    await run('trust');
    expect((await run(ask, keys)).stdout).toContain('harmless');
  });

  test('cannot permit expensive scans, only forbid more of them', async () => {
    const megabytes = (n: number) => ({
      body: {
        Table: {
          TableName: 'films',
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
          AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
          TableSizeBytes: n * 1e6,
          ItemCount: 1,
          TableStatus: 'ACTIVE',
          TableArn: 'arn:aws:dynamodb:us-east-1:123456789012:table/films',
        },
      },
    });
    const { url } = await fakeEndpoint((operation) =>
      operation === 'DescribeTable' ? megabytes(150) : { body: { Items: [], Count: 0, ScannedCount: 0 } },
    );
    const { run } = stranger(`defaults: { scanLimitMb: 5000 }\n${FILMS}`);
    const ask = `films --where x=1 -o json --region us-east-1 --endpoint-url ${url}`;
    const keys = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };
    expect(await run(ask, keys)).toMatchObject({
      code: 6,
      stderr: expect.stringContaining('without what needs your trust: scans up to 5000 MB'),
    });
    await run('trust');
    expect(await run(ask, keys)).toMatchObject({ code: 0 });
  });

  test.each(['/etc/hostname', '../outside.yaml'])('cannot be a link to %s', async (target) => {
    const { run, cwd, file } = stranger('');
    writeFileSync(join(cwd, '../outside.yaml'), 'private: hunter2\n');
    rmSync(file);
    symlinkSync(target, file);
    const ran = await run('films --id 1 --explain');
    expect(ran).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'ddbdbg: ddbdbg.config.yaml is a link to a file outside of its folder, and you have not trusted it.\n' +
        'Review it, then run `ddbdbg trust ddbdbg.config.yaml`.\n',
    });
  });

  test('can be a link within its folder, and, once trusted, out of it', async () => {
    const { run, cwd, file } = stranger('');
    rmSync(file);
    writeFileSync(join(cwd, 'tables.yaml'), FILMS);
    symlinkSync('tables.yaml', file);
    expect(await run('films --id 1 --explain')).toMatchObject({ code: 0 });
    rmSync(file);
    writeFileSync(join(cwd, '../outside.yaml'), FILMS);
    symlinkSync('../outside.yaml', file);
    expect((await run('films --id 1 --explain')).code).toBe(2);
    expect(await run('trust')).toMatchObject({ code: 0 });
    expect(await run('films --id 1 --explain')).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('what a link leads to is not quoted', () => {
  const texts = [
    'aws_secret_access_key = hunter2',
    'hunter2: [',
    'tables: hunter2',
    'tables: { hunter2: {} }',
    '&a *hunter2',
  ];
  test.each(texts)('%s', async (text) => {
    const { run, cwd, file } = stranger('');
    rmSync(file);
    writeFileSync(join(cwd, 'private'), text);
    symlinkSync('private', file);
    const outside = join(cwd, '../link.yaml');
    symlinkSync('project/private', outside);
    for (const line of ['jobs', 'trust', `trust ${file}`, `jobs --config ${outside}`, 'jobs --help']) {
      const { stdout, stderr } = await run(`${line} --debug`);
      expect(stdout + stderr).not.toContain('hunter2');
      expect(stderr).toContain(
        'this is not a valid configuration. The mistake is not shown, as the file is a link',
      );
    }
    expect((await run(`jobs --config ${join(cwd, 'private')}`)).stderr).toContain('private:1: ');
  });
});

describe('a configuration that counts as trusted', () => {
  const config = 'contexts: { there: { endpoint: "http://127.0.0.1:1", profile: p } }\n';
  const refusal = /which you have not trusted/;

  test('is one that is named, and the own one of the user', async () => {
    const { run, cwd, file } = stranger(config);
    const ask = 'jobs job_1 --context there --region us-east-1';
    expect((await run(ask)).stderr).toMatch(refusal);
    const other = join(cwd, '../elsewhere');
    mkdirSync(join(other, 'ddbdbg'), { recursive: true });
    writeFileSync(join(other, 'ddbdbg/ddbdbg.config.yaml'), config);
    const env = { XDG_STATE_HOME: join(cwd, '../state') };
    const limits = { AWS_MAX_ATTEMPTS: '1' };
    const runs = [
      await run(`${ask} --config ${file}`, limits),
      await run(ask, { DDBDBG_CONFIG: file, ...limits }),
      await runMain(ask.split(' '), { cwd: other, env: { ...env, ...limits, XDG_CONFIG_HOME: other } }),
      await runMain(ask.split(' '), {
        cwd: join(other, 'ddbdbg'),
        env: { ...env, ...limits, XDG_CONFIG_HOME: other },
      }),
    ];
    for (const { stderr } of runs) {
      expect(stderr).not.toMatch(refusal);
      expect(stderr).not.toContain('using ');
    }
  });
});

describe('ddbdbg trust', () => {
  test('lists, forgets, and notices changes', async () => {
    const { run, file, cwd, state } = stranger(FILMS);
    expect(await run('trust --list')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await run('trust')).toEqual({
      code: 0,
      stdout: `trusted ${file}\nit has nothing that needs it\n`,
      stderr: '',
    });
    expect((await run('trust --list')).stdout).toBe(`trusted  ${file}\n`);
    const [entry = ''] = readdirSync(join(state, 'ddbdbg/trusted'));
    expect(statSync(join(state, 'ddbdbg/trusted', entry)).mode & 0o777).toBe(0o600);
    expect(statSync(join(state, 'ddbdbg/trusted')).mode & 0o777).toBe(0o700);
    writeFileSync(file, `${FILMS}#\n`);
    expect((await run('trust --list')).stdout).toBe(`changed  ${file}\n`);
    rmSync(file);
    expect((await run('trust --list')).stdout).toBe(`missing  ${file}\n`);
    expect((await run(`trust --remove ${file}`)).stdout).toBe(`no longer trusted: ${file}\n`);
    expect((await run(`trust --remove ${file}`)).stdout).toBe(`was not trusted: ${file}\n`);
    expect((await run('trust --list')).stdout).toBe('');
    expect(cwd).not.toBe(state);
  });

  test('does not follow the path through another link, nor confuse two files with the same contents', async () => {
    const { run, cwd } = stranger('defaults: { profile: admin }\n');
    await run('trust');
    const copy = join(cwd, 'copy');
    mkdirSync(copy);
    writeFileSync(join(copy, 'ddbdbg.config.yaml'), 'defaults: { profile: admin }\n');
    const env = { XDG_STATE_HOME: join(cwd, '../state'), AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' };
    expect((await runMain(['jobs', 'job_1'], { cwd: copy, env })).stderr).toContain(
      'which you have not trusted',
    );
    // The same folder by another name.
    symlinkSync(cwd, join(cwd, '../alias'));
    expect((await runMain(['jobs', 'job_1'], { cwd: join(cwd, '../alias'), env })).stderr).not.toContain(
      'trusted',
    );
  });

  test.each([
    ['trust', /^ddbdbg: There is no configuration file in this folder or a parent folder\.\n/],
    ['trust nowhere.yaml', /^ddbdbg: Cannot read nowhere\.yaml: /],
    ['trust .', /^ddbdbg: Cannot read /],
    ['trust --list x.yaml', /^ddbdbg: --list lists all trusted files, and takes neither/],
    ['trust --list --remove', /^ddbdbg: --list lists all trusted files/],
    ['trust --context prod', /^ddbdbg: /],
    ['trust --output json', /^ddbdbg: /],
    ['--region x trust', /^ddbdbg: --region does not apply to trust\./],
  ])('refuses `%s`', async (line, message) => {
    const { run, file } = stranger('');
    rmSync(file);
    const { code, stdout, stderr } = await run(line);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });

  test('does not trust a file with a mistake, and says that the own file needs no trust', async () => {
    const { run, cwd, file } = stranger('tables: 7\n');
    expect(await run('trust')).toMatchObject({
      code: 2,
      stderr: 'ddbdbg: ddbdbg.config.yaml:1: tables: expected a mapping, found 7.\n',
    });
    expect((await run('trust --list')).stdout).toBe('');
    rmSync(file);
    const own = join(cwd, '../config/ddbdbg');
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, 'ddbdbg.config.yaml'), FILMS);
    expect((await run('trust', { XDG_CONFIG_HOME: join(cwd, '../config') })).stderr).toContain(
      'needs no trust',
    );
  });

  test('shows control characters', async () => {
    const { run } = stranger('contexts: { "a\\e[31m": { profile: "x\\u202ey" } }\n');
    const { stdout } = await run('trust');
    expect(stdout).toContain('  the profile x\\u202ey (context a\\u001b[31m)\n');
  });

  test('needs a folder to remember in', async () => {
    const { cwd } = stranger(FILMS);
    expect(await runMain(['trust'], { cwd })).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'ddbdbg: There is no folder to remember this in: neither XDG_STATE_HOME nor HOME is an existing folder.\n' +
        'Name the file with --config or DDBDBG_CONFIG, which needs no trust.\n',
    });
    const home = join(cwd, '../home');
    mkdirSync(home);
    expect(await runMain(['trust'], { cwd, env: { HOME: home, XDG_STATE_HOME: 'relative' } })).toMatchObject({
      code: 0,
    });
    expect(readdirSync(join(home, '.local/state/ddbdbg'))).toEqual(['trusted']);
    expect(await runMain(['trust'], { cwd, env: { LOCALAPPDATA: home } })).toMatchObject({ code: 0 });
    expect(readdirSync(home)).toContain('ddbdbg');
  });
});

test('the state folder of a user without a home is not created', async () => {
  const { cwd } = stranger(FILMS);
  const parent = join(cwd, '../locked');
  mkdirSync(parent);
  chmodSync(parent, 0o500);
  onTestFinished(() => chmodSync(parent, 0o700));
  expect(await runMain(['trust'], { cwd, env: { HOME: join(parent, 'nobody') } })).toMatchObject({ code: 2 });
  expect(readdirSync(parent)).toEqual([]);
});
