import { findTable, type TableDefinition } from '../dynamo/model/definition';
import { CATALOG } from '../queries/registry';
import { genericItems, type SampleItem } from './sample-items';
import { type Random, randomFor } from './sample-random';

const SECOND = 1000;
const DAY = 86_400 * SECOND;
const BATCHES = 50;

/** Generates batches of policies, whose counts and times agree with the results of their policies. */
export function batches(table: TableDefinition, now: number, random: Random): readonly SampleItem[] {
  return genericItems(table, now, random, BATCHES).map((item) => drawBatch(item, now).batch);
}

/** Generates the results of the policies in those batches. */
export function batchResults(table: TableDefinition, now: number): readonly SampleItem[] {
  const command = 'policy executions';
  const executions = findTable(command, CATALOG);
  const items = executions ? genericItems(executions, now, randomFor(command), BATCHES) : [];
  const { policy_number, error } = table.attributes;
  const texts = { numbers: policy_number?.examples ?? [], errors: error?.examples ?? [] };
  return items.flatMap((item, ordinal) => {
    const { outcomes } = drawBatch(item, now);
    return outcomes.map((outcome, i) => resultOf(item, outcome, ordinal, i, texts));
  });
}

interface Outcome {
  readonly status: 'success' | 'failed' | 'pending';
  readonly from: number;
  readonly to: number;
}

/** Depends on the batch's ID alone, so that both tables agree on it. */
function drawBatch(item: SampleItem, now: number): { batch: SampleItem; outcomes: readonly Outcome[] } {
  const random = randomFor(String(item.execution_id));
  const total = random.between(4, 12);
  const done = howMany(item.status, total, random);
  const age =
    item.status === 'running'
      ? (done + random.next()) * 40 * SECOND
      : random.next() ** 2 * 30 * DAY + total * 40 * SECOND;
  const started = Math.floor(now - age);
  let clock = started;
  const outcomes = Array.from({ length: total }, (_, i): Outcome => {
    const from = clock;
    clock += i < done ? random.between(2, 39) * SECOND + random.between(0, 999) : 0;
    const isFailed = random.chance(0.15) || (item.status === 'failed' && i === done - 1);
    return { status: i >= done ? 'pending' : isFailed ? 'failed' : 'success', from, to: clock };
  });
  const failed = outcomes.filter(({ status }) => status === 'failed').length;
  const { started_at: _, completed_at: __, result: ___, ...rest } = item;
  const isEnded = item.status === 'completed' || item.status === 'failed';
  const batch = {
    ...rest,
    progress: Math.round((100 * done) / total),
    total_items: total,
    completed_items: done,
    ...(item.status !== 'pending' && { started_at: new Date(started).toISOString() }),
    ...(isEnded && {
      completed_at: new Date(clock).toISOString(),
      result: { succeeded: done - failed, failed },
    }),
  };
  return { batch, outcomes };
}

function howMany(status: unknown, total: number, random: Random): number {
  if (status === 'completed') return total;
  // A batch fails at a policy after most of the others are done.
  if (status === 'failed') return random.between(Math.ceil(total / 2), total);
  return status === 'pending' ? 0 : random.between(1, total - 1);
}

function resultOf(
  { execution_id }: SampleItem,
  { status, from, to }: Outcome,
  ordinal: number,
  position: number,
  { numbers, errors }: { readonly numbers: readonly string[]; readonly errors: readonly string[] },
): SampleItem {
  const random = randomFor(`${execution_id} ${position}`);
  // The policies of the examples are retried in every tenth batch.
  const policy_number = (ordinal % 10 === 0 ? numbers[position] : undefined) ?? policyNumber(random);
  if (status === 'pending') return { execution_id, policy_number, status, screenshots: [] };
  const pictures = Array.from(
    { length: random.between(1, 3) },
    (_, i) => `s3://screens/${policy_number}-${i + 1}.png`,
  );
  return {
    execution_id,
    policy_number,
    status,
    started_at: new Date(from).toISOString(),
    completed_at: new Date(to).toISOString(),
    ...(status === 'failed' && { error: random.pick(errors) }),
    screenshots: pictures,
  };
}

function policyNumber(random: Random): string {
  return Array.from({ length: 9 }, () => random.pick([...'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789'])).join('');
}
