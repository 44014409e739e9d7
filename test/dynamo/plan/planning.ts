import type { Condition } from '../../../src/dynamo/model/condition';
import type { TableDefinition } from '../../../src/dynamo/model/definition';
import type { AttributeValue } from '../../../src/dynamo/model/values';
import { isQuery, type Plan, type Question } from '../../../src/dynamo/plan/plan';
import { plan } from '../../../src/dynamo/plan/planner';
import { ANY_ORIGIN } from '../../helpers/origin';

export const text = { type: 'S' } as const;
const time = { type: 'S', format: 'time' } as const;
const words = (...names: string[]) => names.map((name) => ({ name, stored: [name] }));

/** A table with every kind of access path: its own key, indexes with and without a sort key, a status with known values, and a template. */
export const runs: TableDefinition = {
  command: ['runs'],
  summary: '',
  name: 'runs',
  partitionKey: ['id'],
  sortKey: ['step'],
  indexes: [
    { name: 'ByAgent', partitionKey: ['agent'], sortKey: ['startDate'], projection: 'ALL' },
    { name: 'ByStatus', partitionKey: ['status'], sortKey: ['startDate'], projection: 'ALL' },
    { name: 'ByOwner', partitionKey: ['owner'], projection: 'KEYS_ONLY' },
    { name: 'ByTenant', partitionKey: ['tenantKey'], sortKey: ['at'], projection: 'ALL' },
    { name: 'Many', partitionKey: ['p1', 'p2'], sortKey: ['s1', 's2', 's3'], projection: 'ALL' },
  ],
  attributes: {
    id: text,
    step: { type: 'N' },
    agent: text,
    startDate: time,
    owner: text,
    status: { ...text, values: words('RUNNING', 'FAILED', 'DONE') },
    tenantKey: { ...text, template: 'T#{tenant}#S#{status}' },
    tenant: { ...text, virtual: true },
    at: { type: 'N', format: 'epoch-seconds' },
    p1: text,
    p2: text,
    s1: text,
    s2: { type: 'N' },
    s3: text,
  },
  patterns: [],
};

export const is = (name: string, value: AttributeValue): Condition => ({
  path: [name],
  origin: ANY_ORIGIN,
  operator: '=',
  value,
});
export const S = (name: string, value: string) => is(name, { S: value });
export const N = (name: string, value: string) => is(name, { N: value });
export const compare = (
  name: string,
  operator: '<' | '<=' | '>' | '>=' | '!=' | 'begins_with' | 'contains',
  value: AttributeValue,
): Condition => ({
  path: [name],
  origin: ANY_ORIGIN,
  operator,
  value,
});
export const since = (
  name: string,
  instant: string,
  format: 'time' | 'epoch-seconds' = 'time',
): Condition => ({
  path: [name],
  origin: ANY_ORIGIN,
  operator: 'window',
  window: { format, after: { instant, inclusive: false } },
});
export const NOON = '2025-06-16T12:00:00.000000000';

export function planned(conditions: readonly Condition[], question: Partial<Question> = {}): Plan {
  const result = plan(runs, 'runs', { conditions, ...question });
  if (result.operation === 'none') throw new Error(`unanswerable: ${result.attribute}`);
  return result;
}

/** A plan in short: its operation, index, key conditions of each branch, filter and residual. */
export function gist(result: Plan): string {
  const branches = isQuery(result)
    ? result.branches.map((branch) =>
        branch.key
          .map((c) =>
            c.operator === 'between'
              ? `${c.attribute} in ${show(c.low)}..${show(c.high)}`
              : `${c.attribute} ${c.operator} ${show(c.value)}`,
          )
          .join(' & '),
      )
    : [];
  const path = [result.operation, result.index ?? 'table', ...branches].join(' | ');
  const filter = result.filter.map((c) => `${c.path} ${c.operator}`).join(', ');
  const residual = result.residual.map((c) => `${c.path} ${c.operator}`).join(', ');
  return `${path}${filter && ` | filter ${filter}`}${residual && ` | residual ${residual}`}${result.complete ? ' | complete' : ''}`;
}

const show = (value: AttributeValue) => Object.values(value).join();
