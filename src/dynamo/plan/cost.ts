/**
 * Bytes per read capacity unit: AWS charges an eventually consistent read half a unit for each started 4 KB (of an item in GetItem, of all
 * items read in a Query or Scan).
 */
const BYTES_PER_UNIT = 8192;

/** On-demand price in dollars per million read request units in us-east-1 (since November 2024). */
const DOLLARS_PER_MILLION = 0.125;

/** Returns the read capacity units for a number of bytes read at once. */
export function readUnits(bytes: number): number {
  return Math.ceil((bytes / BYTES_PER_UNIT) * 2) / 2;
}

/** Returns the on-demand price of read capacity units, in dollars. */
export function dollars(units: number): number {
  return (units * DOLLARS_PER_MILLION) / 1_000_000;
}
