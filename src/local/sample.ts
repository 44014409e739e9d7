import type { TableDefinition } from '../dynamo/model/definition';
import { genericItems, type SampleItem } from './sample-items';
import { jobRecords } from './sample-jobs';
import { batches, batchResults } from './sample-policies';
import { type Random, randomFor } from './sample-random';
import { REFINEMENTS } from './sample-refinements';

export type { SampleItem } from './sample-items';

type Generator = (table: TableDefinition, now: number, random: Random) => readonly SampleItem[];

/** By command: generators for tables whose items depend on each other in ways that a definition does not express. */
const SPECIAL: Readonly<Record<string, Generator>> = {
  jobs: jobRecords,
  'policy executions': batches,
  'policy results': batchResults,
};

/**
 * Returns sample data for a table. It is the same on every machine, except for times, which are relative to `now` (epoch
 * milliseconds). The first items use the definition's examples in order, so that references between tables can be followed.
 */
export function sampleItems(table: TableDefinition, now: number): readonly SampleItem[] {
  const command = table.command.join(' ');
  const random = randomFor(command);
  const generate = SPECIAL[command] ?? genericItems;
  const refine = REFINEMENTS[command];
  const items = generate(table, now, random);
  return refine ? items.map((item) => refine(item, random)) : items;
}
