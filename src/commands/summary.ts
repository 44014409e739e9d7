import type { Plan } from '../dynamo/plan';
import type { Meter } from '../dynamo/run/send';

/** How a run went. */
export interface Outcome {
  readonly items: number;
  readonly meter: Meter;
  readonly elapsedMs: number;
  /** Token to go on with, or null when there is no more. */
  readonly cursor: string | null;
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

/** The same for people: what was found, how it was asked, what it cost, and how to see more. */
export function summaryText(plan: Plan, { items, meter, elapsedMs, cursor }: Outcome): string {
  const where = plan.index ? `${plan.table} ${plan.index}` : plan.table;
  const how = plan.operation === 'merge' ? 'merged queries' : plan.operation;
  const facts = [
    plural(items, 'item'),
    ...(meter.scanned > items ? [`${meter.scanned} read`] : []),
    `${how} on ${where}`,
    plural(meter.requests, 'request'),
    `${Number(meter.capacityUnits.toFixed(1))} RCU`,
    `${Math.round(elapsedMs)} ms`,
  ];
  return `${facts.join(' · ')}${cursor ? `\nmore: --cursor ${cursor}` : ''}`;
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
