import { describe, expect, test } from 'vitest';
import { DdbdbgError } from '../../../src/errors';
import { configText } from '../../../src/init/write-tables';
import { draftsFrom, NAMING, tablesIn } from './drafted';

const KEY = `
          AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
          KeySchema: [{ AttributeName: id, KeyType: HASH }]`;

const text = (source: string, file = 'f') => configText(draftsFrom(source, file).drafts);

function refusal(source: string, file = 'f'): string {
  try {
    draftsFrom(source, file);
  } catch (error) {
    if (error instanceof DdbdbgError) return [error.message, ...error.remedies].join('\n');
    throw error;
  }
  return 'accepted';
}

describe('the functions of a CloudFormation template', () => {
  const template = (name: string, more = '') => `
Parameters:
  Stage: { Type: String, Default: dev }
  Team: { Type: String, Default: blue }
  Count: { Type: Number, Default: 3 }
  Open: { Type: String }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsOpen: !Equals [!Ref Open, "yes"]
  Never: !Not [!Equals [a, a]]
  Always: !And [!Not [!Condition Never], !Or [!Condition Never, !Equals [b, b]]]
Mappings:
  Names: { eu: { table: films-eu } }
  Staged: { dev: { table: films-dev, same: movies }, prod: { table: films-prod, same: movies } }
  Odd: { blue: { table: sky }, red: { table: rose } }
Resources:
  T:
    Type: AWS::DynamoDB::Table
    Properties:
          TableName: ${name}${KEY}${more}
`;
  const cases: [string, string, string, string[]][] = [
    ['a default', `!Sub "\${Team}-films"`, 'blue-films', ['# ? blue is the default of Team']],
    ['a number', '!Join ["-", [films, !Ref Count]]', 'films-3', ['# ? 3 is the default of Count']],
    ['the stage', `!Sub ["films-\${s}", { s: !Ref Stage }]`, 'films-{stage}', []],
    [
      'the name of the stack',
      `!Sub "\${AWS::StackName}-films"`,
      'StackName-films',
      ['# ? what is the value of AWS::StackName in the name'],
    ],
    ['a mapping', '!FindInMap [Names, eu, table]', 'films-eu', []],
    ['a mapping by the stage', '!FindInMap [Staged, !Ref Stage, table]', 'films-{stage}', []],
    ['a mapping with the same value for all keys', '!FindInMap [Staged, !Ref Region, same]', 'movies', []],
    [
      'a mapping by a default',
      '!FindInMap [Odd, !Ref Team, table]',
      'sky',
      ['# ? blue is the default of Team'],
    ],
    ['a selection', '!Select [1, !Split ["/", "a/films"]]', 'films', []],
    ['a condition that is known', '!If [Never, aaa, bbb]', 'bbb', []],
    ['conditions that are combined', '!If [Always, aaa, bbb]', 'aaa', []],
    [
      'a condition by a default',
      '!If [IsProd, prod-films, dev-films]',
      'dev-films',
      ['# ? dev-films if not IsProd, else prod-films'],
    ],
    [
      'a condition that is unknown',
      '!If [IsOpen, open-films, films]',
      'open-films',
      ['# ? open-films if IsOpen, else films'],
    ],
  ];
  test.each(cases)('%s', (_, name, expected, notes) => {
    const written = text(template(name));
    expect(written).toContain(`        name: ${expected}
`);
    for (const note of notes) expect(written).toContain(note);
    expect(written.match(/# \? /g) ?? []).toHaveLength(notes.length + 1);
  });

  test('an index that depends on a condition is there, with a question', () => {
    const index =
      '{ IndexName: ById, KeySchema: [{ AttributeName: id, KeyType: HASH }], Projection: { ProjectionType: ALL } }';
    const written = text(
      template('films', `\n          GlobalSecondaryIndexes: [!If [IsOpen, ${index}, !Ref "AWS::NoValue"]]`),
    );
    expect(written).toContain('ById: { partitionKey: id }');
    expect(written).toContain('# ? the index ById only if IsOpen');
  });

  test('a key that occurs twice counts as in CloudFormation: the last one applies, with a question', () => {
    const written = text(template('films\n          TableName: books'));
    expect(written).toContain('        name: books\n');
    expect(written).toContain('# ? Resources.T.Properties.TableName occurs twice: line 21 applies');
  });
});

test('one table that is not valid is left out by its name, and the others are drafted', () => {
  const source = `
Resources:
  Good: { Type: AWS::Serverless::SimpleTable, Properties: { TableName: good } }
  Bad: { Type: AWS::DynamoDB::Table, Properties: { TableName: bad, KeySchema: nope } }
  Short: { Type: AWS::Serverless::SimpleTable, Properties: { TableName: ab } }`;
  const { drafts, leftOut } = draftsFrom(source);
  expect(drafts.map(({ table }) => table.name)).toEqual(['good']);
  expect(leftOut).toEqual([
    { what: 'Resources.Bad', why: 'KeySchema is not valid; expected a list' },
    {
      what: 'Resources.Short (shop ab)',
      why: "name: 'ab' is not a valid table name: use 3 to 255 letters, digits, dots, dashes and underscores",
    },
  ]);
});

test('tables with the same word, reserved words, and names in use get commands of their own', () => {
  const table = (name: string) =>
    `{ Type: AWS::Serverless::SimpleTable, Properties: { TableName: ${name} } }`;
  const source = `Resources:\n  A: ${table('orders')}\n  B: ${table('Orders')}\n  C: ${table('help')}\n  D: ${table('users')}`;
  expect(Object.keys(tablesIn(source, { ...NAMING, taken: new Set(['users']) }))).toEqual([
    'shop orders',
    'shop orders-2',
    'shop help-2',
    'shop users-2',
  ]);
});

describe('a serverless.yml', () => {
  const service = `
service: shop
custom:
  stage: \${opt:stage, self:provider.stage}
  name: \${self:service}-\${self:custom.stage}
  region: eu
  tables: { eu: films-eu }
provider: { name: aws, stage: "\${opt:stage, 'dev'}" }
resources:
  - Resources:
      A:
        Type: AWS::DynamoDB::Table
        Properties:
          TableName: \${self:custom.name}-a${KEY}
      B:
        Type: AWS::DynamoDB::Table
        Properties:
          TableName: \${self:custom.tables.\${self:custom.region}}-\${sls:stage}${KEY}
      C:
        Type: AWS::DynamoDB::Table
        Properties:
          TableName: c-\${env:SUFFIX}-\${self:custom.none, 'x'}${KEY}
      D:
        Type: AWS::DynamoDB::Table
        Properties:
          TableName: !Sub "\${AWS::StackName}-\${self:provider.stage}-d"${KEY}
  - \${file(more.yml)}
`;
  test('gives the tables in its resources, with its variables', () => {
    const found = Object.values(tablesIn(service)).map(({ name }) => name);
    expect(found).toEqual(['shop-{stage}-a', 'films-eu-{stage}', 'c-SUFFIX-x', 'StackName-{stage}-d']);
    expect(text(service)).toContain('# ? what is the value of env.SUFFIX in the name');
  });

  test('may have a mapping of resources, and variables that lead to each other', () => {
    const source = `service: x\nprovider: { name: aws }\ncustom: { a: "\${self:custom.b}", b: "\${self:custom.a}" }
resources:
  Resources:
      A:
        Type: AWS::DynamoDB::Table
        Properties:
          TableName: films-\${self:custom.a}${KEY}`;
    expect(text(source)).toContain('# ? what is the value of');
  });

  test('without tables, and with a broken one', () => {
    expect(refusal('service: x\nprovider: {}\nresources: {}')).toBe(
      'f is a serverless.yml without any table.',
    );
    expect(
      refusal(
        'service: x\nprovider: {}\nresources: { Resources: { A: { Type: "AWS::DynamoDB::Table", Properties: {} } } }',
      ),
    ).toMatch(
      /^f looks like a serverless\.yml, but resources\.Resources\.A\.Properties\.KeySchema is not valid\./,
    );
  });
});

describe('source code of the CDK is answered with what to do', () => {
  test.each([
    ['stack.ts', "import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';\nnew dynamodb.Table(this, 'x', {});"],
    ['stack.js', "const { Stack } = require('aws-cdk-lib');"],
    ['old.ts', "import { Table } from '@aws-cdk/aws-dynamodb';"],
    ['stack.py', 'from aws_cdk import aws_dynamodb as dynamodb\n'],
    ['Stack.java', 'import software.amazon.awscdk.services.dynamodb.Table;'],
  ])('%s', (file, source) => {
    expect(refusal(source, file)).toBe(
      `${file} is source code of the AWS CDK, which is not executed here.\nRun \`cdk synth\` and use the template that it writes: cdk.out/<stack>.template.json.`,
    );
  });
});
