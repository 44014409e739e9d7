import { describe, expect, test } from 'vitest';
import { DdbdbgError } from '../../../src/errors';
import { configText } from '../../../src/init/write-tables';
import { draftsFrom, tablesIn } from './drafted';

const MAIN = `
variable "prefix" { default = "shop" }
variable "environment" {
  type    = string
  default = "dev" # replaced by each stage
}
locals {
  table = "\${var.prefix}-\${var.environment}" // for all
  tags  = { a = "b", list = [1, merge({}, {})] }
}
/* not a table */
resource "aws_s3_bucket" "b" { bucket = "x" }
resource "aws_dynamodb_table" "orders" {
  name      = "\${local.table}-orders"
  hash_key  = "customerId"
  range_key = "orderId"
  tags      = merge(local.tags, { Name = "x" })
  attribute {
    name = "customerId"
    type = "S"
  }
  attribute {
    name = "orderId"
    type = "S"
  }
  attribute {
    name = "total"
    type = "N"
  }
  global_secondary_index {
    name               = "ByTotal"
    hash_key           = "orderId"
    range_key          = "total"
    projection_type    = "INCLUDE"
    non_key_attributes = ["note"]
  }
  local_secondary_index {
    name            = "Totals"
    range_key       = "total"
    projection_type = "KEYS_ONLY"
  }
  ttl {
    attribute_name = "expires"
    enabled        = true
  }
  lifecycle { ignore_changes = [read_capacity] }
}
module "table" {
  source     = "terraform-aws-modules/dynamodb-table/aws"
  name       = format("%s-films-%s", var.prefix, terraform.workspace)
  hash_key   = "id"
  attributes = [{ name = "id", type = "N" }]
}
`;

const refusal = (text: string, file = 'main.tf') => {
  try {
    draftsFrom(text, file);
  } catch (error) {
    if (error instanceof DdbdbgError) return error.message;
    throw error;
  }
  return 'accepted';
};

test('a configuration gives tables with keys, indexes and names, by its variables and locals', () => {
  const found = tablesIn(MAIN);
  expect(Object.keys(found)).toEqual(['shop shop-orders', 'shop shop-films']);
  expect(found['shop shop-orders']).toMatchObject({
    name: 'shop-{stage}-orders',
    partitionKey: ['customerId'],
    sortKey: ['orderId'],
    ttl: 'expires',
    indexes: [
      {
        name: 'Totals',
        partitionKey: ['customerId'],
        sortKey: ['total'],
        projection: 'KEYS_ONLY',
        local: true,
      },
      { name: 'ByTotal', partitionKey: ['orderId'], sortKey: ['total'], projection: ['note'] },
    ],
    attributes: { total: { type: 'N' } },
  });
  expect(found['shop shop-films']).toMatchObject({
    name: 'shop-films-{stage}',
    attributes: { id: { type: 'N' } },
  });
});

test.each(['stage', 'environment_name'])('var.%s is the stage, whatever its default', (name) => {
  const { drafts } = draftsFrom(
    `variable "${name}" { default = "dev" }
resource "aws_dynamodb_table" "a" {
  name     = "aaa-\${var.${name}}"
  hash_key = "id"
  attribute {
    name = "id"
    type = "S"
  }
}`,
    'main.tf',
  );
  expect(drafts[0]?.table.name).toBe('aaa-{stage}');
});

test('what the file does not contain is a question, and a bad table is left out by its name', () => {
  const { drafts, leftOut } = draftsFrom(
    `resource "aws_dynamodb_table" "a" {
  name     = "\${var.team}-aaa"
  hash_key = "id"
  for_each = toset(["x"])
  attribute {
    name = "id"
    type = "S"
  }
  dynamic "global_secondary_index" {
    for_each = var.indexes
    content { name = "x" }
  }
}
resource "aws_dynamodb_table" "b" {
  name     = "bbb"
  hash_key = var.key
}
resource "aws_dynamodb_table" "c" {
  name     = "ccc"
  hash_key = "id"
  attribute {
    name = "id"
    type = "Q"
  }
}`,
    'main.tf',
  );
  const text = configText(drafts);
  expect(text).toContain('name: team-aaa\n');
  expect(text).toContain('# ? what is the value of var.team in the name');
  expect(text).toContain('# ? the file computes global_secondary_index blocks, which are not read');
  expect(text).toContain('# ? the file declares several such tables, by for_each: enter the name of each');
  expect(leftOut).toEqual([
    { what: 'aws_dynamodb_table.c', why: 'attribute.0.type is not valid; expected one of S, N, B' },
    { what: 'aws_dynamodb_table.b', why: `the file does not contain the name of its key, \${var.key}` },
  ]);
});

const VALUES = {
  name: 'films-prod',
  hash_key: 'id',
  range_key: null,
  attribute: [{ name: 'id', type: 'S' }],
  global_secondary_index: [],
  ttl: [{ attribute_name: '', enabled: false }],
};

test.each([
  [
    '.tf.json',
    { resource: { aws_dynamodb_table: { films: { ...VALUES, attribute: VALUES.attribute[0] } } } },
  ],
  [
    '`terraform show -json` of a plan',
    {
      planned_values: {
        root_module: {
          child_modules: [
            {
              resources: [{ address: 'module.m.x.y', type: 'aws_dynamodb_table', name: 'y', values: VALUES }],
            },
          ],
        },
      },
    },
  ],
  [
    '`terraform show -json` of a state',
    {
      values: {
        root_module: {
          resources: [
            { address: 'a.b', type: 'aws_s3_bucket', name: 'b' },
            { address: 'a.c', type: 'aws_dynamodb_table', name: 'c', values: VALUES },
          ],
        },
      },
    },
  ],
  [
    'a state file',
    {
      terraform_version: '1.9.0',
      resources: [{ type: 'aws_dynamodb_table', name: 'x', instances: [{ attributes: VALUES }] }],
    },
  ],
])('%s', (_, data) => {
  expect(tablesIn(JSON.stringify(data))).toMatchObject({
    'shop films-prod': { name: 'films-prod', partitionKey: ['id'] },
  });
});

describe('a configuration that is not valid gets one message with its line', () => {
  test.each([
    ['resource "aws_dynamodb_table" "a" {\n  name = "x"\n', /^main\.tf:3: .*a } is missing\.$/],
    ['resource "aws_dynamodb_table" "a" {\n  name = "x\n}', /^main\.tf:2: .*a " is missing\.$/],
    ['\n\n= 3', /^main\.tf:3: .*expected the name of a block or an argument\.$/],
    ['a b c', /^main\.tf:1: .*expected = or \{ after a\.$/],
    [`x = ${'['.repeat(500)}`, /^main\.tf:1: .*nested too deeply\.$/],
    ['locals {}', /^main\.tf is a Terraform configuration without any table\.$/],
  ])('%j', (text, message) => {
    expect(refusal(text)).toMatch(message);
  });
});

test('a key without a type gets a question, and a table without a key is left out by its name', () => {
  const { drafts, leftOut } = draftsFrom(
    `resource "aws_dynamodb_table" "a" {
  name     = "aaa"
  hash_key = "id"
}
resource "aws_dynamodb_table" "broken" {
  name = "bbb"
}`,
    'main.tf',
  );
  expect(drafts.map(({ table, notes }) => [table.attributes.id, notes['attributes.id']])).toEqual([
    [{ type: 'S', option: 'id' }, ['? the file does not declare its type: S is a guess']],
  ]);
  expect(leftOut).toEqual([
    { what: 'aws_dynamodb_table.broken', why: 'the file does not contain its partition key' },
  ]);
});
