import { didYouMean } from '../../did-you-mean';
import { type AttributeDefinition, type EnumeratedValue, spellingsOf } from '../../dynamo/model/definition';
import { fitsPattern } from '../../dynamo/model/value-pattern';
import { type AttributeValue, isDynamoNumber } from '../../dynamo/model/values';
import { usageError } from '../../errors';
import type { Origin } from '../../origin';

/**
 * Returns the stored values that the user's text stands for: one, or several if an enumerated value has several spellings. The definition
 * gives the type. Without a type, a JSON literal has its JSON type and anything else is a string. Throws a usage error about `origin` for a
 * value that the attribute can't have.
 */
export function storedValues(
  attribute: AttributeDefinition | undefined,
  text: string,
  origin: Origin,
): readonly AttributeValue[] {
  if (!attribute) return [literalValue(text)];
  if (text === '' && attribute.option) throw usageError('The value is empty.', undefined, origin);
  if (attribute.values) {
    const known = enumerated(attribute.values, text);
    if (known) return known.stored.map((word) => (attribute.type === 'N' ? { N: word } : { S: word }));
    if (!attribute.open) throw unknownValue(attribute.values, text, origin);
  }
  // Messages must not contain a secret.
  const shown = attribute.secret ? 'This value' : `'${text}'`;
  const invalid = (what: string) => usageError(`${shown} is not ${what}.`, undefined, origin);
  const { type, pattern } = attribute;
  if (pattern && !fitsPattern(pattern.expression, text)) throw invalid(pattern.meaning);
  if (type === 'S') return [{ S: text }];
  if (type === 'N') {
    if (!isDynamoNumber(text)) throw invalid('a number that DynamoDB can store');
    return [{ N: text }];
  }
  if (type === 'BOOL') {
    if (text !== 'true' && text !== 'false') throw invalid('true or false');
    return [{ BOOL: text === 'true' }];
  }
  if (type === 'B') {
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw invalid('valid base64, which a binary value requires');
    return [{ B: text }];
  }
  return [literalValue(text)];
}

/** Finds an enumerated value by its name, a stored spelling or a synonym, ignoring case. */
function enumerated(values: readonly EnumeratedValue[], text: string): EnumeratedValue | undefined {
  const word = text.toLowerCase();
  return (
    values.find((value) => [value.name, ...value.stored].includes(text)) ??
    values.find((value) => spellingsOf(value).some((spelling) => spelling.toLowerCase() === word))
  );
}

function unknownValue(values: readonly EnumeratedValue[], text: string, origin: Origin): Error {
  const names = values.map((value) => value.name).join(', ');
  return usageError(
    `'${text}' is not a known value.${didYouMean(text, values.flatMap(spellingsOf))}`,
    `Use one of ${names}.`,
    origin,
  );
}

/** Converts a JSON literal to the value it denotes, without rounding numbers, and any other text to a string. */
export function literalValue(text: string): AttributeValue {
  if (!/^\s*(?:[-\d"[{]|true\b|false\b|null\b)/.test(text)) return { S: text };
  try {
    return typed(JSON.parse(text.replace(JSON_TOKEN, wrapNumber)));
  } catch {
    return { S: text }; // not JSON: the text itself is the value
  }
}

/** A JSON string or number. Numbers are replaced because `JSON.parse` would round them. */
const JSON_TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

function wrapNumber(token: string): string {
  if (token.startsWith('"')) return token;
  if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(token) || !isDynamoNumber(token))
    throw new SyntaxError(token);
  return JSON.stringify({ [NUMBER]: token });
}

const NUMBER = '\0number';

function typed(json: unknown): AttributeValue {
  if (json === null) return { NULL: true };
  if (typeof json === 'boolean') return { BOOL: json };
  if (typeof json === 'string') return { S: json };
  if (Array.isArray(json)) return { L: json.map(typed) };
  const members = Object.entries(json as object);
  const [first] = members;
  if (first?.[0] === NUMBER) return { N: String(first[1]) };
  return { M: Object.fromEntries(members.map(([name, value]) => [name, typed(value)])) };
}
