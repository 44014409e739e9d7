/** A column narrower than this says nothing any more. */
const NARROWEST = 6;

/**
 * Widths for columns that share `budget` cells. `naturals` are the widths that their contents have, `minima` those that they
 * should keep. Narrow columns stay whole, and the wide ones are cut to one common width: water rising to one level. If not
 * even the minima fit, they are cut in the same way, down to {@link NARROWEST}, and past that the line gets too long.
 */
export function fitWidths(
  naturals: readonly number[],
  minima: readonly number[],
  budget: number,
): readonly number[] {
  if (sum(naturals) <= budget) return naturals;
  const lows = naturals.map((natural, i) => Math.min(natural, minima[i] ?? 0));
  if (sum(lows) > budget) {
    const narrowest = lows.map((low) => Math.min(low, NARROWEST));
    return sum(narrowest) > budget ? narrowest : rise(lows, narrowest, budget);
  }
  return rise(naturals, lows, budget);
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

/** How many of the first columns have room for their minima. At least one. */
export function howManyFit(minima: readonly number[], gap: number, budget: number): number {
  let used = 0;
  const tooMany = minima.findIndex((minimum, i) => {
    used += minimum + (i === 0 ? 0 : gap);
    return used > budget;
  });
  return tooMany === -1 ? minima.length : Math.max(1, tooMany);
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
