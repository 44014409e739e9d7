import type { Outcome } from '../../core/answer/answer';
import type { Plan } from '../../dynamo/plan/plan';
import { grouped, plural } from '../../units';

/** Formats the summary as one line of JSON. Scripts rely on its members. */
export function statsJson(plan: Plan, { items, meter, elapsedMs, resume }: Outcome): string {
  return JSON.stringify({
    items,
    scanned: meter.scanned,
    requests: meter.requests,
    capacityUnits: meter.capacityUnits,
    elapsedMs: Math.round(elapsedMs),
    operation: plan.operation,
    table: plan.table,
    index: plan.index ?? null,
    cursor: resume.cursor,
  });
}

/** Formats the summary as text: the result, the operation, the cost, and how to see more. `width` is the width of the terminal. */
export function summaryText(
  plan: Plan,
  { items, meter, elapsedMs, resume, error }: Outcome,
  width = Number.POSITIVE_INFINITY,
): string {
  const where = plan.index ? `${plan.table} ${plan.index}` : plan.table;
  const facts = [
    plural(items, 'item'),
    ...(meter.scanned > items ? [`${grouped(meter.scanned)} read`] : []),
    `${operationText(plan)} on ${where}`,
    ...(plan.sort && !plan.count
      ? [`sorted by ${plan.sort.map(({ column }) => column).join(', ')} after reading everything`]
      : []),
    plural(meter.requests, 'request'),
    `${grouped(Number(meter.capacityUnits.toFixed(1)))} RCU`,
    elapsedMs < 1000 ? `${Math.round(elapsedMs)} ms` : `${(elapsedMs / 1000).toFixed(1)} s`,
  ];
  // An error message contains the cursor itself.
  const more = resume.cursor !== null && error === undefined ? `\nmore: --cursor ${resume.cursor}` : '';
  return `${wrapped(facts, width)}${more}`;
}

/** Joins facts into as few lines as possible. */
function wrapped(facts: readonly string[], width: number): string {
  const lines: string[] = [];
  for (const fact of facts) {
    const longer = `${lines.at(-1)} · ${fact}`;
    if (lines.length > 0 && longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(fact);
  }
  return lines.join('\n');
}

function operationText(plan: Plan): string {
  switch (plan.operation) {
    case 'merge':
      return `${plan.branches.length} merged queries`;
    case 'scan':
      return plan.segments > 1 ? `scan in ${plan.segments} segments` : 'scan';
    default:
      return plan.operation;
  }
}
