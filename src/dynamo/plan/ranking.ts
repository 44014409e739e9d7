import { keyAttributes, type TableDefinition } from '../model/definition';
import type { Candidate } from './candidates';
import type { Disadvantage } from './plan';

/**
 * The criteria for choosing a path, most important first, each with the reason to report for the path that lost. A lower rank is better.
 */
const RANKS: readonly {
  readonly rank: (candidate: Candidate, table: TableDefinition) => number;
  readonly reason: Disadvantage;
}[] = [
  {
    rank: (c) => (c.assumed.length > 0 ? 1 : 0),
    reason: 'asks-every-known-value',
  },
  { rank: (c, table) => (isOneItem(table, c) ? 0 : 1), reason: 'may-find-many' },
  { rank: (c) => (c.branches.length > 1 ? 1 : 0), reason: 'needs-several-queries' },
  { rank: (c) => -c.constrained, reason: 'fits-fewer-conditions' },
  { rank: (c) => (c.isWhole ? 0 : 1), reason: 'may-leave-out' },
  { rank: (c) => (c.isSorted ? 0 : 1), reason: 'sorted-otherwise' },
  {
    rank: (c, table) => (isEnumerated(table, c) ? 1 : 0),
    reason: 'has-few-key-values',
  },
  { rank: (c) => (c.incomplete ? 1 : 0), reason: 'lacks-attributes' },
  { rank: (c) => c.branches.length, reason: 'needs-more-queries' },
  { rank: (c) => c.filter.length + c.residual.length, reason: 'filters-more' },
];

/** Returns access paths in the order of their ranks, the best first. */
export function byRank(table: TableDefinition, candidates: readonly Candidate[]): readonly Candidate[] {
  return [...candidates].sort((a, b) => compare(table, a, b));
}

function compare(table: TableDefinition, a: Candidate, b: Candidate): number {
  for (const { rank } of RANKS) {
    const difference = rank(a, table) - rank(b, table);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Returns the reason why another path lost against the winner. */
export function rejectionReason(table: TableDefinition, winner: Candidate, loser: Candidate): Disadvantage {
  const decisive = RANKS.find(({ rank }) => rank(winner, table) !== rank(loser, table));
  return decisive?.reason ?? 'declared-later';
}

/** Whether each Query finds at most one item: by a whole primary key, or by a unique attribute. */
function isOneItem(table: TableDefinition, { index, schema, branches }: Candidate): boolean {
  const fixed = branches[0]?.key.filter((condition) => condition.operator === '=') ?? [];
  if (index) return schema.partitionKey.some((name) => table.attributes[name]?.unique);
  return fixed.length === keyAttributes(schema).length;
}

function isEnumerated(table: TableDefinition, candidate: Candidate): boolean {
  return candidate.schema.partitionKey.every((name) => table.attributes[name]?.values !== undefined);
}
