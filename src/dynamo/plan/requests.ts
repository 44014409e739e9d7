import type { Item } from '../model/values';
import { ExpressionWriter } from './expression';
import type { Branch, GetPlan, Plan, QueryPlan, ScanPlan } from './plan';

/** The input of one read request, in the form that the SDK and the AWS CLI accept. */
export interface ReadRequest {
  readonly operation: 'GetItem' | 'Query' | 'Scan';
  readonly input: ReadInput;
}

interface ReadInput {
  readonly TableName: string;
  readonly Key?: Item;
  readonly ExclusiveStartKey?: Item;
  readonly Limit?: number;
  readonly [parameter: string]: unknown;
}

/**
 * Returns the first request of each part of a plan: one for a GetItem, one per branch of a Query, one per segment of a Scan. Later requests
 * differ only in `ExclusiveStartKey` and `Limit`.
 */
export function requests(plan: Plan): readonly ReadRequest[] {
  if (plan.operation === 'get') return [getRequest(plan)];
  if (plan.operation === 'scan')
    return Array.from({ length: plan.segments }, (_, segment) => scanRequest(plan, segment));
  return plan.branches.map((branch) => queryRequest(plan, branch));
}

function getRequest(plan: GetPlan): ReadRequest {
  const writer = new ExpressionWriter();
  const input = {
    TableName: plan.table,
    Key: plan.key,
    ...projectionOf(writer, plan.projection),
    ...writer.placeholders(),
    ...consistency(plan),
    ReturnConsumedCapacity: 'TOTAL',
  };
  return { operation: 'GetItem', input };
}

function queryRequest(plan: QueryPlan, branch: Branch): ReadRequest {
  const writer = new ExpressionWriter();
  const input = {
    TableName: plan.table,
    ...(plan.index && { IndexName: plan.index }),
    KeyConditionExpression: writer.keyCondition(branch.key),
    ...filterAndSelection(writer, plan),
    ScanIndexForward: !plan.descending,
    ...consistency(plan),
    ReturnConsumedCapacity: 'TOTAL',
  };
  return { operation: 'Query', input };
}

function scanRequest(plan: ScanPlan, segment: number): ReadRequest {
  const input = {
    TableName: plan.table,
    ...(plan.index && { IndexName: plan.index }),
    ...filterAndSelection(new ExpressionWriter(), plan),
    ...consistency(plan),
    ...(plan.segments > 1 && { Segment: segment, TotalSegments: plan.segments }),
    ReturnConsumedCapacity: 'TOTAL',
  };
  return { operation: 'Scan', input };
}

function filterAndSelection(writer: ExpressionWriter, plan: QueryPlan | ScanPlan) {
  const filter = writer.filter(plan.filter);
  const counted = plan.count && plan.residual.length === 0;
  const limit = firstLimit(plan);
  return {
    ...(filter && { FilterExpression: filter }),
    ...(counted ? { Select: 'COUNT' } : selection(writer, plan)),
    ...writer.placeholders(),
    ...(limit !== undefined && { Limit: limit }),
  };
}

/**
 * Returns the parameters that select attributes. Whole items are read if an index does not project all: by DynamoDB itself for a local
 * index, by BatchGetItem for others.
 */
function selection(writer: ExpressionWriter, plan: QueryPlan | ScanPlan) {
  if (plan.allAttributes) return { Select: 'ALL_ATTRIBUTES' };
  return projectionOf(writer, plan.complete ? undefined : plan.projection);
}

export function consistency({ consistent }: Plan) {
  return consistent && { ConsistentRead: true };
}

export function projectionOf(writer: ExpressionWriter, projection: readonly string[] | undefined) {
  return projection && { ProjectionExpression: projection.map((name) => writer.name(name)).join(', ') };
}

/**
 * Returns the `Limit` of the first page. DynamoDB counts items before filtering, so it is the user's limit only if no item can be filtered
 * out. Otherwise it is a multiple of it that grows from page to page (see {@link nextLimit}).
 */
function firstLimit(plan: QueryPlan | ScanPlan): number | undefined {
  if (plan.count || plan.sort || plan.limit === undefined) return undefined;
  return nextLimit(plan, plan.limit, 0);
}

/** Maximum `Limit`. A page with more items usually reaches the size limit of 1 MB first. */
const MAX_LIMIT = 10_000;

/**
 * How many items the pages of all Queries of a merge may have together. Each Query holds one page and reads another ahead, so full pages
 * of a thousand Queries would take gigabytes.
 */
const MAX_MERGED = 40_000;

/** Returns the `Limit` of page number `page` (from 0) when `remaining` items are still needed. Undefined for a full page. */
export function nextLimit(plan: Plan, remaining: number, page: number): number | undefined {
  const drops = plan.filter.length > 0 || plan.residual.length > 0;
  const limit = drops ? Math.max(remaining, 25) * 4 ** (page + 1) : remaining;
  const share = plan.operation === 'merge' ? Math.ceil(MAX_MERGED / plan.branches.length) : MAX_LIMIT;
  if (share < MAX_LIMIT) return Math.min(limit, share);
  return limit > MAX_LIMIT ? undefined : limit;
}
