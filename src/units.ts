const DURATIONS: readonly [unit: string, millis: number][] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
];

/** Formats a duration in milliseconds in its two largest units: `350ms`, `1.5s`, `1m 23s`, `3d 4h`. Smaller units are truncated. */
export function readableDuration(millis: number): string {
  if (millis < 0) return `-${readableDuration(-millis)}`;
  if (millis < 1000) return `${truncate(millis)}ms`;
  if (millis < 60_000) return `${truncate(millis / 1000)}s`;
  const at = DURATIONS.findIndex(([, size]) => millis >= size);
  const [large, small] = DURATIONS.slice(at, at + 2);
  if (!large || !small) return `${millis}ms`;
  const rest = Math.floor((millis % large[1]) / small[1]);
  const whole = `${Math.floor(millis / large[1])}${large[0]}`;
  return rest === 0 ? whole : `${whole} ${rest}${small[0]}`;
}

const SIZES = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** Formats a size in bytes in decimal units, as AWS does: `999 B`, `1.2 MB`. */
export function readableBytes(bytes: number): string {
  if (bytes < 0) return `-${readableBytes(-bytes)}`;
  let size = bytes;
  let unit = 0;
  while (round(size) >= 1000 && unit < SIZES.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${round(size)} ${SIZES[unit]}`;
}

/** Formats a non-negative amount with two significant digits and no exponent: `$0.000000062`, `$1.20`. */
export function readableDollars(amount: number): string {
  if (amount === 0) return '$0';
  const decimals = Math.max(2, 1 - Math.floor(Math.log10(amount)));
  return `$${Number(amount.toPrecision(2)).toFixed(decimals)}`;
}

/** Truncates to one decimal, with a tolerance for floating-point errors. */
function truncate(value: number): number {
  return Math.floor(value * 10 + 1e-9) / 10;
}

/** Rounds to one decimal. */
function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Formats a number with thousands separators: `1,234,567`. */
export function grouped(value: number): string {
  return value.toLocaleString('en-US');
}

/** Formats a count with its noun: `1 item`, `2,000 items`. */
export function plural(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}
