import type { Context } from '../../context';
import { countParts } from '../../dynamo/plan/count-parts';
import { estimate } from '../../dynamo/plan/estimate';
import { isQuery } from '../../dynamo/plan/plan';
import { END, type Position, START } from '../../dynamo/plan/position';
import { type ReadRequest, requests } from '../../dynamo/plan/requests';
import { explainJson, explainText } from '../../commands/output/explain';
import { secretTest } from '../../redact/redact';
import { redactInput, redactPlan } from '../../redact/redact-requests';
import { wantsColor } from '../../commands/output/view';
import { wholeRequest } from './parent-item';
import type { Inquiry } from '../question/prepare';

/** How a question would be asked, and what it might cost, as text. */
export function explanation(inquiry: Inquiry, context: Context): string {
  const { table, settings } = inquiry;
  const { stdout, env } = context;
  const isSecret = settings.reveal ? () => false : secretTest(table, inquiry.extraSecret);
  const plan = redactPlan(inquiry.plan, isSecret);
  const whole = wholeRequest(inquiry, context);
  const shown = [...requestsOf(inquiry), ...(whole ? [whole] : [])].map(({ operation, input }) => ({
    operation,
    input: redactInput(input, isSecret) as typeof input,
  }));
  const terminal = stdout.isTTY === true;
  const machines = settings.output !== 'table' && settings.output !== 'csv';
  const color = wantsColor(settings.color, env, terminal);
  const cost = estimate(plan, inquiry.size);
  return machines ? explainJson(plan, shown, cost, terminal) : explainText(plan, shown, cost, color);
}

/** The first requests that running the question would send; a cursor leaves out what it has read to the end. */
function requestsOf({ plan, start }: Inquiry): readonly ReadRequest[] {
  if (plan.count && isQuery(plan)) return countParts(plan).flatMap((part) => requests(part.plan));
  const all = requests(plan);
  if (!start || plan.sort) return all;
  return all.flatMap((request, i) => (start[i] === END ? [] : [startingAt(request, start[i])]));
}

function startingAt(request: ReadRequest, position: Position | undefined): ReadRequest {
  if (position === undefined || position === START || position === END) return request;
  return { ...request, input: { ...request.input, ExclusiveStartKey: position } };
}
