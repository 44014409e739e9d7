import { sizeOf, type TableSizes } from '../../dynamo/model/table-description';
import { countParts } from '../../dynamo/plan/count-parts';
import { type Estimate, estimate } from '../../dynamo/plan/estimate';
import { isQuery, type Plan } from '../../dynamo/plan/plan';
import { END, type Position, START } from '../../dynamo/plan/position';
import { type ReadRequest, requests } from '../../dynamo/plan/requests';
import { redactInput, redactPlan } from '../../redact/redact-requests';
import type { PreparedQuestion } from '../question/prepare';
import type { ParentQuestion } from './parent-item';

/** The plan of a question, its first requests, and its estimated cost, without the values of secret attributes. */
export interface Explanation {
  readonly plan: Plan;
  readonly requests: readonly ReadRequest[];
  readonly estimate: Estimate;
}

/** Explains a question. `sizes` are those of its table, if known. */
export function explanationOf(
  prepared: PreparedQuestion,
  sizes: TableSizes | undefined,
  parent: ParentQuestion | undefined,
): Explanation {
  const { isSecret } = prepared.secrets;
  const plan = redactPlan(prepared.plan, isSecret);
  const all = [...requestsOf(prepared), ...(parent ? [parent.request] : [])];
  const shown = all.map(({ operation, input }) => ({
    operation,
    input: redactInput(input, isSecret) as typeof input,
  }));
  // The size of an index tells nothing about the items that a Query finds in it.
  const measured = plan.operation === 'scan' ? plan : {};
  return { plan, requests: shown, estimate: estimate(plan, sizes && sizeOf(measured, sizes)) };
}

/** The first request of each part of the plan. With a cursor, parts that were read to the end are left out. */
function requestsOf({ plan, start }: PreparedQuestion): readonly ReadRequest[] {
  if (plan.count && isQuery(plan)) return countParts(plan).flatMap((part) => requests(part.plan));
  const all = requests(plan);
  if (!start || plan.sort) return all;
  return all.flatMap((request, i) => (start[i] === END ? [] : [startingAt(request, start[i])]));
}

function startingAt(request: ReadRequest, position: Position | undefined): ReadRequest {
  if (position === undefined || position === START || position === END) return request;
  return { ...request, input: { ...request.input, ExclusiveStartKey: position } };
}
