import { describe, expect, test } from 'vitest';
import type { TableDefinition } from '../../../src/dynamo/model/definition';
import { DdbdbgError } from '../../../src/errors';
import { tablesFrom } from '../../../src/init/from/from-file';
import type { Naming } from '../../../src/init/infer-tables';
import { configText } from '../../../src/init/write-tables';
import { NAMING, readBack } from './drafted';

/** The tables of a file, after they are written to a configuration file and read again. */
function tables(
  text: string,
  wanted?: string,
  naming: Partial<Naming> = {},
): Record<string, TableDefinition> {
  return readBack(tablesFrom(text, 'f', wanted, { ...NAMING, ...naming }).drafts);
}

function refusal(text: string, wanted?: string, naming: Partial<Naming> = {}): string {
  try {
    tablesFrom(text, 'f', wanted, { ...NAMING, ...naming });
  } catch (error) {
    if (error instanceof DdbdbgError && error.code === 'usage')
      return [error.message, ...error.remedies].join('\n');
    throw error;
  }
  return 'accepted';
}

const KEYS = `
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }, { AttributeName: at, AttributeType: N }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }, { AttributeName: at, KeyType: RANGE }]`;

describe('a CloudFormation template', () => {
  const template = `
AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Parameters: { Stage: { Type: String }, Team: { Type: String, Default: blue }, Other: { Type: String } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:
  Events:
    Type: AWS::DynamoDB::Table
    DeletionPolicy: Retain
    Properties:
      TableName: !Sub "\${Team}-\${Stage}-events"
      BillingMode: !If [IsProd, PROVISIONED, PAY_PER_REQUEST]
      TimeToLiveSpecification: { AttributeName: ttl, Enabled: true }
      StreamSpecification: { StreamViewType: NEW_AND_OLD_IMAGES }
      GlobalSecondaryIndexes:
        - IndexName: ByAt
          KeySchema: [{ AttributeName: at, KeyType: HASH }]
          Projection: { ProjectionType: INCLUDE, NonKeyAttributes: [title] }${KEYS}
  Joined:
    Type: AWS::DynamoDB::GlobalTable
    Properties:
      TableName: !Join ["-", [!Ref Other, things]]${KEYS}
  Unnamed:
    Type: AWS::DynamoDB::Table
    Properties:${KEYS}
  Simple:
    Type: AWS::Serverless::SimpleTable
    Properties: { TableName: simple, PrimaryKey: { Name: number, Type: Number } }
  Default: { Type: AWS::Serverless::SimpleTable }
  Function:
    Type: AWS::Serverless::Function
    Properties: { Environment: { Variables: { TABLE: !Ref Events, ARN: !GetAtt Events.Arn } } }
`;

  test('gives tables with keys, indexes, time to live, and names as far as they are known', () => {
    const found = tables(template);
    expect(Object.keys(found)).toEqual([
      'shop blue-events',
      'shop other-things',
      'shop unnamed',
      'shop simple',
      'shop default',
    ]);
    expect(found['shop blue-events']).toMatchObject({
      name: 'blue-{stage}-events',
      partitionKey: ['id'],
      sortKey: ['at'],
      ttl: 'ttl',
      indexes: [{ name: 'ByAt', partitionKey: ['at'], projection: ['title'] }],
      attributes: {
        id: { type: 'S', option: 'id' },
        at: { type: 'N', option: 'at' },
        ttl: { format: 'epoch-seconds' },
      },
    });
    expect(found['shop other-things']?.name).toBe('Other-things');
    expect(found['shop unnamed']?.name).toBe('Unnamed');
    expect(found['shop simple']).toMatchObject({
      partitionKey: ['number'],
      attributes: { number: { type: 'N' } },
    });
    expect(found['shop default']).toMatchObject({ partitionKey: ['id'], argument: 'id' });
  });

  test('notes a question about what the template does not contain', () => {
    const text = configText(tablesFrom(template, 'f', undefined, NAMING).drafts);
    expect(text).toContain('# ? what is the value of Other in the name');
    expect(text).toContain('# ? enter the name, which the file does not contain');
  });

  test('may be JSON as written by the CDK', () => {
    const json = JSON.stringify({
      Resources: {
        FilmsA1B2: {
          Type: 'AWS::DynamoDB::Table',
          Properties: {
            TableName: { 'Fn::Sub': [`films-\${env}`, { env: { Ref: 'Env' } }] },
            AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
            KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
          },
        },
      },
    });
    expect(tables(json)['shop films']).toMatchObject({ name: 'films-{stage}' });
  });

  test('one of its tables can be chosen by its name or that of the resource', () => {
    expect(Object.keys(tables(template, 'Unnamed', { as: 'things' }))).toEqual(['shop things']);
    expect(Object.keys(tables(template, 'simple'))).toEqual(['shop simple']);
  });
});

test('a NoSQL Workbench model gives entities from its sample data or its facets', () => {
  const key = (name: string, type = 'S') => ({ AttributeName: name, AttributeType: type });
  const model = {
    ModelName: 'Bank',
    ModelMetadata: { Version: '3.0' },
    DataModel: [
      {
        TableName: 'Bank',
        KeyAttributes: { PartitionKey: key('PK'), SortKey: key('SK') },
        NonKeyAttributes: [key('balance', 'N'), key('owner'), key('apiSecret'), key('odd', 'X')],
        GlobalSecondaryIndexes: [
          {
            IndexName: 'GSI1',
            KeyAttributes: { PartitionKey: key('owner') },
            Projection: { ProjectionType: 'ALL' },
          },
        ],
        TableFacets: [
          {
            FacetName: 'Account',
            KeyAttributeAlias: { PartitionKeyAlias: 'PK', SortKeyAlias: 'SK' },
            TableData: [1, 2, 3].map((i) => ({
              PK: { S: `ACCT#${i}` },
              SK: { S: 'DETAILS' },
              balance: { N: '1' },
            })),
          },
          {
            FacetName: 'Payment',
            KeyAttributeAlias: { PartitionKeyAlias: 'PK', SortKeyAlias: 'SK' },
            TableData: [1, 2, 3].map((i) => ({
              PK: { S: `ACCT#${i}` },
              SK: { S: `PAYMENT#${i}9` },
              odd: 'not typed',
            })),
          },
          {
            FacetName: 'Card',
            TableData: [1, 2, 3].map((i) => ({ PK: { S: `ACCT#${i}` }, SK: { S: `CARD#${i}8` } })),
          },
        ],
      },
      {
        TableName: 'Facets',
        KeyAttributes: { PartitionKey: key('pk'), SortKey: key('sk') },
        NonKeyAttributes: [key('user_id'), key('name')],
        TableFacets: [
          {
            FacetName: 'User',
            KeyAttributeAlias: { PartitionKeyAlias: 'USER#<user_id>', SortKeyAlias: 'PROFILE' },
            NonKeyAttributes: ['user_id', 'name'],
            TableData: [],
          },
          {
            FacetName: 'Order',
            KeyAttributeAlias: { PartitionKeyAlias: 'USER#{user_id}', SortKeyAlias: `ORDER#\${order}` },
            NonKeyAttributes: [],
            TableData: [],
          },
        ],
      },
    ],
  };
  const found = tables(JSON.stringify(model));
  expect(Object.keys(found)).toEqual([
    'shop bank',
    'shop account',
    'shop card',
    'shop facets',
    'shop user',
    'shop order',
  ]);
  expect(found['shop bank']?.attributes).toMatchObject({
    balance: { type: 'N' },
    apiSecret: { secret: true },
    odd: { type: 'S' },
  });
  expect(found['shop card']?.attributes).toMatchObject({
    PK: { template: 'ACCT#{acct}' },
    SK: { template: 'CARD#{card}' },
  });
  expect(found['shop user']?.attributes).toMatchObject({
    pk: { template: 'USER#{user_id}' },
    sk: { template: 'PROFILE' },
    user_id: { option: 'user-id' },
  });
  expect(found['shop order']?.attributes).toMatchObject({
    sk: { template: 'ORDER#{order}' },
    order: { virtual: true },
  });
});

describe('a schema.json of the DynamoDB MCP server', () => {
  const schema = {
    tables: [
      {
        table_config: { table_name: 'UserAnalytics', partition_key: 'pk', sort_key: 'sk' },
        gsi_list: [
          { name: 'StatusIndex', partition_key: 'status_pk', sort_key: 'last_active_sk' },
          {
            name: 'CategoryIndex',
            partition_key: 'category',
            projection: 'INCLUDE',
            included_attributes: ['email'],
          },
        ],
        entities: {
          User: {
            entity_type: 'USER',
            pk_template: 'USER#{user_id}',
            sk_template: 'PROFILE',
            gsi_mappings: [
              { name: 'StatusIndex', pk_template: 'STATUS#{status}', sk_template: '{last_active}' },
              { name: 'CategoryIndex', pk_template: '{category}' },
            ],
            fields: [
              { name: 'user_id', type: 'string', required: true },
              { name: 'status', type: 'string', required: true },
              { name: 'last_active', type: 'string', required: true },
              { name: 'category', type: 'integer', required: false },
              { name: 'password', type: 'string', required: false },
              { name: 'tags', type: 'array', item_type: 'string', required: false },
            ],
            access_patterns: [
              {
                pattern_id: 1,
                name: 'get',
                description: 'Get user profile by ID',
                operation: 'GetItem',
                parameters: [{ name: 'user_id', type: 'string' }],
                return_type: 'single_entity',
              },
              {
                pattern_id: 2,
                name: 'put',
                description: 'Create',
                operation: 'PutItem',
                parameters: [{ name: 'user', type: 'entity' }],
                return_type: 'void',
              },
              {
                pattern_id: 3,
                name: 'active',
                description: 'Recently active users',
                operation: 'Query',
                index_name: 'StatusIndex',
                range_condition: '>=',
                parameters: [
                  { name: 'status', type: 'string' },
                  { name: 'since_date', type: 'string' },
                ],
                return_type: 'entity_list',
              },
            ],
          },
          Session: {
            entity_type: 'SESSION',
            pk_template: 'USER#{user_id}',
            sk_template: 'SESSION#{session_id}',
            fields: [
              { name: 'user_id', type: 'string', required: true },
              { name: 'session_id', type: 'uuid', required: true },
            ],
            access_patterns: [],
          },
          Odd: {
            entity_type: 'ODD',
            pk_template: 'ODD#{a}{b}',
            fields: [
              { name: 'a', type: 'string', required: true },
              { name: 'b', type: 'decimal', required: true },
            ],
          },
        },
      },
      {
        table_config: { table_name: 'Deals', partition_key: 'deal_id' },
        entities: {
          Deal: {
            entity_type: 'DEAL',
            pk_template: '{deal_id}',
            fields: [{ name: 'deal_id', type: 'integer', required: true }],
          },
        },
      },
    ],
  };

  test('gives entities with their templates and access patterns', () => {
    const found = tables(JSON.stringify(schema));
    expect(Object.keys(found)).toEqual(['shop user-analytics', 'shop user', 'shop session', 'shop deals']);
    expect(found['shop user']).toMatchObject({
      name: 'UserAnalytics',
      indexes: [{ name: 'StatusIndex' }, { name: 'CategoryIndex', projection: ['email'] }],
      attributes: {
        pk: { template: 'USER#{user_id}', option: 'pk' },
        status_pk: { template: 'STATUS#{status}' },
        last_active_sk: { template: '{last_active}' },
        category: { type: 'N', option: 'category' },
        user_id: { option: 'user-id' },
        password: { secret: true },
        tags: { type: 'L' },
      },
      patterns: [
        { question: 'Get user profile by ID', given: ['user_id'] },
        { question: 'Recently active users', index: 'StatusIndex', given: ['status'] },
      ],
    });
    expect(found['shop session']?.indexes).toBeUndefined();
    expect(found['shop deals']).toMatchObject({
      partitionKey: ['deal_id'],
      attributes: { deal_id: { type: 'N', option: 'deal-id' } },
    });
  });
});

test('reads the input of CreateTable, with items, and the output of describe-table', () => {
  const shape = {
    TableName: 'Orders',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  };
  expect(tables(JSON.stringify({ Table: { ...shape, TableStatus: 'ACTIVE' } }))).toMatchObject({
    'shop orders': { name: 'Orders' },
  });
  const model = {
    tables: [shape],
    items: { Orders: [{ PutRequest: { Item: { id: { S: 'a' }, total: { N: '1' } } } }] },
    access_patterns: [],
  };
  expect(tables(JSON.stringify(model))['shop orders']?.attributes).toMatchObject({ total: { type: 'N' } });
});

describe('any other file gets one clear message', () => {
  const cases: [string, string, RegExp][] = [
    [
      'nothing',
      '',
      /^f is not in a known format that declares tables\.\nThe known formats are: CloudFormation or SAM template; /,
    ],
    ['a list', '[1, 2]', /^f is not in a known format that declares tables\./],
    ['something else', '{"openapi": "3.0.0"}', /^f is not in a known format that declares tables\./],
    ['a text', 'hello', /^f is not in a known format that declares tables\./],
    ['invalid YAML', 'a: [', /^f:1: /],
    [
      'a bomb',
      `a: &a [x, x]\n${[...'bcdefghij'].map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[i]}`).join(', ')}]`).join('\n')}`,
      /^f: Excessive alias count/,
    ],
    [
      'a template without tables',
      'Resources: { Topic: { Type: AWS::SNS::Topic } }',
      /^f is a CloudFormation or SAM template without any table\./,
    ],
    [
      'a template with a strange table',
      'Resources: { T: { Type: AWS::DynamoDB::Table, Properties: { KeySchema: 3 } } }',
      /^f looks like a CloudFormation or SAM template, but Resources\.T\.Properties\.KeySchema is not valid\.\nExpected a list\./,
    ],
    [
      'a model with a strange table',
      '{"DataModel": [{"TableName": 3}]}',
      /^f looks like a NoSQL Workbench model, but DataModel\.0\.TableName is not valid\./,
    ],
    [
      'a schema with a strange table',
      '{"tables": [{"table_config": {}}]}',
      /^f looks like a schema\.json of the DynamoDB MCP server, but tables\.0\.table_config\.table_name is not valid\./,
    ],
  ];
  test.each(cases)('%s', (_, text, message) => {
    expect(refusal(text)).toMatch(message);
  });

  test('reports an unknown table, and a single name for several tables', () => {
    const two = `Resources:\n  A: { Type: AWS::Serverless::SimpleTable, Properties: { TableName: aaa } }\n  B: { Type: AWS::Serverless::SimpleTable, Properties: { TableName: bbb } }`;
    expect(refusal(two, 'aab')).toBe('f has no table aab. Did you mean aaa?\nIts tables are aaa, bbb.');
    expect(refusal(two, undefined, { as: 'x' })).toBe(
      'A single name cannot apply to the 2 tables in f.\nName the table: aaa, bbb.',
    );
  });
});
