/**
 * What reading costs, by the rules of AWS: an eventually consistent read takes half a capacity unit for each 4 KB begun (of
 * an item in GetItem, of the items read together in Query and Scan).
 */
const BYTES_PER_UNIT = 8192;

/** On-demand price of a million read request units in us-east-1, in dollars (since November 2024). */
const DOLLARS_PER_MILLION = 0.125;

/** Read capacity units for a number of bytes read in one go. */
export function readUnits(bytes: number): number {
  return Math.ceil((bytes / BYTES_PER_UNIT) * 2) / 2;
}

/** On-demand price of read capacity units, in dollars. */
export function dollars(units: number): number {
  return (units * DOLLARS_PER_MILLION) / 1_000_000;
}
