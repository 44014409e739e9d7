/** Formats a percentage as a bar of `cells` cells and a number. The bar is empty below 0 and full above 100. */
export function progressText(percent: number, cells: number): string {
  const share = Math.min(100, Math.max(0, percent)) / 100;
  const full = Math.floor(share * cells);
  return `${'█'.repeat(full)}${'░'.repeat(cells - full)} ${`${Math.round(percent)}%`.padStart(4)}`;
}
