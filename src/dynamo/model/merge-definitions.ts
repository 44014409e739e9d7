import type { AttributeDefinition } from './attribute-definition';
import { type DisplayDefinition, keyAttributes, keySchemas, type TableDefinition } from './definition';

/**
 * Returns the description of a table with what definitions know about its attributes. The keys and indexes are those of the description.
 * The result is about all items of the table: it has no templates, patterns or rules that hold only for the items of one definition, and
 * where several definitions disagree, it says nothing. An attribute is mixed unless all of them declare it, and with the same type.
 */
export function withDefinitions(
  described: TableDefinition,
  definitions: readonly TableDefinition[],
): TableDefinition {
  const names = [...new Set(definitions.flatMap(({ attributes }) => Object.keys(attributes)))];
  const keys = new Set(keySchemas(described).flatMap(({ schema }) => keyAttributes(schema)));
  const attributes = names.flatMap((name): [string, AttributeDefinition][] => {
    const declared = definitions.flatMap(({ attributes: own }) =>
      Object.hasOwn(own, name) && own[name] && !own[name].virtual ? [own[name]] : [],
    );
    const key = keys.has(name) ? described.attributes[name] : undefined;
    const merged = mergeAttribute(declared, key, declared.length === definitions.length);
    return merged ? [[name, merged]] : [];
  });
  const columns = common(definitions.map((one) => one.columns));
  const ttl = common(definitions.map((one) => one.ttl));
  const life = common(definitions.map((one) => one.life));
  const display = common(definitions.map((one) => one.display && plainDisplay(one.display)));
  return {
    ...described,
    attributes: { ...described.attributes, ...Object.fromEntries(attributes) },
    ...(columns && { columns }),
    ...(ttl !== undefined && { ttl }),
    ...(life && { life }),
    ...(display && { display }),
  };
}

/**
 * Merges the definitions of one attribute. `key` is what DynamoDB says about it, if it is part of a key: then all items have its type.
 * `isEverywhere` says whether all definitions of the table declare it.
 */
function mergeAttribute(
  declared: readonly AttributeDefinition[],
  key: AttributeDefinition | undefined,
  isEverywhere: boolean,
): AttributeDefinition | undefined {
  const [first] = declared;
  if (!first) return undefined;
  // An attribute that only looks like a secret is declared as none.
  const isSecret = declared.some((one) => one.secret);
  const secret = isSecret || (declared.some((one) => one.secret === false) ? false : undefined);
  const type = common(declared.map((one) => one.type));
  if (key && type !== key.type) return secret === undefined ? key : { ...key, secret };
  if (type === undefined) return secret === undefined ? undefined : { type: first.type, mixed: true, secret };
  const description = common(declared.map((one) => one.description));
  const format = common(declared.map((one) => one.format));
  const values = common(declared.map((one) => one.values));
  return {
    type,
    ...(!key && !isEverywhere && { mixed: true }),
    ...(description !== undefined && { description }),
    ...(format && { format }),
    // Items of other kinds may have other values.
    ...(values && { values, open: true }),
    ...(secret !== undefined && { secret }),
  };
}

/** The parts of a display that need no argument and no other table. */
function plainDisplay({ progress, done, duration }: DisplayDefinition): DisplayDefinition {
  return {
    ...(progress !== undefined && { progress }),
    ...(done && { done }),
    ...(duration && { duration }),
  };
}

/** Returns the value that all have in common, or undefined if they differ or there is none. */
function common<T>(all: readonly (T | undefined)[]): T | undefined {
  const [first] = all;
  return all.every((one) => JSON.stringify(one) === JSON.stringify(first)) ? first : undefined;
}
