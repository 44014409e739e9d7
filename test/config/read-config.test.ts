import { describe, expect, test } from 'vitest';
import { builtIn } from '../../src/commands/configuration/built-in';
import { configurationOf } from '../../src/config/read-config';
import { findTable, type TableDefinition } from '../../src/dynamo/model/definition';
import { plan } from '../../src/dynamo/plan/planner';
import { DdbdbgError } from '../../src/errors';
import { CATALOG } from '../../src/queries/registry';
import { builtInTable, exampleWords } from '../helpers/catalog';
import { ANY_ORIGIN } from '../helpers/origin';

const read = (text: string, context?: string) => configurationOf(text, 'c.yaml', context, builtIn());

/** Returns the error for a text: the message, and the hint as a second line. */
function refusal(text: string, context?: string): string {
  try {
    read(text, context);
  } catch (error) {
    if (!(error instanceof DdbdbgError)) throw error;
    expect(error.code).toBe('usage');
    return [error.message, ...error.remedies].join('\n');
  }
  return 'accepted';
}

/** A configuration of one table with these lines, which are indented as necessary. */
const films = (...lines: string[]) =>
  [
    'tables:',
    '  films:',
    '    name: films',
    '    partitionKey: id',
    ...lines.map((line) => `    ${line}`),
  ].join('\n');

const ATTRIBUTES = 'attributes: { id: S, genre: { option: genre }, year: N, seen: { format: time } }';

test('an empty file changes nothing', () => {
  for (const text of ['', '# nothing\n', '---\n', '{}', '\ufeff{}'])
    expect(read(text)).toEqual({ catalog: CATALOG, defaults: {} });
});

test('the shortest definition gives a command and access patterns derived from the keys', () => {
  const { catalog } = read(
    'systems: { cinema: { region: eu-west-1, tables: { films: { name: films, partitionKey: id, attributes: { id: S } } } } }',
  );
  expect(catalog.slice(0, -1)).toEqual(CATALOG);
  expect(catalog.at(-1)).toEqual({
    command: ['cinema', 'films'],
    summary: 'items of the table films',
    name: 'films',
    region: 'eu-west-1',
    partitionKey: ['id'],
    attributes: { id: { type: 'S' } },
    patterns: [{ question: 'one item, by id', given: ['id'], ask: { where: ['id=id-1'] } }],
  });
});

test('JSON is accepted, including tabs', () => {
  const json =
    '{\n\t"tables": {\n\t\t"films": {"name": "films", "partitionKey": ["id"], "attributes": {"id": "S"}}\n\t}\n}\n';
  expect(read(json).catalog.at(-1)?.command).toEqual(['films']);
});

test('anchors are supported, and attributes may have the names of object members', () => {
  const text = `${films('attributes:', '  id: &text { type: S, description: some text }', '  constructor: *text', '  toString: N')}`;
  expect(read(text).catalog.at(-1)?.attributes).toEqual({
    id: { type: 'S', description: 'some text' },
    constructor: { type: 'S', description: 'some text' },
    toString: { type: 'N' },
  });
});

test('YAML merges are supported', () => {
  const text = `tables:
  films: &films { name: films, partitionKey: id, attributes: { id: S } }
  shows: { <<: *films, name: shows }`;
  const [films, shows] = read(text).catalog.slice(-2);
  expect(shows).toEqual({
    ...films,
    command: ['shows'],
    name: 'shows',
    summary: 'items of the table shows',
  });
});

test('an example of a built-in access pattern that its override would reject is replaced', () => {
  const text = 'overrides: { executions: { attributes: { status: { values: [done] } } } }';
  const { patterns } = read(text).catalog.find(({ command: [word] }) => word === 'executions') ?? {};
  const examples = patterns?.map((pattern) => exampleWords(pattern).join(' '));
  expect(examples).toEqual([
    '--tenant acme --status done',
    '--tenant acme --status done',
    '--tenant acme --since 7d',
    '5d1f0c7e-3b8a-4c57-9e21-0a6f4b7d9c11',
  ]);
});

describe('a mistake is reported with file, line, the expected value, and a suggestion', () => {
  const cases: [name: string, text: string, message: string][] = [
    [
      'invalid YAML',
      'tables:\n  films: [1, 2',
      'c.yaml:2: Flow sequence in block collection must be sufficiently indented and end with a ].',
    ],
    ['a tab', 'tables:\n\tfilms: 1', 'c.yaml:2: Tabs are not allowed as indentation.'],
    ['a duplicate name', 'tables: {}\n\ntables: {}', 'c.yaml:3: Map keys must be unique.'],
    [
      'two documents',
      'tables: {}\n---\ntables: {}',
      'c.yaml:2: the file contains more than one YAML document.',
    ],
    ['an unknown anchor', 'defaults: {}\nsystems: *nope', 'c.yaml:2: unknown anchor &nope.'],
    [
      'a tag',
      'defaults: !!js/function "() => 1"',
      'c.yaml:1: Unresolved tag: tag:yaml.org,2002:js/function.',
    ],
    ['a list as a name', 'defaults:\n  ? [a, b]\n  : 1', 'c.yaml:2: a name must be text.'],
    [
      'prototype pollution',
      'defaults:\n  __proto__: { output: json }',
      'c.yaml:2: __proto__ is not allowed as a name.',
    ],
    ['not a mapping', '- tables', 'c.yaml:1: expected a mapping, found a list of 1.'],
    [
      'an unknown section',
      'tabels: {}',
      "c.yaml:1: tabels: unknown key 'tabels'. Did you mean tables?\nKnown keys: $schema, defaults, contexts, variables, systems, tables, overrides.",
    ],
    [
      'an unknown default',
      'defaults:\n  regoin: x',
      "c.yaml:2: defaults.regoin: unknown key 'regoin'. Did you mean region?\nKnown keys: output, numbers, times, color, profile, region, stage, scanLimitMb.",
    ],
    [
      'an unknown format',
      'defaults:\n  output: yaml',
      'c.yaml:2: defaults.output: expected one of table, json, ndjson, csv, dynamodb-json, markdown, found "yaml".',
    ],
    [
      'a limit that is not a number',
      'defaults: { scanLimitMb: lots }',
      'c.yaml:1: defaults.scanLimitMb: expected a number of megabytes, found "lots".',
    ],
    [
      'an endpoint without a protocol',
      'contexts: { x: { endpoint: "localhost:1" } }',
      'c.yaml:1: contexts.x.endpoint: expected an http or https URL, found "localhost:1".',
    ],
    [
      'a table without a key',
      'tables:\n  films:\n    name: films\n    attributes: {}',
      'c.yaml:2: tables.films: partitionKey is missing (a name or a list of one to four names).',
    ],
    [
      'a key that is a number',
      films(ATTRIBUTES, 'sortKey: 3'),
      'c.yaml:6: tables.films.sortKey: expected a name or a list of one to four names, found 3.',
    ],
    [
      'a key that is not declared',
      films('sortKey: yaer', ATTRIBUTES),
      'c.yaml:5: tables.films.sortKey: yaer is not declared under attributes. Did you mean year?\nDeclared attributes: id, genre, year, seen.',
    ],
    [
      'a misspelled key of an attribute',
      films('attributes:', '  id: S', '  genre:', '    optoin: genre'),
      "c.yaml:8: tables.films.attributes.genre.optoin: unknown key 'optoin'. Did you mean option?\nKnown keys: type, description, option, format, values, open, pattern, secret, template, virtual, unique, short, always, examples.",
    ],
    [
      'an unknown type',
      films('attributes: { id: String }'),
      'c.yaml:5: tables.films.attributes.id: expected a type (S, N, B, BOOL, NULL, M, L, SS, NS, BS) or a mapping that describes the attribute, found "String".',
    ],
    [
      'an unknown type in an attribute',
      films('attributes: { id: { type: String } }'),
      'c.yaml:5: tables.films.attributes.id.type: expected one of S, N, B, BOOL, NULL, M, L, SS, NS, BS, found "String".',
    ],
    [
      'an empty attribute',
      films('attributes: { id: }'),
      'c.yaml:5: tables.films.attributes.id: expected a type (S, N, B, BOOL, NULL, M, L, SS, NS, BS) or a mapping that describes the attribute, found an empty value.',
    ],
    [
      'a number as a value',
      films('attributes: { id: { values: [a, 1] } }'),
      'c.yaml:5: tables.films.attributes.id.values[1]: expected text (in quotes if YAML would not read it as text) or a mapping with a name, found 1.',
    ],
    [
      'a command in capitals',
      'tables:\n  Films: {}',
      "c.yaml:2: tables.Films: expected a word of lowercase letters, digits, dashes and underscores, found 'Films'.",
    ],
    [
      'a set as a key',
      films('attributes: { id: SS }'),
      'c.yaml:4: tables.films.partitionKey: id has type SS, but a key attribute must have type S, N or B.',
    ],
    [
      'a virtual key',
      films('attributes: { id: { virtual: true }, k: { template: "{id}" } }'),
      'c.yaml:4: tables.films.partitionKey: id is virtual, so it cannot be a key attribute.',
    ],
    [
      'a template with an unknown variable',
      films('attributes: { id: { template: "A#{tenant}" } }'),
      'c.yaml:5: tables.films.attributes.id.template: {tenant} is not an attribute of this table.\nDeclare it under attributes, with { virtual: true } if it exists only inside the key.',
    ],
    [
      'a template that contains itself',
      films('attributes: { id: { template: "A#{id}" } }'),
      'c.yaml:5: tables.films.attributes.id.template: the template contains itself: id → id.',
    ],
    [
      'templates in a cycle',
      films('attributes:', '  id: { template: "A#{b}" }', '  b: { template: "B#{id}" }'),
      'c.yaml:6: tables.films.attributes.id.template: the template contains itself: id → b → id. (1 more mistake in this file)',
    ],
    [
      'a missing brace',
      films('attributes: { id: { template: "A#{b" }, b: S }'),
      "c.yaml:5: tables.films.attributes.id.template: 'A#{b' has unbalanced braces or an empty variable.",
    ],
    [
      'two adjacent variables',
      films('attributes: { id: { template: "{a}{b}" }, a: S, b: S }'),
      "c.yaml:5: tables.films.attributes.id.template: '{a}{b}' has two variables without a separator, so keys cannot be split.",
    ],
    [
      'a virtual attribute that no template contains',
      films('attributes: { id: S, x: { virtual: true } }'),
      'c.yaml:5: tables.films.attributes.x.virtual: no template contains {x}, so it has no effect.',
    ],
    [
      'an option that is in use',
      films('attributes: { id: { option: limit } }'),
      "c.yaml:5: tables.films.attributes.id.option: every lookup already has an option 'limit'.",
    ],
    [
      'a duplicate option',
      films('attributes: { id: { option: a-1 }, b: { option: a1 } }'),
      "c.yaml:5: tables.films.attributes.b.option: the options 'a1' and 'a-1' differ only in dashes.",
    ],
    [
      'a switch without effect',
      films(ATTRIBUTES, 'switches: { main: only the first }'),
      "c.yaml:6: tables.films.switches.main: no pattern uses 'main', so the switch has no effect.",
    ],
    [
      'a format for another type',
      films('attributes: { id: { type: S, format: epoch-seconds } }'),
      "c.yaml:5: tables.films.attributes.id.format: the format 'epoch-seconds' requires type N, but the attribute is S.",
    ],
    [
      'an invalid pattern',
      films('attributes: { id: { pattern: { expression: "(", meaning: x } } }'),
      'c.yaml:5: tables.films.attributes.id.pattern.expression: invalid regular expression: Unterminated group.',
    ],
    [
      'an example of the wrong type',
      films('attributes: { id: S, n: { type: N, examples: [1, two] } }'),
      'c.yaml:5: tables.films.attributes.n.examples[1]: not a value of type N.',
    ],
    [
      'a duplicate value',
      films('attributes: { id: S, s: { values: [a, { name: b, synonyms: [a] }] } }'),
      "c.yaml:5: tables.films.attributes.s.values[1]: 'a' is the name or synonym of two values.",
    ],
    [
      'an unknown column',
      films(ATTRIBUTES, 'columns: [id, titel]'),
      'c.yaml:6: tables.films.columns[1]: titel is not declared under attributes.\nDeclared attributes: id, genre, year, seen.',
    ],
    [
      'an unknown index',
      films(ATTRIBUTES, 'patterns: [{ question: q, index: ByGenre }]'),
      'c.yaml:6: tables.films.patterns[0].index: unknown index ByGenre.',
    ],
    [
      'an unknown option in an example',
      films(ATTRIBUTES, 'patterns: [{ question: q, example: --genres war }]'),
      "c.yaml:6: tables.films.patterns[0].example: unknown option '--genres'. Did you mean --genre?",
    ],
    [
      'an unexpected argument in an example',
      films(ATTRIBUTES, 'patterns: [{ question: q, example: war }]'),
      'c.yaml:6: tables.films.patterns[0].example: too many arguments. Expected 0 arguments but got 1.',
    ],
    [
      'a local index on another key',
      films(ATTRIBUTES, 'indexes: { L: { partitionKey: genre, sortKey: year, local: true } }'),
      'c.yaml:6: tables.films.indexes.L: a local index must have the partition key of the table (id) and its own sort key.',
    ],
    [
      'two sort attributes of a table',
      films(ATTRIBUTES, 'sortKey: [genre, year]'),
      'c.yaml:6: tables.films.sortKey: a table has one partition key attribute and at most one sort key attribute.',
    ],
    [
      'a variable that has no value',
      films(ATTRIBUTES).replace('name: films', 'name: films-{team}'),
      'c.yaml:3: tables.films.name: {team} has no value.\nSet it under variables or in each context.',
    ],
    [
      'an invalid name',
      films(ATTRIBUTES).replace('name: films', 'name: my films'),
      "c.yaml:3: tables.films.name: 'my films' is not a valid table name: use 3 to 255 letters, digits, dots, dashes and underscores.",
    ],
    [
      'a command that is built in',
      films(ATTRIBUTES).replace('  films:', '  jobs:'),
      'c.yaml:2: tables.jobs: `ddbdbg jobs` is already built in.\nTo change it, use overrides.',
    ],
    [
      'a command that does something else',
      films(ATTRIBUTES).replace('  films:', '  local:'),
      'c.yaml:2: tables.local: `ddbdbg local` is already a command of ddbdbg.',
    ],
    [
      'a table with the name of a system',
      films(ATTRIBUTES).replace('  films:', '  fusion:'),
      'c.yaml:2: tables.fusion: `ddbdbg fusion` is already a system, so it cannot be a table.',
    ],
    [
      'a system with the name of a table',
      `systems:\n  jobs:\n    ${films(ATTRIBUTES).replaceAll('\n', '\n    ')}`,
      'c.yaml:4: systems.jobs.tables.films: `ddbdbg jobs` is already built in, so it cannot be a system.',
    ],
    [
      'an override of an unknown table',
      'overrides:\n  executoins: { region: eu-west-1 }',
      "c.yaml:2: overrides.executoins: no built-in table has the command 'executoins'. Did you mean executions?\nDefine your own tables under systems or tables.",
    ],
    [
      'a spelling of an unknown value',
      'overrides:\n  executions:\n    attributes:\n      status:\n        stored: { failrue: error }',
      "c.yaml:5: overrides.executions.attributes.status.stored.failrue: status has no value 'failrue'. Did you mean failure?\nKnown values: started, success, failure, timeout. Add new ones under values.",
    ],
    [
      'a stage among the variables',
      'variables:\n  stage: prod',
      'c.yaml:2: variables.stage: stage is not a variable.\nSet stage under defaults or in the context.',
    ],
  ];
  test.each(cases)('%s', (_, text, message) => {
    expect(refusal(text)).toBe(message);
  });

  test('aliases that expand exponentially', () => {
    const lines = [...'bcdefghij'].map(
      (name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[i]}`).join(', ')}]`,
    );
    expect(refusal(`a: &a [x, x]\n${lines.join('\n')}`)).toBe(
      'c.yaml:2: the aliases expand to too much data.',
    );
  });
});

test('the first of several mistakes is reported, with the number of others', () => {
  expect(
    refusal(films('attributes: { id: { option: limit }, x: { virtual: true } }', 'columns: [nope]')),
  ).toMatch(/^c\.yaml:5: .*\(2 more mistakes in this file\)$/);
});

describe('an override of a built-in table', () => {
  const built = builtInTable('executions');
  const override = (text: string) =>
    findTable('executions', read(`overrides: { executions: ${text} }`).catalog);

  test('is merged into it', () => {
    const table = override(
      '{ name: "Jobs-{stage}", region: eu-west-1, columns: [status, owner], attributes: { owner: S, status: { stored: { failure: [failure, FAILURE], timeout: TIMEOUT } } } }',
    );
    expect(table).toEqual({
      ...built,
      name: 'Jobs-{stage}',
      region: 'eu-west-1',
      columns: ['status', 'owner'],
      attributes: {
        ...built?.attributes,
        owner: { type: 'S' },
        status: {
          ...built?.attributes.status,
          values: built?.attributes.status?.values?.map((value) => ({
            ...value,
            stored: { failure: ['failure', 'FAILURE'], timeout: ['TIMEOUT'] }[value.name] ?? value.stored,
          })),
        },
      },
    });
  });

  test('a key that is declared is no longer assumed', () => {
    const table = override('{ partitionKey: execution_id }');
    expect(table).toMatchObject({ partitionKey: ['execution_id'] });
    expect(table?.keyIsAssumed).toBeUndefined();
    expect(table?.sortKey).toBeUndefined();
  });

  test('an index is added, or replaces the one with the same name', () => {
    const table = override(
      '{ indexes: { GSI1: { partitionKey: GSI1PK }, ByJob: { partitionKey: job_id, projection: KEYS_ONLY } } }',
    );
    expect(table?.indexes).toEqual([
      { name: 'GSI1', partitionKey: ['GSI1PK'], projection: 'ALL' },
      { name: 'ByJob', partitionKey: ['job_id'], projection: 'KEYS_ONLY' },
    ]);
  });

  test('a table can be named by an alias', () => {
    const { catalog } = read('overrides: { fusion helpers: { region: eu-west-1 } }');
    expect(findTable('helpers', catalog)?.region).toBe('eu-west-1');
  });
});

describe('contexts, defaults and variables', () => {
  const text = `
defaults: { output: json, region: eu-west-1, stage: test }
variables: { team: blue }
contexts:
  prod: { profile: p, region: us-east-1, endpoint: "https://x.example", stage: prod, variables: { team: red } }
  bare: {}
tables:
  films: { name: "{team}-{stage}-films", partitionKey: id, attributes: { id: S } }`;

  test('without a context, the defaults apply', () => {
    const { catalog, defaults, context } = read(text);
    expect(catalog.at(-1)?.name).toBe('blue-{stage}-films');
    expect({ defaults, context }).toEqual({
      defaults: { output: 'json', defaultRegion: 'eu-west-1', stage: 'test' },
      context: undefined,
    });
  });

  test('a context overrides the defaults', () => {
    const { catalog, defaults, context } = read(text, 'prod');
    const values = {
      profile: 'p',
      defaultRegion: 'us-east-1',
      defaultEndpoint: 'https://x.example',
      stage: 'prod',
    };
    expect(catalog.at(-1)?.name).toBe('red-{stage}-films');
    expect({ defaults, context }).toEqual({
      defaults: { output: 'json', ...values },
      context: { name: 'prod', values },
    });
    expect(read(text, 'bare').defaults).toEqual(read(text).defaults);
  });

  test('an unknown context is reported with the known ones', () => {
    expect(refusal(text, 'prdo')).toBe(
      "There is no context 'prdo' in c.yaml. Did you mean prod?\nChoose one of prod, bare.",
    );
    expect(refusal(text, 'constructor')).toContain("There is no context 'constructor'");
    expect(refusal('tables: {}', 'prod')).toMatch(/\nContexts are declared under contexts\.$/);
  });

  test('a variable may be set only in contexts', () => {
    const open = text.replace('variables: { team: blue }\n', '');
    expect(read(open).catalog.at(-1)?.name).toBe('{team}-{stage}-films');
    expect(read(open, 'prod').catalog.at(-1)?.name).toBe('red-{stage}-films');
  });
});

test('an ID is looked up once a configuration declares the key that is not known', async () => {
  const text = 'overrides: { executions: { partitionKey: PK, sortKey: SK } }';
  const table = read(text).catalog.find(({ command: [word] }) => word === 'executions') as TableDefinition;
  const conditions = [
    { path: ['execution_id'], operator: '=', value: { S: 'e-1' }, origin: ANY_ORIGIN } as const,
  ];
  expect(plan(table, 'T', { conditions })).toMatchObject({
    operation: 'query',
    index: undefined,
    branches: [{ key: [{ attribute: 'PK', value: { S: 'EXECUTION#e-1' } }, { operator: 'begins_with' }] }],
  });
});

test('a number in an example is text, as a user would type it', () => {
  const text = `
tables:
  films:
    name: films
    partitionKey: id
    attributes: { id: S, year: { type: N, option: year } }
    patterns: [{ question: q, given: [year], ask: { values: { year: 1990 } } }]
`;
  expect(read(text).catalog.at(-1)?.patterns[0]?.ask).toEqual({ values: { year: '1990' } });
});
