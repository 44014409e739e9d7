import type { TableDefinition } from '../dynamo/model/definition';
import { genericItems, type SampleItem } from './sample-items';
import { jobRecords } from './sample-jobs';
import { batches, batchResults } from './sample-policies';
import { type Random, randomFor } from './sample-random';
import { REFINEMENTS } from './sample-refinements';

export type { SampleItem } from './sample-items';

type Generator = (table: TableDefinition, now: number, random: Random) => readonly SampleItem[];

/** Tables whose items depend on each other in ways that a definition does not tell, by command. */
const SPECIAL: Readonly<Record<string, Generator>> = {
  jobs: jobRecords,
  'policy executions': batches,
  'policy results': batchResults,
};

/**
 * Sample data for a table: the same on every machine, with times counted back from `now` (epoch milliseconds). The first
 * items use the definition's examples in turn, so that whatever one table says of another is found there.
 */
export function sampleItems(table: TableDefinition, now: number): readonly SampleItem[] {
  const command = table.command.join(' ');
  const random = randomFor(command);
  const generate = SPECIAL[command] ?? genericItems;
  const refine = REFINEMENTS[command];
  const items = generate(table, now, random);
  return refine ? items.map((item) => refine(item, random)) : items;
}
