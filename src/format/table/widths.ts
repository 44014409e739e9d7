/** Number of spaces between two columns. */
export const GAP = 2;

/**
 * Returns widths for columns that share `budget` cells. `naturals` are the widths of their contents. Each of `tiers` gives minimum widths,
 * from comfortable to barely readable. Narrow columns keep their width, and wide ones are reduced to a common width. Columns shrink below a
 * tier only after all have reached it. If even the last tier is too wide, the line is too long.
 */
export function fitWidths(
  naturals: readonly number[],
  tiers: readonly (readonly number[])[],
  budget: number,
): readonly number[] {
  if (sum(naturals) <= budget) return naturals;
  let maximums = naturals;
  for (const tier of tiers) {
    const minimums = maximums.map((high, i) => Math.min(high, tier[i] ?? 0));
    if (sum(minimums) <= budget) return widen(maximums, minimums, budget);
    maximums = minimums;
  }
  return maximums;
}

/** Widens all columns from their minimum towards their maximum, up to a common width, until the budget is used up. */
function widen(maximums: readonly number[], minimums: readonly number[], budget: number): readonly number[] {
  const at = (level: number) => maximums.map((high, i) => Math.min(high, Math.max(minimums[i] ?? 0, level)));
  let level = 0;
  while (level < budget && sum(at(level + 1)) <= budget) level++;
  let remaining = budget - sum(at(level));
  return at(level).map((width, i) => {
    if (remaining === 0 || width !== level || width >= (maximums[i] ?? 0)) return width;
    remaining--;
    return width + 1;
  });
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
