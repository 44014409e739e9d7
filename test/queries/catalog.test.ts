import { describe, expect, test } from 'vitest';
import { isTime } from '../../src/dynamo/model/attribute-definition';
import type { Condition } from '../../src/dynamo/model/condition';
import {
  type AccessPattern,
  keyAttributes,
  type TableDefinition,
  timeAttribute,
} from '../../src/dynamo/model/definition';
import { parseTemplate } from '../../src/dynamo/model/key-template';
import { plan } from '../../src/dynamo/plan/planner';
import { CATALOG } from '../../src/queries/registry';
import { builtInTable, exampleWords } from '../helpers/catalog';
import { ANY_ORIGIN } from '../helpers/origin';

const WINDOW = ['--since', '--until'];

/** The contract with users and scripts: argument and options of every lookup. */
const CONTRACT: Readonly<Record<string, { argument?: string; options: string[] }>> = {
  executions: { argument: 'execution_id', options: ['--tenant', '--status', ...WINDOW] },
  'index-executions': { argument: 'executionArn', options: ['--agent', '--status', ...WINDOW] },
  jobs: { argument: 'jobId', options: ['--status', '--project', '--main', '--logs', ...WINDOW] },
  helpers: { argument: 'helper_id', options: ['--account', '--connection', '--status', ...WINDOW] },
  'fusion users': { argument: 'user_id', options: ['--email', '--cognito-sub', '--status', ...WINDOW] },
  'fusion accounts': { argument: 'account_id', options: ['--owner', '--status', ...WINDOW] },
  'fusion user-accounts': { options: ['--user', '--account', '--status', ...WINDOW] },
  'fusion api-keys': { argument: 'key_id', options: ['--account', '--hash', '--status', ...WINDOW] },
  'fusion connections': {
    argument: 'connection_id',
    options: ['--account', '--user', '--status', ...WINDOW],
  },
  'fusion executions': {
    argument: 'execution_id',
    options: ['--account', '--helper', '--user', '--connection', '--status', ...WINDOW],
  },
  'fusion platforms': { argument: 'platform_id', options: ['--slug', '--status', ...WINDOW] },
  'fusion auths': {
    argument: 'auth_id',
    options: ['--connection', '--account', '--user', '--status', ...WINDOW],
  },
  'fusion oauth-states': { argument: 'state', options: ['--user', '--account', ...WINDOW] },
  'policy users': { argument: 'user_id', options: ['--email', ...WINDOW] },
  'policy sessions': { argument: 'session_id', options: ['--user', '--status', '--idle', ...WINDOW] },
  'policy registry': { argument: 'name', options: [...WINDOW] },
  'policy executions': { argument: 'execution_id', options: ['--session', '--status', ...WINDOW] },
  'policy results': { options: ['--execution', '--policy', '--status', ...WINDOW] },
};

const EVERY_LOOKUP = ['--where'];

const command = (table: TableDefinition) => table.command.join(' ');

const tables = CATALOG.map((table) => [command(table), table] as const);

const patterns = CATALOG.flatMap((table) =>
  table.patterns.map((pattern) => [`${command(table)}: ${pattern.question}`, table, pattern] as const),
);

function optionNames(table: TableDefinition): string[] {
  const attributes = Object.values(table.attributes).flatMap(({ option }) => (option ? [`--${option}`] : []));
  const switches = [...Object.keys(table.ages ?? {}), ...Object.keys(table.switches ?? {})].map(
    (name) => `--${name}`,
  );
  return [...attributes, ...switches, ...(timeAttribute(table) ? WINDOW : [])];
}

/** One value for each attribute that selects the pattern. Any value gives the same plan. */
function conditionsFor(table: TableDefinition, names: readonly string[]): Condition[] {
  const attributes = names.filter((name) => table.attributes[name]);
  return attributes.map((name) => ({ path: [name], operator: '=', value: { S: 'x' }, origin: ANY_ORIGIN }));
}

function planFor(table: TableDefinition, { given = [], where = {} }: Pick<AccessPattern, 'given' | 'where'>) {
  return plan(table, table.name, { conditions: conditionsFor(table, [...given, ...Object.keys(where)]) });
}

test('the catalog has exactly the commands of the contract', () => {
  expect(CATALOG.map(command).sort()).toEqual(Object.keys(CONTRACT).sort());
});

test('a table is found by its command and by its aliases', () => {
  expect(builtInTable('fusion', 'helpers')).toBe(builtInTable('helpers'));
  expect(builtInTable('fusion', 'users')?.name).toBe('mfh-{stage}-users');
  expect(builtInTable('fusion')).toBeUndefined();
});

describe.each(tables)('%s', (name, table) => {
  test('has the argument and options of the contract', () => {
    expect(table.argument).toBe(CONTRACT[name]?.argument);
    expect(optionNames(table).sort()).toEqual(CONTRACT[name]?.options.toSorted());
  });

  test('is plain data', () => {
    expect(JSON.parse(JSON.stringify(table))).toEqual(table);
  });

  test('declares every attribute that it refers to', () => {
    const { columns = [], required = [], argument, ttl, display = {}, indexes = [] } = table;
    const keys = [table, ...indexes].flatMap(keyAttributes);
    const variables = Object.values(table.attributes).flatMap(({ template }) =>
      template ? parseTemplate(template).variables : [],
    );
    const shown = [
      display.progress,
      ...Object.values(display.done ?? {}),
      ...Object.values(table.life ?? {}),
    ];
    const spoken = [...keys, ...variables, ...columns, ...required, argument, ttl, ...shown];
    expect(spoken.filter((attribute) => attribute && !table.attributes[attribute])).toEqual([]);
  });

  test('says by which time attributes its items began', () => {
    const { life = {}, attributes } = table;
    expect(life.began).toBeDefined();
    expect(Object.values(life).filter((name) => !isTime(attributes[name]))).toEqual([]);
  });

  test('has keys that DynamoDB can index', () => {
    const keys = [table, ...(table.indexes ?? [])].flatMap(keyAttributes);
    expect(keys.filter((key) => !['S', 'N', 'B'].includes(table.attributes[key]?.type ?? ''))).toEqual([]);
    expect(keys.filter((key) => table.attributes[key]?.virtual || table.attributes[key]?.open)).toEqual([]);
  });

  test('shows six to eight columns, or all there are, and never a secret', () => {
    const { columns = [], attributes } = table;
    expect(columns.length).toBeLessThanOrEqual(8);
    expect(columns.length).toBeGreaterThanOrEqual(Math.min(5, Object.keys(attributes).length));
    expect(columns.filter((column) => attributes[column]?.secret)).toEqual([]);
  });

  test('describes each option, and has an example for it', () => {
    const optional = Object.entries(table.attributes).filter(([, { option }]) => option);
    expect(optional.filter(([, { description }]) => !description)).toEqual([]);
    expect(optional.filter(([, { examples, values }]) => !examples && !values)).toEqual([]);
  });

  test('gives each word for a status a single meaning', () => {
    for (const { values = [] } of Object.values(table.attributes)) {
      const words = values.flatMap(({ name: word, synonyms = [] }) => [word.toLowerCase(), ...synonyms]);
      expect(words).toEqual([...new Set(words)]);
      expect(words).toEqual(words.map((word) => word.toLowerCase()));
    }
  });

  test('has examples that its own rules accept', () => {
    for (const { type, pattern, examples = [] } of Object.values(table.attributes)) {
      const meant = (example: string) => (type === 'S' ? true : JSON.parse(example) !== undefined);
      expect(examples.filter((example) => !meant(example))).toEqual([]);
      if (pattern) expect(examples.filter((text) => !new RegExp(pattern.expression).test(text))).toEqual([]);
    }
  });

  test('can be queried for one item by its key', () => {
    if (table.keyIsAssumed) return;
    const key = keyAttributes(table).toSorted();
    expect(table.patterns.map(({ given = [] }) => given.toSorted())).toContainEqual(key);
    expect(planFor(table, { given: key })).toMatchObject({ operation: 'get' });
  });
});

describe.each(patterns)('%s', (_, table, pattern) => {
  test('uses options that exist', () => {
    const example = exampleWords(pattern);
    const known = [...optionNames(table), ...EVERY_LOOKUP];
    expect(example.filter((word) => word.startsWith('--') && !known.includes(word))).toEqual([]);
  });

  test('is selected by its own example', () => {
    const { given = [] } = pattern;
    const example = exampleWords(pattern);
    const words = given.map((name) => {
      if (name === table.argument) return example[0];
      const { option } = table.attributes[name] ?? { option: name };
      return option ? `--${option}` : '--where';
    });
    expect(words.filter((word) => word === undefined || !example.includes(word))).toEqual([]);
  });

  test('is planned on the index that it declares', () => {
    const planned = planFor(table, pattern);
    expect('index' in planned ? planned.index : undefined).toBe(pattern.index);
    if (pattern.index) expect(['query', 'merge']).toContain(planned.operation);
  });
});

/** The access patterns that the platform's own documentation lists. */
test.each([
  ['get user by ID', 'fusion users', 'user_id', undefined],
  ['find user by email', 'fusion users', 'email', 'EmailIndex'],
  ['find user by Cognito sub', 'fusion users', 'cognito_user_id', 'CognitoUserIdIndex'],
  ["list a user's accounts", 'fusion user-accounts', 'user_id', undefined],
  ["list an account's members", 'fusion user-accounts', 'account_id', 'AccountIdIndex'],
  ["list an account's helpers", 'helpers', 'account_id', 'AccountIdIndex'],
  ["list an account's connections", 'fusion connections', 'account_id', 'AccountIdIndex'],
  ["list an account's executions", 'fusion executions', 'account_id', 'AccountIdCreatedAtIndex'],
  ["list a helper's executions", 'fusion executions', 'helper_id', 'HelperIdCreatedAtIndex'],
  ['find a platform by slug', 'fusion platforms', 'slug', 'SlugIndex'],
  ['find the auth of a connection', 'fusion auths', 'connection_id', 'ConnectionIdIndex'],
  ['look up an API key by hash', 'fusion api-keys', 'key_hash', 'KeyHashIndex'],
])('%s is not a Scan', (_, words, attribute, index) => {
  const table = builtInTable(words) as TableDefinition;
  const declared = table.patterns.find(({ given }) => given?.join() === attribute);
  expect(declared).toBeDefined();
  expect(declared?.index).toBe(index);
  const planned = planFor(table, { given: [attribute] });
  expect(['get', 'query']).toContain(planned.operation);
  expect('index' in planned ? planned.index : undefined).toBe(index);
});

test('executions by time are newest first', () => {
  const table = builtInTable('fusion', 'executions') as TableDefinition;
  expect(planFor(table, { given: ['account_id'] })).toMatchObject({ operation: 'query', descending: true });
});

test("a tenant's executions of any status take one Query per status", () => {
  const table = builtInTable('executions') as TableDefinition;
  const conditions = conditionsFor(table, ['tenant']);
  const planned = plan(table, table.name, { conditions });
  const keys = 'branches' in planned ? planned.branches.map(({ key }) => key[0]) : [];
  expect(planned.operation).toBe('merge');
  expect(keys.map((key) => key && 'value' in key && key.value)).toEqual(
    ['started', 'success', 'failure', 'timeout'].map((status) => ({ S: `TENANT#x#STATUS#${status}` })),
  );
});

test('all executions of Step Functions take one Query per status, newest first', () => {
  const table = builtInTable('index-executions') as TableDefinition;
  const planned = plan(table, table.name, { conditions: [] });
  expect(planned).toMatchObject({ operation: 'merge', index: 'StatusDateIndex', descending: true });
  expect('branches' in planned && planned.branches).toHaveLength(5);
});

test('an agent with a status is queried by agent, with the status as a filter', () => {
  const table = builtInTable('index-executions') as TableDefinition;
  const planned = planFor(table, { given: ['agentName', 'status'] });
  expect(planned).toMatchObject({
    operation: 'query',
    index: 'AgentDateIndex',
    filter: [{ path: ['status'] }],
  });
});

test('pending is not a status of executions', () => {
  const { values = [] } = builtInTable('executions')?.attributes.status ?? {};
  expect(values.flatMap(({ name, synonyms = [] }) => [name, ...synonyms])).not.toContain('pending');
});

test('secrets are exactly those of the platform', () => {
  const secrets = CATALOG.flatMap((table) =>
    Object.entries(table.attributes).flatMap(([name, { secret }]) =>
      secret ? [`${command(table)} ${name}`] : [],
    ),
  );
  expect(secrets).toEqual([
    'fusion api-keys key_hash',
    'fusion auths access_token',
    'fusion auths refresh_token',
    'fusion auths api_key',
    'fusion auths api_secret',
  ]);
});
