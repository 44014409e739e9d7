import type { AttributeDefinition } from '../../dynamo/model/attribute-definition';
import { keyAttributes, keySchemas, type TableDefinition } from '../../dynamo/model/definition';
import { fitsPattern } from '../../dynamo/model/value-pattern';

/** How the identifiers in an attribute are written. */
export interface IdStyle {
  /** For people: `helper:…`, or the meaning of the attribute's pattern. */
  readonly text: string;
  /** The number of constant characters, by which styles are ranked. */
  readonly constant: number;
}

/**
 * Returns the attributes that identify items, with the table's argument first: the argument, keys without a template, and those that are
 * unique.
 */
export function idAttributes(table: TableDefinition): readonly string[] {
  const keys = keySchemas(table).flatMap(({ schema }) => keyAttributes(schema));
  const unique = Object.entries(table.attributes).flatMap(([name, one]) => (one.unique ? [name] : []));
  const argument = table.argument === undefined ? [] : [table.argument];
  return [...new Set([...argument, ...keys, ...unique])].filter((name) => {
    const { type, template, secret } = table.attributes[name] ?? {};
    return type === 'S' && template === undefined && !secret;
  });
}

/**
 * Returns the style of an attribute's identifiers if a value is written in it: the value fits the attribute's pattern, or the words that
 * all of the attribute's examples have in common (`helper:2c8e41f0b7`, `helper:91d5a07e3c`), or they are all
 * UUIDs and so is the value.
 */
export function styleOf({ pattern, examples = [] }: AttributeDefinition, value: string): IdStyle | undefined {
  if (pattern && fitsPattern(pattern.expression, value)) return { text: pattern.meaning, constant: 0 };
  if (examples.length > 1 && [value, ...examples].every((one) => UUID.test(one)))
    return { text: 'a UUID', constant: 0 };
  const separator = /^[A-Za-z]+([:_#/|.-])./.exec(examples[0] ?? '')?.[1];
  if (separator === undefined || examples.length < 2) return undefined;
  const [first = [], ...others] = examples.map((example) => example.split(separator));
  if (others.some((parts) => parts.length !== first.length)) return undefined;
  const words = first.map((part, i) =>
    /^[A-Za-z]+$/.test(part) && others.every((parts) => parts[i] === part) ? part : undefined,
  );
  const parts = value.split(separator);
  const isFitting =
    words[0] !== undefined &&
    parts.length === first.length &&
    parts.every((part, i) => part !== '' && (words[i] ?? part) === part);
  if (!isFitting || words.every((word) => word !== undefined)) return undefined;
  return {
    text: words.map((word) => word ?? '…').join(separator),
    constant: words.join('').length,
  };
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
