/**
 * Widths for columns that share `budget` cells. `naturals` are the widths that their contents have; each of `tiers` says how
 * narrow they may get, from comfortable to the least that says anything. Narrow columns stay whole, and wide ones are cut to
 * one common width, as water that rises to one level; only when that takes a column below its tier do all of them go down
 * to the next. If even the last tier is too wide, so is the line.
 */
export function fitWidths(
  naturals: readonly number[],
  tiers: readonly (readonly number[])[],
  budget: number,
): readonly number[] {
  if (sum(naturals) <= budget) return naturals;
  let highs = naturals;
  for (const tier of tiers) {
    const lows = highs.map((high, i) => Math.min(high, tier[i] ?? 0));
    if (sum(lows) <= budget) return rise(highs, lows, budget);
    highs = lows;
  }
  return highs;
}

/** Raises all columns from their low ends towards their high ends, up to a common level, until the budget is used up. */
function rise(highs: readonly number[], lows: readonly number[], budget: number): readonly number[] {
  const at = (level: number) => highs.map((high, i) => Math.min(high, Math.max(lows[i] ?? 0, level)));
  let level = 0;
  while (level < budget && sum(at(level + 1)) <= budget) level++;
  let spare = budget - sum(at(level));
  return at(level).map((width, i) => {
    if (spare === 0 || width !== level || width >= (highs[i] ?? 0)) return width;
    spare--;
    return width + 1;
  });
}

/** How many of the first columns have room side by side. At least one. */
export function howManyFit(widths: readonly number[], gap: number, budget: number): number {
  let used = 0;
  const tooMany = widths.findIndex((width, i) => {
    used += width + (i === 0 ? 0 : gap);
    return used > budget;
  });
  return tooMany === -1 ? widths.length : Math.max(1, tooMany);
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
