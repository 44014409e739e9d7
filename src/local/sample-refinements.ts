import type { SampleItem } from './sample-items';
import type { Random } from './sample-random';

type Refinement = (item: SampleItem, random: Random) => SampleItem;

/** What only people who know the system would notice to be wrong in items drawn from a definition alone, by command. */
export const REFINEMENTS: Readonly<Record<string, Refinement>> = {
  executions: (item, random) => withEventId(withTimeout(item), random),
};

function withTimeout(item: SampleItem): SampleItem {
  if (item.status !== 'timeout') return item;
  return { ...item, errors: `Task timed out after ${item.timeout ?? 900}.10 seconds` };
}

/** An older model of the item calls its event by another name. */
function withEventId({ jit_event_id, event_id: _, ...item }: SampleItem, random: Random): SampleItem {
  return random.chance(0.1) ? { ...item, event_id: jit_event_id } : { ...item, jit_event_id };
}
