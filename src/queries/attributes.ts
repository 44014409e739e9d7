import type { AttributeDefinition, EnumeratedValue } from '../dynamo/model/attribute-definition';
import type { LifeDefinition } from '../dynamo/model/definition';

/** Shorthands for attribute definitions, so that a table reads as a list of its contents. Each returns plain data. */
type More = Omit<AttributeDefinition, 'type' | 'description'>;
type Kind = (description: string, more?: More) => AttributeDefinition;

export const text: Kind = (description, more) => ({ type: 'S', description, ...more });

export const number: Kind = (description, more) => ({ type: 'N', description, ...more });

export const flag: Kind = (description, more) => ({ type: 'BOOL', description, ...more });

export const map: Kind = (description, more) => ({ type: 'M', description, ...more });

/** A set of strings. */
export const words: Kind = (description, more) => ({ type: 'SS', description, ...more });

export const list: Kind = (description, more) => ({ type: 'L', description, ...more });

/** ISO-8601 text in UTC. */
export const time: Kind = (description, more) => text(description, { format: 'time', ...more });

/** Epoch seconds, as DynamoDB's time to live requires. */
export const ttl: Kind = (description, more) => number(description, { format: 'epoch-seconds', ...more });

/** A number from 0 to 100. */
export const percent: Kind = (description, more) => number(description, { format: 'percent', ...more });

/** A secret, which is hidden unless the user asks to reveal it. */
export const secret: Kind = (description, more) => text(description, { secret: true, ...more });

/** A status whose values are all known. Others are rejected. */
export function status(
  description: string,
  values: readonly EnumeratedValue[],
  more?: More,
): AttributeDefinition {
  return text(description, { format: 'status', values, ...more });
}

/** A status of which only some values are known, as the system does not document them. Others are accepted. */
export function openStatus(
  description: string,
  values: readonly EnumeratedValue[],
  more?: More,
): AttributeDefinition {
  return status(description, values, { open: true, ...more });
}

export const createdAt = time('when it was created');
export const updatedAt = time('when it was last changed');

/** The life of an item that only says when it was created and last changed. */
export const CREATED_AND_UPDATED: LifeDefinition = { began: 'created_at', updated: 'updated_at' };
