import type { Plan } from '../../dynamo/plan/plan';
import type { Meter } from '../../dynamo/transport';

/** How a run went. */
export interface Outcome {
  readonly items: number;
  readonly meter: Meter;
  readonly elapsedMs: number;
  /** Token to go on with, or null when there is no more. */
  readonly cursor: string | null;
  /** An error ended it, which tells people where to go on. */
  readonly end?: 'early' | undefined;
}

/** One line of JSON, whose members scripts rely on. */
export function statsJson(plan: Plan, { items, meter, elapsedMs, cursor }: Outcome): string {
  return JSON.stringify({
    items,
    scanned: meter.scanned,
    requests: meter.requests,
    capacityUnits: meter.capacityUnits,
    elapsedMs: Math.round(elapsedMs),
    operation: plan.operation,
    table: plan.table,
    index: plan.index ?? null,
    cursor,
  });
}

/** The same for people: what was found, how it was asked, what it cost, and how to see more; `width` is that of their terminal. */
export function summaryText(
  plan: Plan,
  { items, meter, elapsedMs, cursor, end }: Outcome,
  width = Number.POSITIVE_INFINITY,
): string {
  const where = plan.index ? `${plan.table} ${plan.index}` : plan.table;
  const facts = [
    plural(items, 'item'),
    ...(meter.scanned > items ? [`${grouped(meter.scanned)} read`] : []),
    `${operationText(plan)} on ${where}`,
    ...(plan.sort && !plan.count ? [`sorted by ${plan.sort.column} once all was read`] : []),
    plural(meter.requests, 'request'),
    `${grouped(Number(meter.capacityUnits.toFixed(1)))} RCU`,
    elapsedMs < 1000 ? `${Math.round(elapsedMs)} ms` : `${(elapsedMs / 1000).toFixed(1)} s`,
  ];
  return `${folded(facts, width)}${cursor && !end ? `\nmore: --cursor ${cursor}` : ''}`;
}

/** The facts in as few lines as they fit in. */
function folded(facts: readonly string[], width: number): string {
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

export function plural(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** A number for people to read: `1,234,567`. */
export function grouped(value: number): string {
  return value.toLocaleString('en-US');
}
