import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { CATALOG } from '../../src/queries/registry';
import { looksSecret } from '../../src/redact/looks-secret';
import { fakeEndpoint, refusal } from '../helpers/fake-endpoint';
import { runMain } from '../helpers/run-main';

const MARK = 'hunter2-must-not-be-seen';

/** A user with more attributes than the definition of the table declares. */
const USER = {
  user_id: { S: 'user:1' },
  email: { S: 'ada@example.com' },
  password: { S: MARK },
  api_token: { S: MARK },
  profile: { M: { secret_key: { S: MARK }, city: { S: 'Turin' } } },
  logins: { L: [{ M: { access_token: { S: MARK }, ip: { S: '192.0.2.1' } } }] },
};

const root = mkdtempSync(join(tmpdir(), 'ddbdbg-secrets-'));
afterAll(() => rmSync(root, { recursive: true }));

const ask = async (words: string, around: Parameters<typeof runMain>[1] = {}) => {
  const { url } = await fakeEndpoint((operation) =>
    operation === 'GetItem'
      ? { body: { Item: USER } }
      : { body: { Items: [USER], Count: 1, ScannedCount: 1 } },
  );
  return runMain([...words.split(' '), '--endpoint-url', url], around);
};

describe('attributes that the definition of a table does not declare', () => {
  test.each(['table', 'json', 'ndjson', 'csv', 'dynamodb-json'])(
    'are hidden as %s if they look like secrets',
    async (format) => {
      for (const more of [
        '',
        ' --columns all',
        ' --columns password,profile.secret_key,logins',
        ' --record',
      ]) {
        for (const terminal of [undefined, 120]) {
          const { code, stdout } = await ask(
            `fusion users user:1 -o ${format}${more}`,
            terminal === undefined ? {} : { terminal },
          );
          expect({ code, shown: stdout.includes(MARK) }, stdout).toEqual({ code: 0, shown: false });
          if (more.includes('password') || format.includes('json')) expect(stdout).toContain('[redacted]');
        }
      }
    },
  );

  test('are named on stderr, with the way to see them', async () => {
    const { stdout, stderr } = await ask('fusion users user:1 -o json');
    expect(JSON.parse(stdout)).toEqual([
      {
        user_id: 'user:1',
        email: 'ada@example.com',
        password: '[redacted]',
        api_token: '[redacted]',
        profile: { secret_key: '[redacted]', city: 'Turin' },
        logins: [{ access_token: '[redacted]', ip: '192.0.2.1' }],
      },
    ]);
    expect(stderr).toBe(
      'redacted because the names look like secrets: password, api_token, secret_key, access_token (--reveal shows them)\n',
    );
    const revealed = await ask('fusion users user:1 -o json --reveal');
    expect(JSON.parse(revealed.stdout)[0]).toMatchObject({ password: MARK, profile: { secret_key: MARK } });
    expect(revealed.stderr).toBe('');
  });

  test('are hidden when sorted by, and in the record of a terminal', async () => {
    const sorted = await ask('fusion users --email ada@example.com --sort password -o ndjson');
    expect(sorted).toMatchObject({ code: 0, stdout: expect.stringContaining('"password":"[redacted]"') });
    const record = await ask('fusion users user:1 --columns profile.secret_key', { terminal: 100 });
    expect(record).toMatchObject({ code: 0, stdout: expect.stringContaining('[redacted]') });
    expect(sorted.stdout + record.stdout).not.toContain(MARK);
  });
});

describe('`secret: false` in a definition', () => {
  const config = join(root, 'films.yaml');
  writeFileSync(
    config,
    `tables:
  films:
    name: films
    partitionKey: user_id
    attributes:
      user_id: { option: id }
      api_token: { secret: false }
      profile.secret_key: { secret: false }
      access_token: { secret: false }
`,
  );
  const films = async (words: string) => ask(`films --id user:1 ${words} --config ${config}`);

  test('shows this attribute, and no other of the same name', async () => {
    const { stdout, stderr } = await films('-o json');
    expect(JSON.parse(stdout)).toMatchObject([
      {
        password: '[redacted]',
        api_token: MARK,
        profile: { secret_key: MARK },
        logins: [{ access_token: '[redacted]' }],
      },
    ]);
    expect(stderr).toBe(
      'redacted because the names look like secrets: password, access_token (--reveal shows them)\n',
    );
    expect((await films('--columns profile.secret_key -o csv')).stdout).toContain(MARK);
  });

  test('also in the plan, where the path of an attribute in a map remains one', async () => {
    const { stdout } = await films(
      `--where profile.secret_key=open --where api_token=open --where logins[0].access_token=${MARK} --explain -o json`,
    );
    const { filter } = JSON.parse(stdout);
    expect(filter.map(({ path, value }: { path: unknown; value: { S: string } }) => [path, value.S])).toEqual(
      [
        [['profile', 'secret_key'], 'open'],
        [['api_token'], 'open'],
        [['logins', 0, 'access_token'], '[redacted]'],
      ],
    );
  });
});

describe('the value of a condition on an undeclared secret', () => {
  test.each(['json', 'table'])('is not in an explanation as %s', async (format) => {
    const { code, stdout } = await runMain(
      [
        'fusion',
        'users',
        'user:1',
        '--where',
        `password=${MARK}`,
        '--where',
        `profile.secret_key^=${MARK}`,
      ].concat('--where', `logins[0].access_token!=${MARK}`, '--explain', '-o', format),
    );
    expect({ code, shown: stdout.includes(MARK) }).toEqual({ code: 0, shown: false });
    expect(stdout).toContain('[redacted]');
  });

  test('is neither in --debug, nor in an error of the service that quotes it', async () => {
    const { url } = await fakeEndpoint(() => refusal('ValidationException', `Invalid value ${MARK}`));
    const ran = await runMain(
      ['fusion', 'users', '--email', 'a@b.c', '--where', `password=${MARK}`, '--debug'].concat(
        '--endpoint-url',
        url,
      ),
    );
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('[redacted]') });
    expect(ran.stderr).not.toContain(MARK);
  });

  const config = join(root, 'typed.yaml');
  writeFileSync(
    config,
    `tables:
  films:
    name: films
    partitionKey: id
    attributes:
      id: { option: id, template: "A#{api_token}#{n}" }
      n: { option: n, virtual: true }
      api_token: { option: token, virtual: true }
      auth_token: { type: N, option: auth }
      password: { option: password, pattern: { expression: "[a-z]+", meaning: lower case letters }, examples: [abc] }
      session_token: { option: session, values: [open] }
`,
  );

  test.each([
    [['--where', `auth_token=${MARK}`], /--where auth_token: '\[redacted\]' is not a number/],
    [['--auth', MARK], /--auth: '\[redacted\]' is not a number/],
    [['--auth', 'x7'], /--auth: '\[redacted\]' is not a number/],
    [['--password', MARK], /--password: '\[redacted\]' is not lower case letters/],
    [['--session', MARK], /--session: '\[redacted\]' is not a known value/],
    [['--token', `${MARK}#x`, '--n', '1'], /'\[redacted\]' contains '#'/],
    [['--where', `password~${MARK}`], /--where password…\n +\^ expected one of/],
    [['--where', `password ${MARK}`], /--where password…: The condition has no operator/],
    [['--where', `!password=${MARK}`], /--where !password…: '!…=' is not an operator here/],
    [['--where', `password like ${MARK}%`], /--where password…: 'like' is not an operator here/],
    [['--where', `contains(password, ${MARK})`], /--where contains\(password…/],
    [['--not', `auth_token=${MARK}`], /--not auth_token: '\[redacted\]' is not a number/],
    [['--not', `password == ${MARK}`], /--not password: '==' is not an operator here/],
    [['--where', `auth_token=1,"${MARK}"`], /--where auth_token: '\[redacted\]' is not/],
    [['--where', `auth_token=1, ${MARK},2`], /--where auth_token: '\[redacted\]' is not a number/],
    [['--where', `profile.secret_key ? ${MARK}`], /--where profile\.secret_key…\n +\^ unexpected text/],
  ])('is not in the message about %j', async (words, message) => {
    const { code, stdout, stderr } = await runMain(['films', ...words, '--config', config, '--debug']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain(words[1]?.includes(MARK) ? MARK : words[1]);
  });

  test('is not in the hints after an empty result', async () => {
    const { url } = await fakeEndpoint(() => ({ body: { Items: [], Count: 0, ScannedCount: 0 } }));
    const { stderr } = await runMain(
      ['fusion', 'users', '--email', 'a@b.c', '--where', `password=${MARK}`, '--endpoint-url', url],
      { terminal: 100 },
    );
    expect(stderr).toContain('no items: try without --where password');
    expect(stderr).not.toContain(MARK);
  });
});

test('a built-in attribute that looks like a secret is one, or its definition says that it is not', () => {
  const unclear = CATALOG.flatMap(({ command, attributes }) =>
    Object.entries(attributes)
      .filter(([name, { secret }]) => looksSecret(name) && secret === undefined)
      .map(([name]) => `${command.join(' ')}: ${name}`),
  );
  expect(unclear).toEqual([]);
});

describe('a note about an empty answer', () => {
  test.each([
    [['--where', `password=${MARK}`, '--where', 'password=other'], 'No item can meet --where password'],
    [['--not', `password?`, '--where', `password=${MARK},x`], '--where password'],
    [['--where', `api_token="${MARK}",b`, '--not', `api_token=${MARK}`], "'api_token'"],
  ])('does not quote the value of a secret: %j', async (words, shown) => {
    const { url } = await fakeEndpoint(() => ({ body: { Items: [], Count: 0, ScannedCount: 0 } }));
    const question = ['fusion', 'users', '--email', 'a@b.c', ...words, '--endpoint-url', url];
    const { code, stdout, stderr } = await runMain(question);
    expect(code).toBe(0);
    expect(stderr).toContain(shown);
    expect(stdout + stderr).not.toContain(MARK);
  });

  test('names an item that does not exist without a secret in its key', async () => {
    const config = join(root, 'sessions.yaml');
    writeFileSync(
      config,
      'tables: { films: { name: films, partitionKey: session_token, attributes: { session_token: { option: token } } } }',
    );
    const { url } = await fakeEndpoint(() => ({ body: {} }));
    const ran = await runMain(['films', '--token', MARK, '--config', config, '--endpoint-url', url]);
    expect(ran).toMatchObject({ code: 0, stderr: expect.stringContaining('session_token') });
    expect(ran.stdout + ran.stderr).not.toContain(MARK);
  });
});
