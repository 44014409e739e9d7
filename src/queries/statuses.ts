import type { EnumeratedValue, Meaning } from '../dynamo/model/attribute-definition';

/**
 * One value of a status: its name, which is also the stored value, and synonyms that a user may type. Input is compared
 * case-insensitively, so synonyms are in lower case only.
 */
type Value = (name: string, ...synonyms: string[]) => EnumeratedValue;

const meaning =
  (meaning: Meaning): Value =>
  (name, ...synonyms) => ({ name, stored: [name], meaning, ...(synonyms.length > 0 && { synonyms }) });

/** A success, or a normal state. */
export const good = meaning('good');

/** A failure, or a state that needs attention. */
export const bad = meaning('bad');

/** In progress. */
export const active = meaning('active');

/** Not started, or inactive. */
export const idle = meaning('idle');
