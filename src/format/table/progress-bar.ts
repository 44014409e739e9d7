/** A share from 0 to 100 as a bar of `cells` cells and a number. What is outside of that is drawn as empty or full. */
export function progressText(percent: number, cells: number): string {
  const share = Math.min(100, Math.max(0, percent)) / 100;
  const full = Math.floor(share * cells);
  return `${'█'.repeat(full)}${'░'.repeat(cells - full)} ${`${Math.round(percent)}%`.padStart(4)}`;
}

/** The number alone, where there is no room for the bar: half a bar would lie. */
export function withoutBar(text: string): string {
  return text.slice(text.lastIndexOf(' ') + 1);
}
