/** Progress from 0 to 100 as a bar of `cells` cells. What is outside of that is drawn as empty or full. */
export function progressBar(percent: number, cells = 20): string {
  const share = Number.isFinite(percent) ? Math.min(100, Math.max(0, percent)) / 100 : 0;
  const full = Math.floor(share * cells);
  return '█'.repeat(full) + '░'.repeat(cells - full);
}
