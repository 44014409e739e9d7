import type { EnumeratedValue, Meaning } from '../dynamo/model/definition';

/**
 * One value of a status: its name, which is also how it is stored, and other words that a user may type for it. Typed
 * words are compared whatever their case, so synonyms stand in lower case only.
 */
type Value = (name: string, ...synonyms: string[]) => EnumeratedValue;

const meaning =
  (meaning: Meaning): Value =>
  (name, ...synonyms) => ({ name, stored: [name], meaning, ...(synonyms.length > 0 && { synonyms }) });

/** It went well, or is as it should be. */
export const good = meaning('good');

/** Somebody should look at it. */
export const bad = meaning('bad');

/** It is being worked on. */
export const active = meaning('active');

/** Nothing is happening, or not yet. */
export const idle = meaning('idle');
