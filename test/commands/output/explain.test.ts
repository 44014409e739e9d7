import { describe, expect, test } from 'vitest';
import { explainJson, explainText } from '../../../src/commands/output/explain';
import type { Condition } from '../../../src/dynamo/model/condition';
import type { TableDefinition } from '../../../src/dynamo/model/definition';
import { estimate } from '../../../src/dynamo/plan/estimate';
import type { Plan, Question } from '../../../src/dynamo/plan/plan';
import { plan as choose } from '../../../src/dynamo/plan/planner';
import { requests } from '../../../src/dynamo/plan/requests';
import { secretsOf } from '../../../src/redact/redact';
import { redactInput, redactPlan } from '../../../src/redact/redact-requests';
import { unsafe } from '../../format/hostile';
import { ANY_ORIGIN } from '../../helpers/origin';

const keys: TableDefinition = {
  command: ['keys'],
  summary: 'keys',
  name: 'Keys',
  partitionKey: ['key_id'],
  indexes: [
    { name: 'ByHash', partitionKey: ['key_hash'], projection: 'ALL' },
    { name: 'ByAccount', partitionKey: ['account'], sortKey: ['created_at'], projection: ['name'] },
    { name: 'ByStatus', partitionKey: ['status'], sortKey: ['created_at'], projection: 'ALL' },
  ],
  attributes: {
    key_id: { type: 'S' },
    key_hash: { type: 'S', secret: true },
    api_key: { type: 'S', secret: true },
    account: { type: 'S' },
    created_at: { type: 'S', format: 'time' },
    status: {
      type: 'S',
      values: [
        { name: 'on', stored: ['on'] },
        { name: 'off', stored: ['off'] },
      ],
    },
  },
  patterns: [],
};

function is(
  attribute: string,
  value: string,
  operator: '=' | '>' | '!=' | 'begins_with' | 'contains' = '=',
): Condition {
  return {
    path: attribute.split('.'),
    operator,
    value: { S: value },
    origin: { part: 'where', text: `${attribute}${value}` },
  };
}

const WINDOW: Condition = {
  path: ['created_at'],
  operator: 'window',
  window: {
    format: 'time',
    after: { instant: '2025-06-16T21:00:00.500000000', inclusive: false },
    upTo: { instant: '2025-06-17T00:00:00.000000000', inclusive: true },
  },
  origin: { part: 'window', since: '1h' },
};

/** The estimate is tested elsewhere. */
const COST = estimate(planOf({ conditions: [is('key_id', 'k')] }), { bytes: 2_000_000, items: 1_000 });

function planOf(question: Question): Plan {
  const plan = choose(keys, 'Keys', question);
  if (plan.operation === 'none') throw new Error('no plan');
  return plan;
}

function explained(question: Question): string {
  const plan = planOf(question);
  return explainText(plan, requests(plan), COST, false);
}

describe('as text', () => {
  test('a GetItem', () => {
    const out = explained({ conditions: [is('key_id', 'k1')] });
    expect(out).toMatch(
      /^GetItem on Keys\n {2}key +key_id = "k1"\n {2}cost +about 0.5 RCU .*\n\nRejected:\n/,
    );
    expect(out).toContain(
      'Request: aws dynamodb get-item --cli-input-json file://request.json\n{\n  "TableName": "Keys",',
    );
  });

  test('a Query with a window, a filter, an order and a limit', () => {
    const conditions = [is('account', 'a1'), WINDOW, is('name', 'x', 'begins_with')];
    const out = explained({ conditions, limit: 5 });
    expect(out).toContain('Query on ByAccount of Keys\n');
    expect(out).toContain(
      'account = "a1" and created_at between "2025-06-16T21:00:00" and "2025-06-17T00:00:00~"\n',
    );
    expect(out).toMatch(/ {2}filter +name begins with "x"\n/);
    expect(out).toMatch(
      / {2}checked after reading +created_at > 2025-06-16T21:00:00.500Z and created_at <= 2025-06-17T00:00:00Z\n/,
    );
    expect(out).toMatch(/ {2}completed by +BatchGetItem, for attributes that the index does not project\n/);
    expect(out).toMatch(/ {2}order +created_at, descending\n {2}limit +5\n/);
    expect(out).toMatch(/\nRejected:\n( {2}.*\n)* {2}table key +key_id is not fixed\n/);
    expect(out).toMatch(/\n {2}Scan +reads the whole table\n\nNotes:\n {2}items without/);
  });

  test('merged Queries', () => {
    const out = explained({ conditions: [], order: 'asc' });
    expect(out).toMatch(/^2 Queries on ByStatus of Keys, merged\n {2}key +status = "on"\n +status = "off"\n/);
    expect(out).toContain('Request 1 of 2: aws dynamodb query --cli-input-json file://request.json\n');
    expect(out).toContain('Request 2 of 2: ');
  });

  test('a Scan in segments, with every operator', () => {
    const conditions: Condition[] = [
      is('a.b', 'x', '!='),
      is('c', 'y', 'contains'),
      { path: ['d'], operator: 'in', values: [{ N: '1.0' }, { NULL: true }], origin: ANY_ORIGIN },
      { path: ['e'], operator: 'exists', origin: ANY_ORIGIN },
      { path: ['f', 0], operator: 'not_exists', origin: ANY_ORIGIN },
      WINDOW,
    ];
    const bare = { ...keys, indexes: [] };
    const plan = choose(bare, 'Keys', {
      conditions,
      segments: 4,
      sort: [{ column: 'c', descending: false }],
    }) as Plan;
    const out = explainText(plan, requests(plan), COST, false);
    expect(out).toContain('Scan of Keys in 4 parallel segments\n');
    for (const filter of [
      'a.b != "x"',
      'c contains "y"',
      'd in (1.0, null)',
      'e exists',
      'f[0] does not exist',
    ]) {
      expect(out).toContain(`  ${filter}\n`);
    }
    expect(out).toContain('  created_at >= "2025-06-15" and created_at <= "2025-06-18~"\n');
    expect(out).toMatch(/sorted by +c, ascending\n/);
    expect(out).toContain('Request 4 of 4: aws dynamodb scan ');
  });

  test('a table whose size DynamoDB has not counted yet', () => {
    const plan = planOf({ conditions: [] });
    const out = explainText(plan, [], estimate(plan, { bytes: 0, items: 0 }), false);
    expect(out).toMatch(
      / for each 1,000 items.* \(assuming 1 kB per item; the table's size is not known yet\)\n/,
    );
  });

  test('a count', () => {
    expect(explained({ conditions: [is('account', 'a')], count: true })).toMatch(
      /result +number of items only\n/,
    );
  });

  test('each request is the JSON of its input', () => {
    const plan = planOf({ conditions: [], limit: 3 });
    const blocks = explainText(plan, requests(plan), COST, false).match(/^\{\n[\s\S]*?^\}$/gm) ?? [];
    expect(blocks.map((block) => JSON.parse(block))).toEqual(requests(plan).map(({ input }) => input));
  });

  test('hostile data cannot control the terminal', () => {
    const evil = '\u001b]0;x\u0007\u202e\u009b\n';
    const out = explained({ conditions: [is('account', evil), is(evil, evil)] });
    expect(unsafe(out)).toBeUndefined();
    expect(out).toContain('account = "\\u001b]0;x\\u0007\\u202e\\u009b\\n"');
  });

  test('color only when enabled', () => {
    const plan = planOf({ conditions: [is('key_id', 'k')] });
    expect(explainText(plan, [], COST, true)).toContain('\u001b[1mGetItem on Keys\u001b[22m');
    expect(explainText(plan, [], COST, false)).not.toContain('\u001b');
  });
});

describe('as JSON', () => {
  test('one object with the plan and its requests', () => {
    const plan = planOf({ conditions: [is('account', 'a1'), WINDOW, is('name', 'x')], limit: 5 });
    const out = explainJson(plan, requests(plan), COST, false);
    expect(out.indexOf('\n')).toBe(out.length - 1);
    expect(JSON.parse(out)).toMatchObject({
      operation: 'query',
      table: 'Keys',
      index: 'ByAccount',
      keyConditions: [
        [
          { attribute: 'account', operator: '=', value: { S: 'a1' } },
          { attribute: 'created_at', operator: 'between', low: { S: '2025-06-16T21:00:00' } },
        ],
      ],
      filter: [{ path: ['name'], operator: '=', value: { S: 'x' } }],
      residual: [{ operator: 'window' }],
      order: 'desc',
      limit: 5,
      requests: [{ operation: 'Query', input: { TableName: 'Keys', IndexName: 'ByAccount' } }],
    });
    expect(out).not.toContain('--where');
  });

  test('indented and safe on a terminal, with the same content', () => {
    const plan = planOf({ conditions: [is('key_id', '\u009b')] });
    const shown = explainJson(plan, requests(plan), COST, true);
    expect(unsafe(shown)).toBeUndefined();
    expect(JSON.parse(shown)).toEqual(JSON.parse(explainJson(plan, requests(plan), COST, false)));
    expect(JSON.parse(shown)).toMatchObject({
      index: null,
      order: null,
      limit: null,
      key: { key_id: { S: '\u009b' } },
    });
  });
});

describe('without secrets', () => {
  const isSecret = secretsOf([keys]).isSecret;
  const MARK = 'hunter2-must-not-be-seen';
  const questions: readonly Question[] = [
    { conditions: [is('key_hash', MARK)] },
    { conditions: [is('key_hash', MARK), is('api_key', MARK, 'begins_with')], columns: ['key_id'] },
    { conditions: [is('account', 'a'), is('m.api_key', MARK, 'contains'), is('name', 'kept')] },
    {
      conditions: [
        {
          path: ['api_key'],
          operator: 'in',
          values: [{ S: MARK }, { S: `${MARK}2` }],
          origin: { part: 'where', text: MARK },
        },
      ],
    },
    {
      conditions: [
        { path: ['m'], operator: '=', value: { M: { api_key: { S: MARK } } }, origin: ANY_ORIGIN },
      ],
    },
  ];

  test.each(questions)('plan and requests of %j', (question) => {
    const plan = planOf(question);
    const shown = redactPlan(plan, isSecret);
    const inputs = requests(plan).map(({ operation, input }) => ({
      operation,
      input: redactInput(input, isSecret),
    }));
    // Redacting the plan gives the same result as redacting each of its requests.
    expect(inputs).toEqual(requests(shown));
    for (const out of [
      explainText(shown, requests(shown), COST, false),
      explainJson(shown, requests(shown), COST, false),
    ]) {
      expect(out).toContain('[redacted]');
      expect(out).not.toContain(MARK);
      if (JSON.stringify(question).includes('kept')) expect(out).toContain('kept');
    }
  });

  test('a GetItem with a secret key, and the keys of other requests', () => {
    const secret = { S: MARK };
    const byHash = { ...keys, partitionKey: ['key_hash'], indexes: [] };
    const plan = redactPlan(choose(byHash, 'K', { conditions: [is('key_hash', MARK)] }) as Plan, isSecret);
    expect(plan).toMatchObject({ operation: 'get', key: { key_hash: { S: '[redacted]' } } });
    const input = {
      TableName: 'K',
      Key: { key_hash: secret },
      ExclusiveStartKey: { key_hash: secret, key_id: { S: 'k' } },
      RequestItems: {
        K: { Keys: [{ key_hash: secret }, { key_id: { S: 'k' } }], ProjectionExpression: '#n0' },
      },
    };
    const hidden = { S: '[redacted]' };
    expect(redactInput(input, isSecret)).toEqual({
      TableName: 'K',
      Key: { key_hash: hidden },
      ExclusiveStartKey: { key_hash: hidden, key_id: { S: 'k' } },
      RequestItems: {
        K: { Keys: [{ key_hash: hidden }, { key_id: { S: 'k' } }], ProjectionExpression: '#n0' },
      },
    });
  });

  test('a list index is not a name', () => {
    const input = {
      FilterExpression: '#n0[0] = :v0 AND #n1.#n2[1] BETWEEN :v1 AND :v2 AND #n3 IN (:v3)',
      ExpressionAttributeNames: { '#n0': 'a', '#n1': 'b', '#n2': 'api_key', '#n3': 'c' },
      ExpressionAttributeValues: {
        ':v0': { S: '0' },
        ':v1': { S: MARK },
        ':v2': { S: MARK },
        ':v3': { S: '3' },
      },
    };
    expect(redactInput(input, isSecret)).toMatchObject({
      ExpressionAttributeValues: {
        ':v0': { S: '0' },
        ':v1': { S: '[redacted]' },
        ':v2': { S: '[redacted]' },
        ':v3': { S: '3' },
      },
    });
  });
});
